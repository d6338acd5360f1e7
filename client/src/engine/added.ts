/** The engines that the user has added. */
import { type EngineAddress, type TlsFiles, usesTcp } from "./address.ts";
import { EngineError } from "./errors.ts";
import type { Machine } from "./machine.ts";

/** Paths of PEM files; empty where there is none. */
export interface TlsPaths {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** False: any server certificate is accepted. */
  readonly verify: boolean;
}

export interface AddedEngine {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly tls: TlsPaths | null;
}

/** Throws EngineError where a file of certificates cannot be read. */
export async function addedAddress({ url, tls }: AddedEngine, machine: Machine): Promise<EngineAddress> {
  return { url, tls: tls !== null && usesTcp(url) ? await filesOf(tls, machine) : null };
}

async function filesOf({ ca, cert, key, verify }: TlsPaths, machine: Machine): Promise<TlsFiles> {
  const read = async (path: string): Promise<string | null> => {
    if (path === "") return null;
    const text = await machine.read(path);
    if (text === null) throw new EngineError("tls", `the file ${path} cannot be read`);
    return text;
  };
  return { ca: await read(ca), cert: await read(cert), key: await read(key), verify };
}
