/** A new container, in the engine's words. */
import * as l10n from "@vscode/l10n";
import type { Mount, PortMapping, RunRequest } from "./api/containers.ts";
import { EngineError } from "./errors.ts";
import type { Transport } from "./transport.ts";

/** Answers its id. */
export async function createContainer(transport: Transport, request: RunRequest): Promise<string> {
  const { name, platform } = request;
  const query = { ...(name !== undefined && { name }), ...(platform !== undefined && { platform }) };
  const body = createBody(request);
  const answer = (await transport.request("POST", "/containers/create", { query, body })) as { Id?: string } | null;
  if (typeof answer?.Id !== "string") throw new EngineError("unknown", l10n.t("the engine did not name what it made."));
  return answer.Id;
}

export function createBody(request: RunRequest): Record<string, unknown> {
  const { image, command, entrypoint, interactive, ports = [], env, user, workingDir, labels, health } = request;
  return {
    Image: image,
    ...(command && { Cmd: command }),
    ...(entrypoint && { Entrypoint: entrypoint }),
    ...(env && { Env: Object.entries(env).map(([name, value]) => `${name}=${value}`) }),
    ...(user !== undefined && { User: user }),
    ...(workingDir !== undefined && { WorkingDir: workingDir }),
    ...(labels && { Labels: labels }),
    ...(health !== undefined && { Healthcheck: { Test: health === "none" ? ["NONE"] : ["CMD-SHELL", health] } }),
    ...(ports.length > 0 && { ExposedPorts: Object.fromEntries(ports.map((it) => [portKey(it), {}])) }),
    Tty: interactive,
    OpenStdin: interactive,
    HostConfig: hostConfig(request),
  };
}

function hostConfig(request: RunRequest): object {
  const { ports = [], mounts = [], network, restart, memory, cpus, autoRemove, beside, volumesOf = beside } = request;
  return {
    AutoRemove: autoRemove ?? false,
    ...(ports.length > 0 && { PortBindings: portBindings(ports) }),
    ...(mounts.length > 0 && { Mounts: mounts.map(mount) }),
    ...(network !== undefined && { NetworkMode: network }),
    ...(restart && { RestartPolicy: { Name: restart.name, MaximumRetryCount: restart.attempts ?? 0 } }),
    ...(memory !== undefined && { Memory: memory }),
    ...(cpus !== undefined && { NanoCpus: Math.round(cpus * 1e9) }),
    ...(volumesOf !== undefined && { VolumesFrom: [volumesOf] }),
    ...(beside !== undefined && {
      PidMode: `container:${beside}`,
      NetworkMode: `container:${beside}`,
      // To look into /proc/1/root, whoever the other's main process runs as.
      CapAdd: ["SYS_PTRACE"],
    }),
  };
}

function portBindings(ports: readonly PortMapping[]): Record<string, object[]> {
  const bindings: Record<string, object[]> = {};
  for (const it of ports) {
    const all = bindings[portKey(it)] ?? [];
    bindings[portKey(it)] = [...all, { HostIp: it.ip ?? "", HostPort: it.host === null ? "" : String(it.host) }];
  }
  return bindings;
}

const portKey = ({ container, protocol }: PortMapping): string => `${container}/${protocol}`;

const mount = ({ kind, source, target, readOnly }: Mount): object => ({
  Type: kind,
  ...(source !== "" && { Source: source }),
  Target: target,
  ReadOnly: readOnly,
});
