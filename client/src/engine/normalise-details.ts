/** The engine's records of one object as ours. Tolerant, as normalise.ts is. */
import type {
  ContainerDetails,
  FileChange,
  Member,
  Membership,
  Mount,
  NetworkDetails,
  Processes,
  RestartPolicy,
  VolumeUsage,
} from "./api/details.ts";
import { compareText, type Fields, list, number, record, text, texts } from "./fields.ts";

/** Bytes, more than any machine has: for an engine that cannot lift a limit. */
export const NO_MEMORY_LIMIT = 2 ** 50;

const memoryLimit = (bytes: number): number => (bytes >= NO_MEMORY_LIMIT ? 0 : bytes);

/** The answer of `GET /containers/{id}/json`. */
export function containerDetails(raw: unknown): ContainerDetails {
  const it = record(raw);
  const config = record(it.Config);
  const state = record(it.State);
  const host = record(it.HostConfig);
  const isOver = state.Running !== true && text(state.Status) !== "created";
  return {
    id: text(it.Id),
    mounts: list(it.Mounts)
      .map(mount)
      .sort((a, b) => compareText(a.destination, b.destination)),
    memberships: Object.entries(record(record(it.NetworkSettings).Networks))
      .map(membership)
      .sort((a, b) => compareText(a.network, b.network)),
    environment: texts(config.Env)
      .map(variable)
      .sort(([a], [b]) => compareText(a, b)),
    limits: {
      cpus: number(host.NanoCpus) / 1e9 || quota(host),
      memory: memoryLimit(number(host.Memory)),
      restart: restartPolicy(host.RestartPolicy),
    },
    tty: config.Tty === true,
    user: text(config.User),
    workingDir: text(config.WorkingDir),
    // Podman writes the entrypoint as one text.
    entrypoint: typeof config.Entrypoint === "string" ? [config.Entrypoint] : texts(config.Entrypoint),
    command: texts(config.Cmd),
    exitCode: isOver ? number(state.ExitCode) : null,
    isRunning: state.Running === true,
    finishedAt: text(state.FinishedAt),
    outOfMemory: state.OOMKilled === true,
    restarts: number(it.RestartCount),
    healthOutput: text(record(list(record(state.Health).Log).at(-1)).Output).trim(),
  };
}

/** The answer of `GET /networks/{id}`. */
export function networkDetails(raw: unknown): NetworkDetails {
  const it = record(raw);
  return {
    members: Object.entries(record(it.Containers))
      .map(member)
      .sort((a, b) => compareText(a.name, b.name)),
    subnets: list(record(it.IPAM).Config)
      .map(record)
      .map((subnet) => ({ subnet: text(subnet.Subnet), gateway: text(subnet.Gateway) })),
  };
}

/** The answer of `GET /containers/{id}/top`. Podman 4.3 puts a whole line into one cell. */
export function processes(raw: unknown): Processes {
  const it = record(raw);
  const titles = texts(it.Titles);
  const rows = list(it.Processes).map((row) => {
    const cells = texts(row);
    const [only] = cells;
    if (cells.length !== 1 || only === undefined || titles.length < 2) return cells;
    const words = only.trim().split(/\s+/);
    // The last column is the command, which has spaces of its own.
    return [...words.slice(0, titles.length - 1), words.slice(titles.length - 1).join(" ")];
  });
  return { titles, rows };
}

/** The answer of `GET /containers/{id}/changes`, which is null where there is none. */
export function changes(raw: unknown): FileChange[] {
  const kinds = ["modified", "added", "deleted"] as const;
  return list(raw)
    .map(record)
    .map((it) => ({ path: text(it.Path), kind: kinds[number(it.Kind)] ?? "modified" }))
    .sort((a, b) => compareText(a.path, b.path));
}

/** The volumes of `GET /system/df`, by name. */
export function volumeUsage(raw: unknown): Map<string, VolumeUsage> {
  const entries = list(record(raw).Volumes).map((volume): [string, VolumeUsage] => {
    const it = record(volume);
    const usage = record(it.UsageData);
    const size = number(usage.Size);
    // Engines answer -1 for what they have not measured.
    return [text(it.Name), { size: usage.Size === undefined || size < 0 ? null : size, users: number(usage.RefCount) }];
  });
  return new Map(entries);
}

function mount(raw: unknown): Mount {
  const it = record(raw);
  const kind = (["bind", "volume", "tmpfs"] as const).find((known) => known === it.Type) ?? "other";
  return {
    kind,
    source: kind === "volume" ? text(it.Name) || text(it.Source) : text(it.Source),
    destination: text(it.Destination),
    writable: it.RW !== false,
  };
}

function membership([network, raw]: [string, unknown]): Membership {
  const it = record(raw);
  return {
    networkId: text(it.NetworkID) || network,
    network,
    address: text(it.IPAddress),
    address6: text(it.GlobalIPv6Address),
    mac: text(it.MacAddress),
    gateway: text(it.Gateway),
    aliases: texts(it.Aliases),
  };
}

function member([containerId, raw]: [string, unknown]): Member {
  const it = record(raw);
  const withoutPrefix = (address: unknown): string => text(address).replace(/\/\d+$/, "");
  return {
    containerId,
    name: text(it.Name) || containerId.slice(0, 12),
    address: withoutPrefix(it.IPv4Address),
    address6: withoutPrefix(it.IPv6Address),
  };
}

function variable(entry: string): [string, string] {
  const at = entry.indexOf("=");
  return at < 0 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
}

function restartPolicy(raw: unknown): RestartPolicy {
  const it = record(raw);
  const names = ["no", "always", "unless-stopped", "on-failure"] as const;
  return { name: names.find((name) => name === it.Name) ?? "no", retries: number(it.MaximumRetryCount) };
}

/** Processors as Podman and old clients limit them: a share of each period. */
function quota(host: Fields): number {
  const period = number(host.CpuPeriod);
  return period > 0 ? Math.max(0, number(host.CpuQuota)) / period : 0;
}
