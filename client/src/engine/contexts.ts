/** Where the engine's address comes from: the setting, the environment, the docker contexts, the well-known sockets. */

export interface TlsFiles {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  /** False: any server certificate is accepted. */
  readonly verify: boolean;
}

export interface EngineAddress {
  /** `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:2376`. */
  readonly url: string;
  readonly source: "setting" | "DOCKER_HOST" | "DOCKER_CONTEXT" | "context" | "default" | "found";
  /** The docker context's name, where one was used. */
  readonly context: string | null;
  readonly tls: TlsFiles | null;
}

export async function findAddress(_setting: string): Promise<EngineAddress> {
  throw new Error("not written yet");
}
