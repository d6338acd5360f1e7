/** The address of an engine, and what a connection needs beside it. */
import * as l10n from "@vscode/l10n";
import { EngineError } from "./errors.ts";
import { type Machine, pathsOf } from "./machine.ts";

/** PEM texts. */
export interface TlsFiles {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  /** Of a key that is encrypted. */
  readonly passphrase?: string;
  /** False where the user has said so: whoever answers is then taken for the engine. */
  readonly verify: boolean;
}

export interface EngineAddress {
  /** `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:2376`. */
  readonly url: string;
  readonly tls: TlsFiles | null;
  /** The path of the key that ssh is to use beside the user's own. */
  readonly identity?: string;
}

/** A socket's path, or a host and port. */
export type Endpoint =
  | { readonly kind: "socket"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly secure: boolean };

/** Throws EngineError("invalid") for an address that is none, or is of a kind that is not supported. */
export function endpointOf(address: EngineAddress): Endpoint {
  const { url } = address;
  const path = socketPathOf(url);
  if (path !== null) return { kind: "socket", path };
  const [, scheme, host, port] = /^(tcp|https?):\/\/(\[[^\]]+\]|[^:/@]+)(?::(\d+))?\/?$/.exec(url) ?? [];
  if (host === undefined) throw new EngineError("invalid", l10n.t("{0} is no address of an engine.", url));
  const secure = address.tls !== null || scheme === "https";
  return { kind: "tcp", host: host.replace(/^\[|\]$/g, ""), port: Number(port ?? (secure ? 2376 : 2375)), secure };
}

/** The path of a unix socket or a pipe of Windows; null for all other addresses. */
export function socketPathOf(url: string): string | null {
  return /^(?:unix|npipe):\/\/(.+)$/s.exec(url)?.[1] ?? null;
}

export const usesTcp = (url: string): boolean => /^(tcp|https?):\/\//.test(url);

export const defaultUrl = ({ platform }: Pick<Machine, "platform">): string =>
  platform === "win32" ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";

/** Windows takes both slashes, and programs differ in how many there are: `npipe:////./pipe/x`, `npipe://./pipe/x`. */
const PIPE = /^(?:npipe:[\\/]*|[\\/]{2})\.[\\/]pipe[\\/](.+)$/is;

/** What people write for an address, in full: `/my.sock`, `host:2375`, `unix://`. */
export function withScheme(text: string, machine: Pick<Machine, "platform">): string {
  const trimmed = text.trim();
  if (trimmed === "unix://" || trimmed === "npipe://") return defaultUrl(machine);
  const pipe = PIPE.exec(trimmed)?.[1];
  if (pipe !== undefined) return `npipe:////./pipe/${pipe.replaceAll("\\", "/")}`;
  if (trimmed.includes("://")) return trimmed;
  if (trimmed.startsWith("/") && machine.platform !== "win32") return `unix://${trimmed}`;
  return `tcp://${trimmed}`;
}

/** The three files by the names that docker gives them. */
export async function tlsIn(folder: string, verify: boolean, machine: Machine): Promise<TlsFiles> {
  const { join } = pathsOf(machine);
  const [ca = null, cert = null, key = null] = await Promise.all(
    ["ca.pem", "cert.pem", "key.pem"].map((name) => machine.read(join(folder, name))),
  );
  return { ca, cert, key, verify };
}
