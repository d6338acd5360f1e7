/** Docker Buildx, which builds what the engine's own API cannot; there may be none on the machine. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { homedir } from "node:os";
import { createInterface } from "node:readline";
import * as l10n from "@vscode/l10n";
import type { BuildEvent } from "../engine/api/builds.ts";
import { buildError } from "../engine/build-stream.ts";
import { EngineError } from "../engine/errors.ts";
import { inOwnWords } from "../ui/explain.ts";
import { buildxProgress } from "./buildx-progress.ts";
import type { BuildOptions } from "./options.ts";

export type Buildx =
  | { readonly kind: "found" }
  /** It has not answered yet. */
  | { readonly kind: "asked" }
  /** It cannot tell a program how a build goes on. */
  | { readonly kind: "too-old"; readonly version: string }
  /** Its program hangs. */
  | { readonly kind: "silent" }
  | { readonly kind: "missing" };

/** Since then there is `--progress=rawjson`. */
const FIRST_MINOR = 13;
const OLDEST = `0.${FIRST_MINOR}`;
/** Milliseconds; some start slowly the first time. */
const PATIENCE = 15_000;
/** Milliseconds from the friendly word to end to the other one. */
const GRACE = 3000;

/** `said` answers what `docker buildx version` says; null where it does not run, nothing where it hangs. */
export async function findBuildx(said: () => Promise<string | null> = saidVersion): Promise<Buildx> {
  const words = await said();
  if (words === "") return { kind: "silent" };
  // Others answer to the name as well: `podman buildx` is another builder, with other options.
  const [, version, major, minor] = /docker\/buildx v?((\d+)\.(\d+)\S*)/.exec(words ?? "") ?? [];
  if (version === undefined) return { kind: "missing" };
  const isKnown = Number(major) > 0 || Number(minor) >= FIRST_MINOR;
  return isKnown ? { kind: "found" } : { kind: "too-old", version };
}

/** Why Buildx cannot be used, with what to do; null where it can, or may. */
export function buildxProblem(buildx: Buildx): string | null {
  switch (buildx.kind) {
    case "found":
    case "asked":
      return null;
    case "too-old":
      return l10n.t("Docker Buildx {0} is too old: update it to {1} or later.", buildx.version, OLDEST);
    case "silent":
      return l10n.t("Docker Buildx does not answer. See what `docker buildx version` does in a terminal.");
    case "missing":
      return l10n.t("Docker Buildx is not on this machine. Install it first.");
  }
}

/** For `findBuildx`. */
export function saidVersion(signal?: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const how = { timeout: PATIENCE, windowsHide: true, ...(signal && { signal }) };
    execFile("docker", ["buildx", "version"], how, (error, stdout) => resolve(error?.killed === false ? null : stdout));
  });
}

/** Its words for what a build is asked to do. Each value is in one word with its option, so that none is taken for another. */
export function buildxArguments(options: BuildOptions, dockerfile: string): string[] {
  const { tag, moreTags, context, target, buildArgs, noCache, pull, labels, platform, network } = options;
  const { secrets, ssh, cacheFrom, cacheTo, builder, push } = options;
  const each = (option: string, values: readonly string[]): string[] => values.map((it) => `--${option}=${it}`);
  const pairs = (values: Readonly<Record<string, string>>): string[] =>
    Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return [
    "build",
    "--progress=rawjson",
    push ? "--push" : "--load",
    ...each("builder", builder === null ? [] : [builder]),
    ...each("tag", [tag, ...moreTags]),
    `--file=${dockerfile}`,
    ...each("target", target === null ? [] : [target]),
    ...each("platform", platform === null ? [] : [platform.replaceAll(" ", "")]),
    ...each("network", network === null ? [] : [network]),
    ...each("build-arg", pairs(buildArgs)),
    ...each("label", pairs(labels)),
    ...each("secret", secrets.map(fromHome)),
    ...each("ssh", ssh.map(fromHome)),
    ...each("cache-from", cacheFrom),
    ...each("cache-to", cacheTo),
    ...(noCache ? ["--no-cache"] : []),
    ...(pull ? ["--pull"] : []),
    context,
  ];
}

/** Elsewhere the shell does it. */
const fromHome = (text: string): string => text.replace(/(?<==)~(?=[\\/])/, () => homedir());

export interface BuildxRun {
  readonly program: string;
  readonly args: readonly string[];
  /** From which the paths of secrets count. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Throws EngineError("build") for a build that failed, and the signal's reason when aborted. */
export async function* runBuildx(run: BuildxRun, signal: AbortSignal): AsyncGenerator<BuildEvent, void> {
  signal.throwIfAborted();
  const child = spawn(run.program, run.args, {
    cwd: run.cwd,
    env: { ...process.env, ...run.env },
    stdio: ["ignore", "ignore", "pipe"],
    // With a group of its own the plugin is told to end as well, not only the program that started it.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  ended.catch(() => undefined); // Awaited below.
  const stop = (): void => end(child);
  signal.addEventListener("abort", stop, { once: true });
  const read = buildxProgress();
  const lastWords: string[] = [];
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      const events = read(line);
      if (events) yield* events;
      else if (lastWords.length > 0 || line.startsWith("ERROR: ")) lastWords.push(line.replace("ERROR: ", ""));
      else if (line.trim() !== "") yield { type: "line", text: line };
    }
    const code = await ended;
    signal.throwIfAborted();
    if (code !== 0)
      throw lastWords.length > 0
        ? failure(lastWords.join(" "))
        : new EngineError("build", l10n.t("Docker Buildx ended with exit code {0}.", code ?? "?"));
    yield { type: "done", imageId: null };
  } finally {
    signal.removeEventListener("abort", stop);
    if (child.exitCode === null && child.signalCode === null) stop();
  }
}

/** What it says, with what to do where that is left open. */
function failure(lastWords: string): EngineError {
  const error = buildError(lastWords);
  const advice = adviceFor(error);
  return advice === null ? error : new EngineError(error.reason, advice, error, "ours");
}

function adviceFor(error: EngineError): string | null {
  const { reason, message } = error;
  if (/does not currently support exporting manifest lists|Multi-platform build is not supported/.test(message))
    return l10n.t(
      "this engine keeps images of one platform only. Push the result at once, or turn on the engine's containerd image store.",
    );
  if (/Cache export is not supported/.test(message))
    return l10n.t(
      "this builder can put its cache only into the image. Write type=inline and push the result at once, or choose a builder that `docker buildx create` has made.",
    );
  const [, builder] = /^no builder "(.*)" found$/.exec(message) ?? [];
  if (builder !== undefined)
    return l10n.t("there is no builder '{0}'. `docker buildx ls` shows those that there are.", builder);
  if (reason === "login")
    return l10n.t(
      "{0} Docker Buildx uses the logins of Docker: run `docker login` with the name of the registry in a terminal, then build again.",
      inOwnWords(error),
    );
  return null;
}

/** As Ctrl-C does it: Buildx then cancels the build on the engine. */
function end(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return; // It was never started.
  if (process.platform === "win32") {
    child.kill();
    return;
  }
  const tell = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  };
  tell("SIGINT");
  const timer = setTimeout(() => tell("SIGKILL"), GRACE);
  child.once("close", () => clearTimeout(timer));
}
