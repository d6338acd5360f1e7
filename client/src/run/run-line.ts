/** A container's options as the `docker run` that makes the same one. */
import type { Mount } from "../engine/api/containers.ts";
import { isSecretName, memoryText, mountText, portText, type RunOptions, restartText } from "./options.ts";
import { quoted } from "./words.ts";

/** One line for a POSIX shell. Secrets are named, not shown: docker then takes them from its own environment. */
export function runLine(options: RunOptions): string {
  const { entrypoint, command, image } = options;
  // Only the first word of an entrypoint has a flag; the others go before the command.
  const [program, ...first] = entrypoint ?? [];
  const flags = [...flagsOf(options), ...(program === undefined ? [] : ["--entrypoint", program])];
  return ["docker", "run", ...flags, image, ...first, ...(command ?? [])].map(quoted).join(" ");
}

function flagsOf(options: RunOptions): string[] {
  const { name, ports, env, envFiles, mounts, network, user, workingDir, restart } = options;
  const { memory, cpus, labels, platform, autoRemove, interactive, health } = options;
  const each = (flag: string, values: readonly string[]): string[] => values.flatMap((it) => [flag, it]);
  const given = (flag: string, value: string | null): string[] => (value === null ? [] : [flag, value]);
  return [
    interactive ? "-it" : "-d",
    ...(autoRemove ? ["--rm"] : []),
    ...given("--name", name),
    ...each("-p", ports.map(portText)),
    ...each(
      "-e",
      Object.entries(env).map(([key, value]) => (value === null || isSecretName(key) ? key : `${key}=${value}`)),
    ),
    ...each("--env-file", envFiles),
    ...mounts.flatMap(mountFlags),
    ...given("--network", network),
    ...given("--user", user),
    ...given("--workdir", workingDir),
    ...given("--restart", restart.name === "no" ? null : restartText(restart)),
    ...given("--memory", memory === null ? null : memoryText(memory)),
    ...given("--cpus", cpus === null ? null : String(cpus)),
    ...each(
      "--label",
      Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    ),
    ...given("--platform", platform),
    ...(health === "none" ? ["--no-healthcheck"] : given("--health-cmd", health)),
  ];
}

function mountFlags(mount: Mount): string[] {
  const { kind, source, target, readOnly } = mount;
  if (kind === "tmpfs") return ["--tmpfs", target];
  // A colon in a path would part it where there is nothing to part.
  if (!/[:,]/.test(source.replace(/^[a-zA-Z]:(?=[\\/])/, "")) && !/[:,]/.test(target)) return ["-v", mountText(mount)];
  const fields = [`type=${kind}`, `"source=${source}"`, `"target=${target}"`, ...(readOnly ? ["readonly"] : [])];
  return ["--mount", fields.join(",")];
}
