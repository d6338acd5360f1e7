/** What a build would send to the engine, in words or as JSON. */
import { largestEntries } from "./shared/context/largest.ts";
import { readContext } from "./shared/context/read.ts";

const NAMED_ENTRIES = 10;

/** `dockerfile` is the folder's own where none is given. Throws ContextError. */
export async function contextReport(folder: string, dockerfile: string | null, asJson: boolean): Promise<string> {
  const context = await readContext(folder, dockerfile ?? "Dockerfile");
  const { files, bytes, ignored, ignoreFile, skipped } = context;
  const largest = largestEntries(context, NAMED_ENTRIES);
  if (asJson) {
    const report = { folder: context.root, dockerfile: context.dockerfile, files, bytes, ignored, ignoreFile, skipped };
    return `${JSON.stringify({ ...report, largest }, null, 2)}\n`;
  }
  const width = Math.max(0, ...largest.map((it) => grouped(it.size).length));
  return [
    `${context.root}: ${grouped(bytes)} bytes in ${grouped(files)} files`,
    ignoreFile === null
      ? "nothing is left out: there is no .dockerignore"
      : `${ignoreFile} leaves out ${grouped(ignored)}`,
    ...(skipped.length > 0 ? [`cannot be sent (sockets, pipes, devices): ${skipped.join(", ")}`] : []),
    ...largest.map((it) => `  ${grouped(it.size).padStart(width)}  ${it.path}`),
    "",
  ].join("\n");
}

const grouped = (value: number): string => value.toLocaleString("en-US");
