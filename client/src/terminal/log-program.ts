/** A read-only terminal that follows a container's logs. */
import * as l10n from "@vscode/l10n";
import type { OutputChunk } from "../engine/api/processes.ts";
import { explainFailure } from "../ui/explain.ts";
import type { TerminalProgram, TerminalScreen } from "../ui/ui.ts";
import { dim, red } from "./ansi.ts";
import { harmlessStream } from "./harmless.ts";
import { wrapped } from "./wrap.ts";

export interface LogTexts {
  /** What failed, up to the reason. */
  readonly failure: string;
  /** The last line, when the container has stopped. */
  readonly ended: string;
}

const USUAL_COLUMNS = 80;

export function logProgram(
  open: (signal: AbortSignal) => Promise<AsyncIterable<OutputChunk>>,
  texts: LogTexts,
): TerminalProgram {
  const abort = new AbortController();
  let ended = false;
  let screen: TerminalScreen | null = null;
  const follow = async (to: TerminalScreen, columns: number): Promise<void> => {
    let last: string;
    const sentence = (text: string): string => wrapped(text, columns);
    try {
      // One decoder a channel: a character may be split over two chunks of the same channel.
      const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
      const harmless = { stdout: harmlessStream(), stderr: harmlessStream() };
      for await (const { channel, bytes } of await open(abort.signal))
        to.write(harmless[channel](decoders[channel].decode(bytes, { stream: true })).replace(/\r?\n/g, "\r\n"));
      last = dim(sentence(texts.ended));
    } catch (error) {
      last = red(sentence(explainFailure(texts.failure, error)));
    }
    if (abort.signal.aborted) return;
    ended = true;
    to.write(`\r\n${last}\r\n${dim(l10n.t("Press any key to close the terminal."))}`);
  };
  return {
    start(to, size) {
      screen = to;
      void follow(to, size?.columns ?? USUAL_COLUMNS); // It reports its own failures on the screen.
    },
    input(data) {
      if (ended || data === "\u0003") screen?.close();
    },
    stop: () => abort.abort(),
  };
}
