/** Building an image through the engine's API: BuildKit without a session, or the classic builder. */
import type { IncomingMessage } from "node:http";
import * as l10n from "@vscode/l10n";
import type { BuildEvent, BuildRequest } from "./api/builds.ts";
import { traceDecoder } from "./buildkit-trace.ts";
import { classicBuild } from "./classic-build.ts";
import { EngineError, type Reason } from "./errors.ts";
import { jsonTexts } from "./json-stream.ts";
import { authOf } from "./transfer.ts";
import { asEngineError } from "./translate.ts";
import type { Transport } from "./transport.ts";

/** Throws EngineError("build") for a failed step, "invalid" for a bad Dockerfile or context, and the signal's reason when aborted. */
export async function* buildImage(
  transport: Transport,
  request: BuildRequest,
  buildkit: boolean,
  signal: AbortSignal,
): AsyncGenerator<BuildEvent, void> {
  // A context that cannot be read fails the upload, which the engine reports in words of its own: ours come first.
  const failures: unknown[] = [];
  const upload = heard(request.context, (error) => failures.push(error));
  let response: IncomingMessage | null = null;
  try {
    response = await transport.stream("POST", "/build", {
      query: buildQuery(request, buildkit),
      upload,
      signal,
      registryAuths: Object.fromEntries((request.logins ?? []).map((it) => [it.registry, authOf(it)])),
    });
    yield* buildEvents(response, buildkit);
  } catch (error) {
    signal.throwIfAborted();
    throw asEngineError(failures[0] ?? error);
  } finally {
    // Closing the connection is what cancels the build on the engine.
    response?.destroy();
  }
}

async function* heard<T>(pieces: AsyncIterable<T>, hear: (error: unknown) => void): AsyncGenerator<T, void> {
  try {
    yield* pieces;
  } catch (error) {
    hear(error);
    throw error;
  }
}

function buildQuery(request: BuildRequest, buildkit: boolean): Record<string, string | number | object> {
  const { dockerfile, tag, target, buildArgs, noCache, pull, network, labels, platform } = request;
  return {
    ...(buildkit && { version: "2" }),
    dockerfile,
    t: tag,
    rm: 1,
    forcerm: 1,
    ...(target !== undefined && { target }),
    ...(buildArgs && { buildargs: buildArgs }),
    ...(noCache && { nocache: 1 }),
    ...(pull && { pull: 1 }),
    ...(network !== undefined && { networkmode: network }),
    ...(labels && Object.keys(labels).length > 0 && { labels }),
    ...(platform !== undefined && { platform }),
  };
}

async function* buildEvents(response: AsyncIterable<Uint8Array>, buildkit: boolean): AsyncGenerator<BuildEvent, void> {
  const decodeTrace = traceDecoder();
  const classic = classicBuild();
  let imageId: string | null = null;
  let ended = false;
  for await (const line of jsonTexts(response)) {
    const message = messageOf(line);
    if (message.id === "moby.buildkit.trace" && typeof message.aux === "string")
      yield* decodeTrace(Buffer.from(message.aux, "base64"));
    else if (typeof message.aux === "object" && message.aux !== null) imageId = message.aux.ID ?? imageId;
    const error = message.errorDetail?.message ?? message.error;
    if (error !== undefined) {
      yield* classic.end(error);
      throw buildError(error);
    }
    if (message.stream !== undefined) {
      yield* classic.read(message.stream);
      ended ||= message.stream.startsWith("Successfully built ");
    } else if (message.status !== undefined) yield { type: "line", text: pullLine(message) };
  }
  // An engine that shuts down ends the answer as cleanly as a build that is done.
  if (imageId === null && (buildkit || !ended))
    throw new EngineError("lost", "the engine ended the build without an image and without an error");
  yield* classic.end(null);
  yield { type: "done", imageId };
}

interface Message {
  readonly id?: string;
  readonly aux?: string | { readonly ID?: string } | null;
  readonly stream?: string;
  readonly status?: string;
  readonly progress?: string;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

function messageOf(line: string): Message {
  try {
    return JSON.parse(line) as Message;
  } catch (error) {
    throw new EngineError("lost", "the engine's answer was cut short", error);
  }
}

const pullLine = ({ id, status, progress }: Message): string =>
  [id && `${id}:`, status, progress].filter(Boolean).join(" ");

/** BuildKit says who said it to whom before it says what is wrong. */
const ENVELOPE =
  /^(failed to solve( with frontend [^:]+)?|failed to build|failed to create LLB definition|rpc error: code = \w+ desc =):? /;

/** The builder's last words as an error without those on the way to it. */
export function buildError(text: string): EngineError {
  // Without a session BuildKit has nobody to ask for the login that a base image's registry wants.
  if (/no active sessions/.test(text) && /LLB definition|source metadata|load metadata/.test(text))
    return new EngineError("login", l10n.t("Pull the base image first: the build then uses it."), text, "ours");
  let message = text.trim();
  while (ENVELOPE.test(message)) message = message.replace(ENVELOPE, "");
  return new EngineError(reasonOf(message), message, new Error(text));
}

/** A registry that does not let the base image through, a full disk: what the words of the engine tell anywhere. */
function reasonOf(message: string): Reason {
  // What a step runs may print the same words.
  if (/exit code: \d+|returned a non-zero code/.test(message)) return "build";
  const { reason } = asEngineError(new Error(message));
  return reason === "login" || reason === "disk" || reason === "no-registry" || reason === "invalid" ? reason : "build";
}
