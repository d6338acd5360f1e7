/** The build itself, for commands and tasks: packs, sends, follows, and tells those who watch. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import type { BuildContext } from "../../../../server/src/shared/context/read.ts";
import { decimal } from "../../../../server/src/shared/numbers.ts";
import type { DockerfileOutline } from "../../../../server/src/shared/protocol.ts";
import { alikeSteps } from "../../build/alike-steps.ts";
import { cacheCauses } from "../../build/cache-cause.ts";
import { type BuildRecord, recordedSteps } from "../../build/history.ts";
import { buildLog } from "../../build/log.ts";
import { causeSentence } from "../../build/mark-text.ts";
import { type BuildOptions, needsBuildx } from "../../build/options.ts";
import type { PackProgress } from "../../build/pack.ts";
import { type BuildPicture, NO_PICTURE, stepExitCode, withEvent } from "../../build/progress.ts";
import { plainText } from "../../build/sanitise.ts";
import { parseSnapshot, snapshotOf } from "../../build/snapshot.ts";
import { programFor } from "../../compose/cli.ts";
import type { BuildEvent } from "../../engine/api/builds.ts";
import type { Image, RegistryLogin } from "../../engine/api/images.ts";
import type { Engine } from "../../engine/engine.ts";
import { EngineError } from "../../engine/errors.ts";
import { registryOf } from "../../registry/docker-config.ts";
import { dim, red } from "../../terminal/ansi.ts";
import { explainFailure, inOwnWords } from "../../ui/explain.ts";
import type { ProgressReport } from "../../ui/ui.ts";
import type { BuildWatch, CommandContext } from "../command.ts";

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
  spectators: Spectators,
): Promise<BuildOutcome> {
  const { report } = spectators;
  let log = "";
  const write = (text: string): void => {
    log += text;
    spectators.write(text);
  };
  const { tag } = options;
  const startedAt = Date.now();
  // One number wherever the build is told of: what came after it is none of it.
  let seconds = 0;
  const isOver = (): void => {
    seconds = (Date.now() - startedAt) / 1000;
  };
  await context.saveFiles();
  const outline = await context.outline(dockerfile);
  const watch = context.watchBuild(dockerfile, outline);
  const course: Course = { hasBegun: false, picture: NO_PICTURE, files: new Map() };
  const keep = async (outcome: BuildRecord["outcome"], size: number | null): Promise<void> => {
    if (!course.hasBegun) return;
    const steps = recordedSteps(course.picture.steps);
    const record = { dockerfile, options, startedAt, seconds, outcome, steps, size };
    await context.builds.add(record, log);
  };
  const writeLine = (line: string): void => write(`${line}\r\n`);
  try {
    const engine = await context.engine();
    const request = { context, engine, dockerfile, options, outline, signal };
    const audience = { report, watch, write: writeLine };
    if (!(await build(request, course, audience).catch((error) => buildWithLogin(request, course, audience, error)))) {
      write(l10n.t("Not built: the build context was not sent."));
      return { kind: "cancelled" };
    }
    // Buildx gives all of them itself.
    if (!needsBuildx(options)) for (const it of options.moreTags) await engine.tag(tag, it);
    isOver();
    await explain(context, { dockerfile, options, outline, course, watch, write: writeLine });
    const text = options.push
      ? l10n.t("Built and pushed {0} in {1} s.", tag, decimal(seconds))
      : l10n.t("Built {0} in {1} s.", tag, decimal(seconds));
    write(text);
    const image = options.push ? null : await engine.image(tag);
    await keep("built", image?.size ?? null);
    if (image) watch.measured(await engine.history(image.id), options.target, seconds);
    return { kind: "built", text, image };
  } catch (error) {
    isOver();
    await explain(context, { dockerfile, options, outline, course, watch, write: writeLine });
    const wasCancelled = signal.aborted;
    await keep(wasCancelled ? "cancelled" : "failed", null);
    const text = wasCancelled
      ? l10n.t("The build of {0} was cancelled after {1} s.", tag, decimal(seconds))
      : explainFailure(l10n.t("Cannot build {0}", tag), stepFailure(course.picture, error));
    write(red(text));
    return wasCancelled ? { kind: "cancelled" } : { kind: "failed", text };
  } finally {
    watch.end();
  }
}

/** How far a build has come. */
interface Course {
  /** Whether the builder has said anything. */
  hasBegun: boolean;
  picture: BuildPicture;
  /** What tells the content of each file that was sent from another. */
  readonly files: Map<string, string>;
}

