/** The engines that the user has added: their addresses are remembered, what is secret only in the secret storage. */
import { type EngineAddress, type TlsFiles, usesTcp } from "./address.ts";
import { EngineError } from "./errors.ts";
import { type Fields, record } from "./fields.ts";
import type { Machine } from "./machine.ts";

/** Paths of PEM files; empty where there is none. */
export interface TlsPaths {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** False only where the user chose it. */
  readonly verify: boolean;
}

export interface AddedEngine {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly tls: TlsPaths | null;
}

/** What is remembered for the user, in every workspace. */
export interface AddedMemory {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

export interface SecretMemory {
  get(key: string): Thenable<string | undefined>;
  store(key: string, value: string): Thenable<void>;
  delete(key: string): Thenable<void>;
}

const LIST = "engines.added";
const secretOf = (id: string): string => `engine:${id}:passphrase`;

export class AddedEngines {
  readonly #memory: AddedMemory;
  readonly #secrets: SecretMemory;
  readonly #machine: Machine;

  constructor(memory: AddedMemory, secrets: SecretMemory, machine: Machine) {
    this.#memory = memory;
    this.#secrets = secrets;
    this.#machine = machine;
  }

  list(): readonly AddedEngine[] {
    return parsed(this.#memory.get(LIST));
  }

  /** Adds it, or changes the one of that id. `passphrase` is that of its key; null keeps what is remembered. */
  async save(engine: AddedEngine, passphrase: string | null): Promise<void> {
    if (passphrase !== null) await this.#secrets.store(secretOf(engine.id), passphrase);
    const others = this.list().map((it) => (it.id === engine.id ? engine : it));
    this.#write(others.includes(engine) ? others : [...others, engine]);
  }

  async remove(id: string): Promise<void> {
    this.#write(this.list().filter((it) => it.id !== id));
    await this.#secrets.delete(secretOf(id));
  }

  /** `passphrase` stands in for the one that is remembered. Throws EngineError where a file cannot be read. */
  async address(engine: AddedEngine, passphrase: string | null = null): Promise<EngineAddress> {
    const { id, url, tls } = engine;
    if (tls === null || !usesTcp(url)) return { url, tls: null };
    const secret = passphrase ?? (await this.#secrets.get(secretOf(id))) ?? null;
    return { url, tls: { ...(await this.#filesOf(tls)), ...(secret !== null && { passphrase: secret }) } };
  }

  async #filesOf({ ca, cert, key, verify }: TlsPaths): Promise<TlsFiles> {
    const read = async (path: string): Promise<string | null> => {
      if (path === "") return null;
      const text = await this.#machine.read(path);
      if (text === null) throw new EngineError("tls", `the file ${path} cannot be read`);
      return text;
    };
    return { ca: await read(ca), cert: await read(cert), key: await read(key), verify };
  }

  #write(engines: readonly AddedEngine[]): void {
    this.#memory.set(LIST, JSON.stringify(engines));
  }
}

/** What another version of Gantry remembered is read as far as it is understood. */
function parsed(json: string | null): AddedEngine[] {
  try {
    const read: unknown = JSON.parse(json ?? "[]");
    return Array.isArray(read) ? read.filter(isEngine) : [];
  } catch {
    return []; // Nothing that is worth a message.
  }
}

function isEngine(it: unknown): it is AddedEngine {
  const { id, name, url, tls } = record(it);
  return [id, name, url].every((text) => typeof text === "string") && (tls === null || isTlsPaths(record(tls)));
}

const isTlsPaths = ({ ca, cert, key, verify }: Fields): boolean =>
  [ca, cert, key].every((path) => typeof path === "string") && typeof verify === "boolean";
