/** Pulling images from registries and pushing them: what the engine streams while it does. */
import * as l10n from "@vscode/l10n";
import { parseImageReference } from "../../../server/src/shared/image-reference.ts";
import type { RegistryLogin, TransferEvent, TransferRequest } from "./api/images.ts";
import { imagePath } from "./calls/connection.ts";
import { EngineError } from "./errors.ts";
import { jsonTexts } from "./json-stream.ts";
import { asEngineError } from "./translate.ts";
import type { RegistryAuth, Transport } from "./transport.ts";

/** Whoever stops reading, or aborts, cancels the pull on the engine. */
export async function* pullImage(
  transport: Transport,
  request: TransferRequest,
  signal: AbortSignal,
): AsyncGenerator<TransferEvent, void> {
  const { repository, tag } = partsOf(request.reference);
  const query = {
    fromImage: repository,
    // Without one the engine pulls every tag that there is.
    tag: tag ?? "latest",
    ...(request.platform !== undefined && { platform: request.platform }),
  };
  const path = "/images/create";
  try {
    yield* transferred(transport, path, { query, registryAuth: authOf(request.login) }, signal);
  } catch (error) {
    if (!isUnknownImage(error)) throw error;
    const text = l10n.t("the registry has no image '{0}'. Check its name and its tag.", request.reference);
    throw new EngineError("invalid", text, error, "ours");
  }
}

/** Docker says 404 before the answer begins, or passes the registry's words on inside it. */
const isUnknownImage = (error: unknown): boolean =>
  error instanceof EngineError && (error.reason === "gone" || /manifest unknown|name unknown/i.test(error.message));

/** Ends with an error where the engine did not say that all is there. */
export async function* pushImage(
  transport: Transport,
  request: TransferRequest,
  signal: AbortSignal,
): AsyncGenerator<TransferEvent, void> {
  const { repository, tag } = partsOf(request.reference);
  const path = `${imagePath(repository)}/push`;
  const query = { tag: tag ?? "latest" };
  let isDone = false;
  for await (const event of transferred(transport, path, { query, registryAuth: authOf(request.login) }, signal)) {
    isDone ||= /digest: \S+:[0-9a-f]+/.test(event.status);
    yield event;
  }
  if (!isDone) throw new EngineError("lost", "the engine ended the push before it was done");
}

async function* transferred(
  transport: Transport,
  path: string,
  request: { readonly query: Readonly<Record<string, string>>; readonly registryAuth: RegistryAuth },
  signal: AbortSignal,
): AsyncGenerator<TransferEvent, void> {
  const response = await transport.stream("POST", path, { ...request, signal });
  try {
    for await (const text of jsonTexts(response)) {
      const message = parsed(text);
      const failure = message.errorDetail?.message ?? message.error;
      if (failure !== undefined) throw asEngineError(new Error(failure));
      if (typeof message.status === "string") yield eventOf(message, message.status);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw asEngineError(error);
  } finally {
    // Closing the connection is what cancels it on the engine.
    response.destroy();
  }
}

interface Message {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number } | null;
  readonly error?: string;
  readonly errorDetail?: { readonly message?: string };
}

function parsed(text: string): Message {
  try {
    return JSON.parse(text) as Message;
  } catch (error) {
    throw new EngineError("lost", "the engine's answer was cut short", error);
  }
}

function eventOf({ id, progressDetail }: Message, status: string): TransferEvent {
  const { current, total } = progressDetail ?? {};
  return {
    // `Pulling from library/web` and the like have the tag as their id.
    layer: typeof id === "string" && /^[0-9a-f]{12,64}$/.test(id) ? id : null,
    status,
    current: typeof current === "number" ? current : null,
    total: typeof total === "number" && total > 0 ? total : null,
  };
}

function partsOf(reference: string): { repository: string; tag: string | null } {
  const parts = parseImageReference(reference);
  if (parts === null) throw new EngineError("invalid", l10n.t("'{0}' is no image name.", reference));
  const { registry, name, tag, digest } = parts;
  return { repository: registry === null ? name : `${registry}/${name}`, tag: digest ?? tag };
}

/** The engine demands the header for a push, with nothing in it where nothing is known. */
/** The login as the engine wants it. */
export function authOf(login: RegistryLogin | undefined): RegistryAuth {
  if (login === undefined) return {};
  const { registry: serveraddress } = login;
  if (login.kind === "token") return { identitytoken: login.token, serveraddress };
  return { username: login.username, password: login.password, serveraddress };
}
