/** The docker CLI's contexts, as they are on the disk. */
import { createHash } from "node:crypto";
import * as l10n from "@vscode/l10n";
import { type EngineAddress, type TlsFiles, tlsIn, usesTcp, withScheme } from "./address.ts";
import { EngineError } from "./errors.ts";
import { dockerFolder, type Machine, pathsOf } from "./machine.ts";

export interface DockerContext {
  readonly name: string;
  readonly url: string;
}

/** Those that have an address, by name. */
export async function dockerContexts(machine: Machine): Promise<DockerContext[]> {
  const { join } = pathsOf(machine);
  const folder = join(dockerFolder(machine), "contexts", "meta");
  const metas = (await machine.list(folder)).map(async (id) => {
    const meta = parsed(await machine.read(join(folder, id, "meta.json")));
    const [name, host] = [field(meta, "Name"), hostOf(meta)];
    // A folder that is not called after its context is not the CLI's.
    if (typeof name !== "string" || host === null || idOf(name) !== id) return null;
    return { name, url: withScheme(host, machine) };
  });
  const found = (await Promise.all(metas)).filter((it) => it !== null);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The one that the CLI uses where nothing else is said; `default` is none of those on the disk. */
export async function currentContext(machine: Machine): Promise<string> {
  const text = await machine.read(pathsOf(machine).join(dockerFolder(machine), "config.json"));
  // A damaged file is the CLI's to complain about; it then uses the default, too.
  const name = field(parsed(text), "currentContext");
  return typeof name === "string" && name !== "" ? name : "default";
}

/** Throws EngineError for a context that is not there, or that has no address. */
export async function contextAddress(name: string, machine: Machine): Promise<EngineAddress> {
  const { join } = pathsOf(machine);
  const folder = join(dockerFolder(machine), "contexts");
  const text = await machine.read(join(folder, "meta", idOf(name), "meta.json"));
  if (text === null) throw new EngineError("invalid", l10n.t("there is no docker context '{0}' in {1}.", name, folder));
  const meta = parsed(text);
  const host = hostOf(meta);
  if (host === null)
    throw new EngineError("invalid", l10n.t("the docker context '{0}' in {1} has no address.", name, folder));
  const url = withScheme(host, machine);
  return { url, tls: usesTcp(url) ? await contextTls(meta, join(folder, "tls", idOf(name), "docker"), machine) : null };
}

/** What `docker context use` does: all else in the file stays. Throws EngineError for a damaged file. */
export async function makeCurrentContext(name: string, machine: Machine): Promise<void> {
  const file = await machine.resolve(pathsOf(machine).join(dockerFolder(machine), "config.json"));
  const text = await machine.read(file);
  const before = text === null ? {} : parsed(text);
  if (typeof before !== "object" || before === null) throw new EngineError("invalid", l10n.t("{0} is damaged.", file));
  await machine.replace(file, `${JSON.stringify({ ...before, currentContext: name }, null, "\t")}\n`);
}

async function contextTls(meta: unknown, folder: string, machine: Machine): Promise<TlsFiles | null> {
  const skipVerify = field(endpointIn(meta), "SkipTLSVerify") === true;
  const files = await tlsIn(folder, !skipVerify, machine);
  const hasFiles = files.ca !== null || files.cert !== null || files.key !== null;
  return hasFiles || skipVerify ? files : null;
}

const idOf = (name: string): string => createHash("sha256").update(name).digest("hex");

const endpointIn = (meta: unknown): unknown => field(field(meta, "Endpoints"), "docker");

function hostOf(meta: unknown): string | null {
  const host = field(endpointIn(meta), "Host");
  return typeof host === "string" && host !== "" ? host : null;
}

/** Go reads JSON keys without regard to case. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const key = Object.keys(value).find((it) => it.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (value as Record<string, unknown>)[key];
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}
