/** The connection with an editor over standard input and output, which writes messages in its own way. */
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { joinedOutput } from "./joined-output.ts";
import { writtenOnce } from "./written-once.ts";

export function stdioConnection() {
  const writer = new StreamMessageWriter(joinedOutput(process.stdout), { contentTypeEncoder: writtenOnce });
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(process.stdin), writer);
  const isOver = new AbortController();
  connection.onShutdown(() => isOver.abort());
  // The library watches the input only where it makes the reader itself. An editor that is gone took no leave.
  process.stdin.once("close", () => process.exit(isOver.signal.aborted ? 0 : 1));
  return connection;
}