interface Request extends Build {
  readonly context: CommandContext;
  readonly engine: Engine;
  readonly outline: DockerfileOutline;
}

interface Audience {
  report(progress: ProgressReport): void;
  readonly watch: BuildWatch;
  /** Gets the lines of the log. */
  write(line: string): void;
}

/** Packs, sends and builds; false when the user did not want to send the context. */
async function build(request: Request, course: Course, { report, watch, write }: Audience): Promise<boolean> {
  const { context, dockerfile, signal } = request;
  const { context: folder } = request.options;
  report({ message: l10n.t("reading the build context") });
  const { agreedContext } = await import("./agreed-context.ts");
  const limit = context.settings(dockerfile)["build.largeContext"];
  const sent = await agreedContext(context.ui, { folder, dockerfile, limit }, signal);
  if (!sent) return false;
  const log = buildLog();
  const events = needsBuildx(request.options) ? eventsOfBuildx : eventsOfEngine;
  for await (const event of events(request, course, sent, report)) {
    course.hasBegun = true;
    for (const line of log.lines(event)) write(line);
    watch.event(event);
    const before = course.picture;
    course.picture = withEvent(before, event);
    if (course.picture !== before) report(building(course.picture));
  }
  return true;
}

async function* eventsOfEngine(
  { context, engine, options, outline, signal }: Request,
  { files }: Course,
  sent: BuildContext,
  report: Spectators["report"],
): AsyncGenerator<BuildEvent, void> {
  const { context: _folder, target, platform, network, ...others } = options;
  const { packContext } = await import("../../build/pack.ts");
  const stream = packContext(sent, {
    report: (progress) => report(sending(progress, sent)),
    fingerprint: (path, print) => files.set(path, print),
  });
  const asked = {
    ...others,
    context: stream,
    dockerfile: sent.dockerfile,
    logins: await loginsFor(context, outline.images),
    ...(target !== null && { target }),
    ...(platform !== null && { platform }),
    ...(network !== null && { network }),
  };
  yield* engine.build(asked, signal);
}

/** Buildx reads the context itself; it is read here too for what tells its files from those of the next build. */
async function* eventsOfBuildx(
  { context, dockerfile, options, signal }: Request,
  { files }: Course,
  sent: BuildContext,
): AsyncGenerator<BuildEvent, void> {
  const { buildxArguments, buildxProblem, findBuildx, runBuildx, saidVersion } = await import("../../build/buildx.ts");
  const buildx = await findBuildx(() => saidVersion(signal));
  signal.throwIfAborted();
  if (buildx.kind !== "found") throw new EngineError("invalid", `${needed()} ${buildxProblem(buildx)}`);
  const { packContext } = await import("../../build/pack.ts");
  for await (const _chunk of packContext(sent, { fingerprint: (path, print) => files.set(path, print) }))
    signal.throwIfAborted();
  const { id } = context.store();
  const engine = context.engines.known.find((it) => it.id === id) ?? null;
  const added = context.added.list().find((it) => it.id === id) ?? null;
  const { program, args, env } = programFor(["docker", "buildx"], engine, added, context.store().engine?.near);
  const cwd = context.workspaceFolderOf(dockerfile) ?? options.context;
  yield* runBuildx({ program, args: [...args, ...buildxArguments(options, dockerfile)], cwd, env }, signal);
}

