/** What an image says about the containers that are made of it, out of the engine's own record. Pure. */

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

/** `record` is what inspecting the image answered; null where there is none yet. */
export function imageDefaults(record: unknown): ImageDefaults {
  const config = field(record, "Config");
  const health = field(config, "Healthcheck");
  return {
    exposed: keys(field(config, "ExposedPorts")).flatMap((it) => exposedPort(it) ?? []),
    command: texts(field(config, "Cmd")),
    entrypoint: texts(field(config, "Entrypoint")),
    env: texts(field(config, "Env")),
    user: text(field(config, "User")),
    workingDir: text(field(config, "WorkingDir")),
    volumes: keys(field(config, "Volumes")),
    hasHealthCheck: texts(field(health, "Test")).some((it) => it !== "NONE"),
  };
}

function exposedPort(key: string): ExposedPort | null {
  const [, port, protocol = "tcp"] = /^(\d+)(?:\/(tcp|udp|sctp))?$/.exec(key) ?? [];
  return port === undefined ? null : { port: Number(port), protocol: protocol as ExposedPort["protocol"] }; // As matched.
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
const keys = (value: unknown): string[] => (typeof value === "object" && value !== null ? Object.keys(value) : []);
