/** What an image says about the containers that are made of it, out of the engine's own record. Pure. */
import { record, text, texts } from "../engine/fields.ts";

export interface ExposedPort {
  readonly port: number;
  readonly protocol: "tcp" | "udp" | "sctp";
}

export interface ImageDefaults {
  readonly exposed: readonly ExposedPort[];
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  /** `NAME=value` */
  readonly env: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  /** Paths in the container that get a volume of their own. */
  readonly volumes: readonly string[];
  readonly hasHealthCheck: boolean;
}

/** `inspected` is what inspecting the image answered; null where there is none yet. */
export function imageDefaults(inspected: unknown): ImageDefaults {
  const config = record(record(inspected).Config);
  return {
    exposed: Object.keys(record(config.ExposedPorts)).flatMap((it) => exposedPort(it) ?? []),
    command: texts(config.Cmd),
    entrypoint: texts(config.Entrypoint),
    env: texts(config.Env),
    user: text(config.User),
    workingDir: text(config.WorkingDir),
    volumes: Object.keys(record(config.Volumes)),
    hasHealthCheck: texts(record(config.Healthcheck).Test).some((it) => it !== "NONE"),
  };
}

function exposedPort(key: string): ExposedPort | null {
  const [, port, protocol = "tcp"] = /^(\d+)(?:\/(tcp|udp|sctp))?$/.exec(key) ?? [];
  return port === undefined ? null : { port: Number(port), protocol: protocol as ExposedPort["protocol"] }; // As matched.
}