const needed = (): string =>
  l10n.t("several platforms, secrets, SSH agents, remote caches, builders and pushing at once need Docker Buildx.");

/** Where a registry wants a login: the base images are pulled with it, which BuildKit itself has no way to do, and again. */
async function buildWithLogin(request: Request, course: Course, audience: Audience, error: unknown): Promise<boolean> {
  const { context, engine, options, outline } = request;
  if (!(error instanceof EngineError && error.reason === "login") || outline.images.length === 0) throw error;
  // The base images were there: what was refused is the push.
  if (options.push && course.picture.steps.length > 0) throw error;
  const { pullWithProgress } = await import("../../run/transfer.ts");
  for (const reference of outline.images) {
    if (await engine.image(reference)) continue;
    if ((await pullWithProgress(context, engine, { reference })) === "cancelled") throw error;
  }
  course.picture = NO_PICTURE;
  return build(request, course, audience);
}

/** What the engine may have to show to the registries of the base images. */
async function loginsFor({ credentials }: CommandContext, images: readonly string[]): Promise<RegistryLogin[]> {
  const registries = [...new Set(images.map(registryOf))];
  const found = await Promise.all(registries.map((it) => credentials.logins(it)));
  return found.flatMap(({ logins }) => logins.slice(0, 1));
}

interface Explanation {
  readonly dockerfile: string;
  readonly options: BuildOptions;
  readonly outline: DockerfileOutline;
  readonly course: Course;
  readonly watch: BuildWatch;
  write(line: string): void;
}

/** Says why the first step of each stage was not taken from the cache, and keeps what the next build is compared with. */
async function explain({ snapshots }: CommandContext, explanation: Explanation): Promise<void> {
  const { dockerfile, options, outline, course, watch, write } = explanation;
  const steps = alikeSteps(outline.stages)(course.picture.steps);
  if (steps.length === 0) return;
  const key = [dockerfile, options.context, options.target ?? ""].join("\n");
  const before = parseSnapshot((await snapshots.read(key)) ?? "");
  const now = snapshotOf(steps, course.files, options.buildArgs);
  await snapshots.write(key, JSON.stringify(now));
  if (before === null || options.noCache) return;
  const causes = cacheCauses(steps, outline.stages, now, before);
  watch.explained(causes);
  if (causes.length > 0) write("");
  // A step of two stages is told of once.
  for (const { step, cause } of new Map(causes.map((it) => [it.step.digest, it])).values()) {
    write(dim(plainText(step.name)));
    for (const line of causeSentence(cause).split("\n")) write(dim(`  ${plainText(line)}`));
  }
}

/** The failure in the Dockerfile's own words where a step of it failed. */
function stepFailure({ steps }: BuildPicture, error: unknown): unknown {
  const failed = steps.find((it) => it.status === "failed");
  if (!failed || !(error instanceof EngineError) || error.reason !== "build") return error;
  const exitCode = stepExitCode(failed.error);
  const text =
    exitCode === null
      ? `${l10n.t("the step '{0}' failed.", failed.instruction)} ${inOwnWords(error)}`
      : l10n.t("the step '{0}' ended with exit code {1}.", failed.instruction, exitCode);
  return new EngineError("build", text, error, "ours");
}

function sending(sent: PackProgress, { bytes: total, files }: BuildContext): ProgressReport {
  const percent = total === 0 ? 100 : Math.floor((sent.bytes / total) * 100);
  const [count, size] = [`${sent.files} / ${files}`, `${bytes(sent.bytes)} / ${bytes(total)}`];
  return { message: l10n.t("sending the build context, {0} % ({1} files, {2})", percent, count, size) };
}

function building({ completed, total, current }: BuildPicture): ProgressReport {
  const fraction = total === 0 ? 0 : completed / total;
  return current ? { fraction, message: current.name } : { fraction };
}
