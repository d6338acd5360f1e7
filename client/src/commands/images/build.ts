import { basename, dirname } from "node:path";
import * as l10n from "@vscode/l10n";
import { imageNameFrom, parseImageReference } from "../../../../server/src/shared/image-reference.ts";
import type { PackProgress } from "../../build/context.ts";
import { buildLog } from "../../build/log.ts";
import { type BuildPicture, NO_PICTURE, withEvent } from "../../build/progress.ts";
import type { Engine } from "../../engine/engine.ts";
import { EngineError } from "../../engine/errors.ts";
import { red } from "../../terminal/ansi.ts";
import { outputTerminal } from "../../terminal/output-program.ts";
import { explainFailure } from "../../ui/explain.ts";
import type { ProgressReport } from "../../ui/ui.ts";
import { type BuildWatch, type CommandContext, command } from "../command.ts";

export default command({
  id: "images.build",
  on: "dockerfile",
  icon: "tools",
  group: "1_open",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot build {0}", names),
  busy: (names) => l10n.t("{0} is being built already.", names),
  async run(context, [target]) {
    if (!target) return;
    const tag = await askTag(context, target.path);
    if (tag === null) return;
    const engine = await context.engine();
    await context.saveFiles();
    await buildInTerminal(context, engine, target.path, tag);
  },
});

/** The tag of the last build of this Dockerfile, else one after its folder. */
async function askTag({ ui, memory }: CommandContext, dockerfile: string): Promise<string | null> {
  const key = `build.tag:${dockerfile}`;
  const tag = await ui.input({
    title: l10n.t("Build Image"),
    prompt: l10n.t("The name and tag of the image, such as team/app:1.2"),
    value: memory.get(key) ?? defaultTag(dockerfile),
    validate: tagProblem,
  });
  if (tag !== null) memory.set(key, tag);
  return tag;
}

/** `shop/Dockerfile` is `shop:latest`, `shop/Dockerfile.dev` and `shop/dev.Dockerfile` are `shop:dev`. */
function defaultTag(dockerfile: string): string {
  const variant = basename(dockerfile).replace(/^(?:docker|container)file\.?|\.dockerfile$/gi, "");
  return `${imageNameFrom(basename(dirname(dockerfile)))}:${variant ? imageNameFrom(variant) : "latest"}`;
}

function tagProblem(text: string): string | null {
  const reference = parseImageReference(text);
  if (reference?.digest) return l10n.t("An image cannot be built under a digest: leave out what follows @.");
  if (reference) return null;
  return text === text.toLowerCase()
    ? l10n.t("'{0}' is no image name. Use lower-case letters, digits and . _ - / and a tag after a colon.", text)
    : l10n.t("'{0}' is no image name: the name may have no capital letters.", text);
}

async function buildInTerminal(
  context: CommandContext,
  engine: Engine,
  dockerfile: string,
  tag: string,
): Promise<void> {
  const { ui, execute } = context;
  const cancel = new AbortController();
  const output = outputTerminal(() => cancel.abort());
  const terminal = ui.terminal(l10n.t("Build {0}", tag), "tools", output.program);
  const startedAt = Date.now();
  const watch = await context.watchBuild(dockerfile);
  try {
    await ui.progress(l10n.t("Building {0}", tag), (report, signal) => {
      signal.addEventListener("abort", () => cancel.abort());
      const request = { engine, dockerfile, tag, signal: cancel.signal };
      return build(request, { report, watch, write: (line) => output.write(`${line}\r\n`) });
    });
    const built = l10n.t("Built {0} in {1} s.", tag, ((Date.now() - startedAt) / 1000).toFixed(1));
    output.write(built);
    const image = await engine.image(tag);
    const run = () => execute("gantry.images.run", { kind: "image", id: image?.id, image, tag });
    ui.info(built, ...(image ? [{ label: l10n.t("Run"), act: run }] : []));
  } catch (error) {
    const text = cancel.signal.aborted
      ? l10n.t("The build of {0} was cancelled.", tag)
      : explainFailure(l10n.t("Cannot build {0}", tag), error);
    output.write(red(text));
    // Whoever cancels knows.
    if (!cancel.signal.aborted) ui.error(text, { label: l10n.t("Show Log"), act: terminal.show });
  } finally {
    watch.end();
    output.end();
  }
}

interface Request {
  readonly engine: Engine;
  readonly dockerfile: string;
  readonly tag: string;
  readonly signal: AbortSignal;
}

interface Audience {
  report(progress: ProgressReport): void;
  readonly watch: BuildWatch;
  /** Gets the lines of the log. */
  write(line: string): void;
}

/** Packs, sends and builds. */
async function build({ engine, dockerfile, tag, signal }: Request, { report, watch, write }: Audience): Promise<void> {
  report({ message: l10n.t("reading the build context") });
  const { packContext, readContext } = await import("../../build/context.ts");
  const context = await readContext(dirname(dockerfile), dockerfile, signal);
  const stream = packContext(context, (sent) => report(sending(sent, context.bytes)));
  const log = buildLog();
  let picture = NO_PICTURE;
  try {
    for await (const event of engine.build({ context: stream, dockerfile: context.dockerfile, tag }, signal)) {
      for (const line of log.lines(event)) write(line);
      watch.event(event);
      const before = picture;
      picture = withEvent(picture, event);
      if (picture !== before) report(building(picture));
    }
  } catch (error) {
    throw stepFailure(picture, error);
  }
}

/** The failure in the Dockerfile's own words where a step of it failed. */
function stepFailure({ steps }: BuildPicture, error: unknown): unknown {
  const failed = steps.find((it) => it.status === "failed");
  if (!failed || !(error instanceof EngineError) || error.reason !== "build") return error;
  const exitCode = /exit code: (\d+)/.exec(failed.error ?? "")?.[1];
  const text =
    exitCode === undefined
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
