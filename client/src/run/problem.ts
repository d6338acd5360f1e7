/** Why an engine did not run a container, where there is something to be done about it. Pure. */
import { EngineError } from "../engine/errors.ts";

export type RunProblem =
  /** `holder` is the other container's id, where the engine tells. */
  | { readonly kind: "name"; readonly name: string; readonly holder: string | null }
  | { readonly kind: "port"; readonly port: number }
  | { readonly kind: "image" };

/** Null for what only its words can tell. */
export function runProblem(error: unknown): RunProblem | null {
  if (!(error instanceof EngineError)) return null;
  const { message, reason } = error;
  const [, name, holder] =
    /container name "\/?([^"]+)" is already in use by (?:container )?"?([0-9a-f]{12,64})?/.exec(message) ?? [];
  if (name !== undefined) return { kind: "name", name, holder: holder ?? null };
  const port = /already (?:allocated|in use)/.test(message) ? portIn(message) : null;
  if (port !== null) return { kind: "port", port };
  if (/no such image|image not known/i.test(message) && reason === "gone") return { kind: "image" };
  return null;
}

/** `Bind for 0.0.0.0:8080 failed`, `listen tcp4 0.0.0.0:8080: bind`, `bind host port 0.0.0.0:8080/tcp`. */
function portIn(message: string): number | null {
  const text = /(?:bind for|listen (?:tcp|udp)[46]?|host port(?: for)?)\s+\S*?:(\d+)(?=[\s/:]|$)/i.exec(message)?.[1];
  return text === undefined ? null : Number(text);
}
