/** A container's options as a service of a compose file. */
import { stringify } from "yaml";
import { isSecretName, memoryText, mountText, portText, type RunOptions, restartText } from "./options.ts";

/** A whole file with one service; secrets are taken from the environment of whoever runs it. */
export function composeFile(options: RunOptions): string {
  const name = serviceName(options);
  const volumes = options.mounts.filter((it) => it.kind === "volume" && it.source !== "").map((it) => it.source);
  const network = ownNetwork(options.network);
  const file = {
    services: { [name]: service(options) },
    // They are there already, under these very names.
    ...(volumes.length > 0 && { volumes: Object.fromEntries(volumes.map((it) => [it, { external: true }])) }),
    ...(network !== null && { networks: { [network]: { external: true } } }),
  };
  return stringify(file, { lineWidth: 0 });
}

function service(options: RunOptions): Record<string, unknown> {
  const { image, name, ports, env, envFiles, mounts, network, user, workingDir, entrypoint, command } = options;
  const { restart, memory, cpus, labels, platform, interactive, health } = options;
  const variables = Object.entries(env).map(([key, value]) => [key, isSecretName(key) ? null : literal(value)]);
  const tmpfs = mounts.filter((it) => it.kind === "tmpfs").map((it) => it.target);
  const others = mounts.filter((it) => it.kind !== "tmpfs");
  const own = ownNetwork(network);
  return {
    image,
    ...(name !== null && { container_name: name }),
    ...(platform !== null && { platform }),
    ...(entrypoint !== null && { entrypoint: entrypoint.map(literal) }),
    ...(command !== null && { command: command.map(literal) }),
    ...(user !== null && { user }),
    ...(workingDir !== null && { working_dir: workingDir }),
    ...(interactive && { stdin_open: true, tty: true }),
    ...(ports.length > 0 && { ports: ports.map(portText) }),
    ...(variables.length > 0 && { environment: Object.fromEntries(variables) }),
    ...(envFiles.length > 0 && { env_file: envFiles }),
    ...(others.length > 0 && { volumes: others.map(volume) }),
    ...(tmpfs.length > 0 && { tmpfs }),
    ...(network !== null && (own === null ? { network_mode: network } : { networks: [own] })),
    ...(restart.name !== "no" && { restart: restartText(restart) }),
    ...(memory !== null && { mem_limit: memoryText(memory) }),
    ...(cpus !== null && { cpus }),
    ...(Object.keys(labels).length > 0 && {
      labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, literal(value)])),
    }),
    ...(health !== null && {
      healthcheck: health === "none" ? { disable: true } : { test: ["CMD-SHELL", literal(health)] },
    }),
  };
}

function volume(mount: RunOptions["mounts"][number]): unknown {
  const { kind, source, target, readOnly } = mount;
  if (!/[:,]/.test(source) && !/[:,]/.test(target)) return mountText(mount);
  return { type: kind, source, target, ...(readOnly && { read_only: true }) };
}

/** Compose reads `$` as the beginning of a variable. */
const literal = <T extends string | null>(text: T): T => (text === null ? text : (text.replaceAll("$", "$$$$") as T)); // A text stays one.

/** The networks that are a way to be connected and not a network of their own. */
const ownNetwork = (network: string | null): string | null =>
  network === null || /^(host|none|bridge|default|container:.*)$/.test(network) ? null : network;

function serviceName({ name, image }: RunOptions): string {
  const last =
    image
      .replace(/@.*$/, "")
      .replace(/:[^:/]*$/, "")
      .split("/")
      .pop() ?? "";
  return (name ?? last).toLowerCase().replace(/[^a-z0-9_.-]+/g, "-") || "app";
}
