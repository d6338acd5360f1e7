/** Builds an image: progress in a notification, the log in a terminal, the state of each step in the Dockerfile. */
import * as l10n from "@vscode/l10n";
import { buildLog } from "../../build/log.ts";
import type { BuildOptions } from "../../build/options.ts";
import type { PackProgress } from "../../build/pack.ts";
import { type BuildPicture, NO_PICTURE, stepExitCode, withEvent } from "../../build/progress.ts";
import type { Engine, Image } from "../../engine/engine.ts";
import { EngineError } from "../../engine/errors.ts";
import { red } from "../../terminal/ansi.ts";
import { outputTerminal } from "../../terminal/output-program.ts";
import { explainFailure } from "../../ui/explain.ts";
import type { ProgressReport, Ui } from "../../ui/ui.ts";
import type { BuildWatch, CommandContext } from "../command.ts";

/** Builds in a terminal of its own. Resolves when the build is over, however it ended; the user has been told. */
export async function buildInTerminal(
  context: CommandContext,
  dockerfile: string,
  options: BuildOptions,
): Promise<void> {
  const { ui } = context;
  const { tag } = options;
  await context.engine(); // Without one there is no terminal to open.
  const engine = context.store().id;
  const cancel = new AbortController();
  const output = outputTerminal(() => cancel.abort());
  const terminal = ui.terminal(l10n.t("{0} (build)", tag), "tools", output.program);
  try {
    const outcome = await ui.progress(l10n.t("Building {0}", tag), (report, signal) => {
      signal.addEventListener("abort", () => cancel.abort());
      return runBuild(context, { dockerfile, options, signal: cancel.signal }, { report, write: output.write });
    });
    if (outcome.kind === "built") {
      const { image } = outcome;
      const run = () => context.execute("gantry.images.run", { kind: "image", id: image?.id, engine, image, tag });
      ui.info(outcome.text, ...(image ? [{ label: l10n.t("Run"), act: run }] : []));
    }
    if (outcome.kind === "failed") ui.error(outcome.text, { label: l10n.t("Show Log"), act: terminal.show });
  } finally {
    output.end();
  }
}

export type BuildOutcome =
  | { readonly kind: "built"; readonly text: string; readonly image: Image | null }
  | { readonly kind: "failed"; readonly text: string }
  /** The user did not want it (any more). */
  | { readonly kind: "cancelled" };

interface Build {
  readonly dockerfile: string;
  readonly options: BuildOptions;
  readonly signal: AbortSignal;
}

interface Spectators {
  report(progress: ProgressReport): void;
  /** Gets the log, with the ends of its lines. */
  write(text: string): void;
}

/** The build itself, for a command or a task; how it ended is the last line of the log. Never rejects. */
export async function runBuild(
  context: CommandContext,
  { dockerfile, options, signal }: Build,
  { report, write }: Spectators,
): Promise<BuildOutcome> {
  const { tag } = options;
  const startedAt = Date.now();
  const watch = await context.watchBuild(dockerfile);
  try {
    const engine = await context.engine();
    await context.saveFiles();
    const limit = context.settings(dockerfile)["build.largeContext"];
    const request = { ui: context.ui, engine, dockerfile, options, limit, signal };
    if (!(await build(request, { report, watch, write: (line) => write(`${line}\r\n`) }))) {
      write(l10n.t("Not built: the build context was not sent."));
      return { kind: "cancelled" };
    }
    const text = l10n.t("Built {0} in {1} s.", tag, ((Date.now() - startedAt) / 1000).toFixed(1));
    write(text);
    const image = await engine.image(tag);
    if (image) watch.measured(await engine.history(image.id), options.target);
    return { kind: "built", text, image };
  } catch (error) {
    const wasCancelled = signal.aborted;
    const text = wasCancelled
      ? l10n.t("The build of {0} was cancelled.", tag)
      : explainFailure(l10n.t("Cannot build {0}", tag), error);
    write(red(text));
    return wasCancelled ? { kind: "cancelled" } : { kind: "failed", text };
  } finally {
    watch.end();
  }
}

interface Request {
  readonly ui: Ui;
  readonly engine: Engine;
  readonly dockerfile: string;
  readonly options: BuildOptions;
  /** In MB: a larger context is asked about. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

interface Audience {
  report(progress: ProgressReport): void;
  readonly watch: BuildWatch;
  /** Gets the lines of the log. */
  write(line: string): void;
}

/** Packs, sends and builds; false when the user did not want to send the context. */
async function build(request: Request, { report, watch, write }: Audience): Promise<boolean> {
  const { ui, engine, dockerfile, limit, signal } = request;
  const { tag, context: folder, target, ...others } = request.options;
  report({ message: l10n.t("reading the build context") });
  const { packContext } = await import("../../build/pack.ts");
  const { agreedContext } = await import("./agreed-context.ts");
  const context = await agreedContext(ui, { folder, dockerfile, limit }, signal);
  if (!context) return false;
  const stream = packContext(context, (sent) => report(sending(sent, context.bytes)));
  const asked = { ...others, context: stream, dockerfile: context.dockerfile, tag, ...(target !== null && { target }) };
  const log = buildLog();
  let picture = NO_PICTURE;
  try {
    for await (const event of engine.build(asked, signal)) {
      for (const line of log.lines(event)) write(line);
      watch.event(event);
      const before = picture;
      picture = withEvent(picture, event);
      if (picture !== before) report(building(picture));
    }
    return true;
  } catch (error) {
    throw stepFailure(picture, error);
  }
}

/** The failure in the Dockerfile's own words where a step of it failed. */
function stepFailure({ steps }: BuildPicture, error: unknown): unknown {
  const failed = steps.find((it) => it.status === "failed");
  if (!failed || !(error instanceof EngineError) || error.reason !== "build") return error;
  const exitCode = stepExitCode(failed.error);
  const text =
    exitCode === null
      ? l10n.t("the step '{0}' failed: {1}", failed.instruction, failed.error ?? "")
      : l10n.t("the step '{0}' ended with exit code {1}.", failed.instruction, exitCode);
  return new EngineError("build", text, error);
}

function sending(sent: PackProgress, total: number): ProgressReport {
  const percent = total === 0 ? 100 : Math.floor((sent.bytes / total) * 100);
  return { message: l10n.t("sending the build context, {0} %", percent) };
}

function building({ completed, total, current }: BuildPicture): ProgressReport {
  const fraction = total === 0 ? 0 : completed / total;
  return current ? { fraction, message: current.name } : { fraction };
}
