/** Listing a folder with what the container itself has: quick, where there is a shell with `stat`. */
import { whileAnswering } from "../engine/answering.ts";
import type { FileEntry } from "../engine/api/files.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import type { ListedFile } from "../views/details.ts";

/** The folder is an argument, never a part of the text. `/` parts the two lists: no name holds one. */
const SCRIPT = [
  "command -v stat >/dev/null 2>&1 || exit 40",
  'cd "$1" || exit 41',
  "stat -c '%f %s %Y %n' ./.* ./* 2>/dev/null",
  "[ $? -ge 126 ] && exit 42",
  "echo /",
  'for f in ./.* ./*; do [ -L "$f" ] && [ -d "$f" ] && printf "%s\\n" "$f"; done',
  "exit 0",
].join("\n");

const MOST_OUTPUT = 64_000_000;

/** Null where the container cannot tell: no shell, no `stat`, too many files for one command line. */
export async function listByShell(
  engine: Engine,
  container: string,
  folder: string,
  signal?: AbortSignal,
): Promise<ListedFile[] | null> {
  const result = await run(engine, container, ["sh", "-c", SCRIPT, "sh", folder], signal);
  return result.exitCode === 0 ? parsedListing(result.stdout) : null;
}

export function parsedListing(output: string): ListedFile[] {
  const [records = "", links = ""] = output.split(/^\/\n/m);
  const folders = new Set(links.split("\n").map((it) => it.replace(/^\.\//, "")));
  // A name may go over several lines; a record begins with numbers.
  return records.split(/\n(?=[0-9a-f]+ \d+ \d+ \.\/)/).flatMap((record) => {
    const [, mode, size, seconds, name] = /^([0-9a-f]+) (\d+) (\d+) \.\/(.+?)\n?$/s.exec(record) ?? [];
    if (mode === undefined || name === undefined || name === "." || name === "..") return [];
    const bits = Number.parseInt(mode, 16);
    const type = TYPES.get(bits & 0o170000) ?? "other";
    const entry: FileEntry = {
      name,
      type,
      size: Number(size),
      mode: bits & 0o7777,
      modifiedAt: Number(seconds) * 1000,
      target: null,
    };
    return [{ entry, isFolder: type === "folder" || (type === "link" && folders.has(name)) }];
  });
}

/** The kind of a file in the mode that `stat` prints. */
const TYPES = new Map<number, FileEntry["type"]>([
  [0o040000, "folder"],
  [0o100000, "file"],
  [0o120000, "link"],
]);

export interface Result {
  /** 127 where there is no such command. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in a container to its end, as root. */
export function run(
  engine: Engine,
  container: string,
  command: readonly string[],
  signal?: AbortSignal,
): Promise<Result> {
  return whileAnswering(
    (late) => engine.ping(late),
    signal,
    (over) => runUntil(over, engine, container, command),
  );
}

async function runUntil(
  signal: AbortSignal,
  engine: Engine,
  container: string,
  command: readonly string[],
): Promise<Result> {
  try {
    const session = await engine.exec(container, { command, tty: false, user: "0" });
    const close = (): void => session.close();
    signal.addEventListener("abort", close, { once: true });
    try {
      const texts = { stdout: "", stderr: "" };
      const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
      for await (const { channel, bytes } of session.output)
        if (texts[channel].length < MOST_OUTPUT) texts[channel] += decoders[channel].decode(bytes, { stream: true });
      signal.throwIfAborted();
      return { exitCode: (await session.exitCode()) ?? 127, ...texts };
    } finally {
      signal.removeEventListener("abort", close);
      session.close();
    }
  } catch (error) {
    // Podman refuses to make an exec of what is not there; Docker ends it with 126 or 127.
    if (error instanceof EngineError && /executable file not found|no such file or directory/i.test(error.message))
      return { exitCode: 127, stdout: "", stderr: "" };
    throw error;
  }
}
