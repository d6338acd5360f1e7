/** What the suites against the real engine share. */
import { pack } from "tar-stream";
import type { EngineAddress } from "../../client/src/engine/address.ts";
import type { BuildEvent, BuildRequest } from "../../client/src/engine/api/builds.ts";
import type { OutputChunk, Session } from "../../client/src/engine/api/processes.ts";
import { connect } from "../../client/src/engine/dockerode.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { type EngineStore, openStore, type StoreTiming } from "../../client/src/engine/store.ts";
import type { ContainerFiles } from "../../client/src/files/container-files.ts";
import { FileAccess } from "../../client/src/files/file-access.ts";
import { engineKey } from "../../client/src/files/location.ts";
import type { Dockerd } from "../support/dockerd.ts";

/** What a private engine is reached by. */
type Host = Pick<Dockerd, "host">;

export const addressOf = ({ host }: Host): EngineAddress => ({ url: host, tls: null });

export const connectTo = (engine: Host): Promise<Engine> => connect(addressOf(engine));

export function storeOf(dockerd: Dockerd, timing: Partial<StoreTiming> = {}): EngineStore {
  return openStore({ id: dockerd.host, address: async () => addressOf(dockerd), connect, timing });
}

export interface StoreFiles {
  of(name: string, kind?: "container" | "volume"): Promise<ContainerFiles>;
  dispose(): Promise<void>;
}

/** The files of what a store knows. */
export function filesIn(store: EngineStore): StoreFiles {
  const access = new FileAccess({ ready: async () => undefined, stores: () => [store], mayRun: () => true });
  return {
    of: (name, kind = "container") => access.files({ kind, engineKey: engineKey(store.id), name, path: "/" }),
    dispose: () => access.dispose(),
  };
}

/** Resolves when `isSo`, which is asked at every change of the store. */
export async function until(
  store: EngineStore,
  isSo: () => boolean,
  what: string,
  milliseconds = 10_000,
): Promise<void> {
  if (isSo()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`Not seen within ${milliseconds} ms: ${what}. The status is ${JSON.stringify(store.status)}`));
    }, milliseconds);
    const unsubscribe = store.onDidChange(() => {
      if (!isSo()) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    });
  });
}

/** Asks again and again; for what no event tells. */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  milliseconds = 5000,
): Promise<void> {
  for (const end = Date.now() + milliseconds; !(await isSo()); await pause(20))
    if (Date.now() > end) throw new Error(`Not so within ${milliseconds} ms: ${what}`);
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Engines tell some times in whole seconds: what happens behind this has another one than what was before. */
export function nextSecond(): Promise<void> {
  const second = (): number => Math.floor(Date.now() / 1000);
  const before = second();
  return eventually(() => second() > before, "the next second");
}

/** A build context of small files. */
export function contextOf(files: Readonly<Record<string, string>>): NodeJS.ReadableStream {
  const packing = pack();
  for (const [name, content] of Object.entries(files)) packing.entry({ name }, content);
  packing.finalize();
  return packing as unknown as NodeJS.ReadableStream; // streamx has all of it that is used.
}

export const buildOf = (dockerfile: string, tag: string): BuildRequest => ({
  context: contextOf({ Dockerfile: dockerfile }),
  dockerfile: "Dockerfile",
  tag,
  // The private engine has no bridge.
  network: "none",
});

/** Runs a build to its end; with its events, and what it threw. */
export async function runBuild(
  engine: Engine,
  request: BuildRequest,
  signal: AbortSignal = new AbortController().signal,
  onEvent: (event: BuildEvent) => void = () => {},
): Promise<{ events: BuildEvent[]; error: unknown }> {
  const events: BuildEvent[] = [];
  try {
    for await (const event of engine.build(request, signal)) {
      events.push(event);
      onEvent(event);
    }
  } catch (error) {
    return { events, error };
  }
  return { events, error: null };
}

export async function textOf(output: AsyncIterable<OutputChunk>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const { bytes } of output) text += decoder.decode(bytes, { stream: true });
  return text;
}

/** A session's output as it grows. */
export interface Screen {
  readonly text: () => string;
  /** Resolves when the output holds the text. */
  shows(text: string | RegExp, milliseconds?: number): Promise<void>;
  /** The end of the output; rejects with what it threw. */
  readonly ended: Promise<void>;
}

export function watchScreen(session: Session): Screen {
  const decoder = new TextDecoder();
  let text = "";
  const read = async (): Promise<void> => {
    for await (const { bytes } of session.output) text += decoder.decode(bytes, { stream: true });
  };
  const ended = read();
  ended.catch(() => undefined); // The test looks at it when it is due.
  return {
    text: () => text,
    ended,
    shows: (wanted, milliseconds) =>
      eventually(
        () => (typeof wanted === "string" ? text.includes(wanted) : wanted.test(text)),
        `the screen shows ${wanted}`,
        milliseconds,
      ).catch((error: Error) => {
        throw new Error(`${error.message}; it shows ${JSON.stringify(text)}`);
      }),
  };
}
