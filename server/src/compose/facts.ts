/** What the schema leaves open and people want to know: usual values and defaults. */
import * as l10n from "@vscode/l10n";
import type { Step } from "./schema.ts";

interface Fact {
  /** Offered where the schema allows any text. */
  readonly values?: readonly string[];
  readonly fallback?: string;
  /** In the language of the editor; the schema's own text is English. */
  readonly text?: () => string;
}

const CAPABILITIES = [
  "ALL",
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "IPC_LOCK",
  "KILL",
  "MKNOD",
  "NET_ADMIN",
  "NET_BIND_SERVICE",
  "NET_RAW",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_ADMIN",
  "SYS_CHROOT",
  "SYS_MODULE",
  "SYS_NICE",
  "SYS_PTRACE",
  "SYS_RAWIO",
  "SYS_RESOURCE",
  "SYS_TIME",
];

/** By path; `*` is any name, `[]` an item of a list. */
const FACTS: Readonly<Record<string, Fact>> = {
  name: {
    text: () =>
      l10n.t(
        "The name of the project. Without it, it is the name of the folder. It begins the names of containers, networks and volumes.",
      ),
  },
  version: { text: () => l10n.t("Obsolete: Docker Compose ignores it. Remove it.") },
  include: {
    text: () =>
      l10n.t("Other compose files that become part of this project. Their relative paths count from their own folder."),
  },
  services: { text: () => l10n.t("The containers of the project, each by its name, under which the others reach it.") },
  networks: {
    text: () =>
      l10n.t(
        "The networks of the project. Services of one network reach each other by name; without any, all are in `default`.",
      ),
  },
  volumes: { text: () => l10n.t("The named volumes of the project: data that stays when containers are made anew.") },
  secrets: {
    text: () => l10n.t("Files with passwords and keys, given to the services that name them under `/run/secrets`."),
  },
  configs: { text: () => l10n.t("Configuration files, given to the services that name them.") },
  models: { text: () => l10n.t("Language models that services of the project use.") },
  "services/*/image": {
    text: () =>
      l10n.t(
        "The image that the container is started from, `[registry/]name[:tag][@digest]`. With `build`, the name that the built image gets.",
      ),
  },
  "services/*/build": {
    text: () =>
      l10n.t(
        "How the image is built: the path of the build context, or a mapping with `context`, `dockerfile`, `target`, `args` …",
      ),
  },
  "services/*/build/context": {
    fallback: ".",
    text: () => l10n.t("The folder or Git address whose files the build can copy."),
  },
  "services/*/build/dockerfile": {
    fallback: "Dockerfile",
    text: () => l10n.t("The Dockerfile, relative to the build context."),
  },
  "services/*/build/target": { text: () => l10n.t("The stage of the Dockerfile to build; without it, the last one.") },
  "services/*/build/args": {
    text: () => l10n.t("Values for the `ARG`s of the Dockerfile. They end up in the history of the image: no secrets."),
  },
  "services/*/command": {
    text: () =>
      l10n.t("What is run instead of the `CMD` of the image. A text is split like a shell does, but no shell runs it."),
  },
  "services/*/entrypoint": {
    text: () => l10n.t("What is run instead of the `ENTRYPOINT` of the image; the `CMD` of the image is then ignored."),
  },
  "services/*/container_name": {
    text: () =>
      l10n.t(
        "A fixed name of the container instead of one made of project, service and number. The service can then have one container only.",
      ),
  },
  "services/*/ports": {
    text: () =>
      l10n.t(
        "The ports that are published on the host: `[ip:][host:]container[/protocol]`. Services of one network need no published ports for each other.",
      ),
  },
  "services/*/expose": {
    text: () =>
      l10n.t("Ports that the container listens on, for documentation: services of one network reach them anyway."),
  },
  "services/*/environment": {
    text: () =>
      l10n.t("Environment variables of the container. A name without a value takes it from the shell or `.env`."),
  },
  "services/*/env_file": {
    text: () => l10n.t("Files with environment variables for the container. `environment` wins over them."),
  },
  "services/*/volumes": {
    text: () =>
      l10n.t(
        "What is mounted: `[source:]target[:options]`. A source with `.` or `/` at its start is a folder of the host, another one a named volume.",
      ),
  },
  "services/*/networks": { text: () => l10n.t("The networks the container is in; without them, `default`.") },
  "services/*/depends_on": {
    text: () =>
      l10n.t(
        "The services that are started before this one. With `condition: service_healthy` it waits until their health check succeeds.",
      ),
  },
  "services/*/depends_on/*/condition": { fallback: "service_started" },
  "services/*/healthcheck": {
    text: () => l10n.t("A command that is run in the container again and again: exit code 0 means that it is healthy."),
  },
  "services/*/healthcheck/test": {
    text: () =>
      l10n.t("The command: a list that begins with `CMD` (no shell), `CMD-SHELL` or `NONE`, or a text for the shell."),
  },
  "services/*/healthcheck/interval": { values: ["5s", "10s", "30s", "1m"], fallback: "30s" },
  "services/*/healthcheck/timeout": { values: ["3s", "5s", "10s", "30s"], fallback: "30s" },
  "services/*/healthcheck/start_period": { values: ["5s", "10s", "30s", "1m"], fallback: "0s" },
  "services/*/healthcheck/start_interval": { values: ["1s", "5s"], fallback: "5s" },
  "services/*/healthcheck/retries": { fallback: "3" },
  "services/*/restart": {
    values: ["no", "always", "on-failure", "unless-stopped"],
    fallback: "no",
    text: () =>
      l10n.t(
        "When the engine starts the container again: `no`, `always`, `on-failure[:times]`, or `unless-stopped`, which is `always` except for containers that were stopped by hand.",
      ),
  },
  "services/*/pull_policy": { values: ["always", "never", "missing", "build", "daily", "weekly"], fallback: "missing" },
  "services/*/platform": { values: ["linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64"] },
  "services/*/network_mode": { values: ["bridge", "host", "none"] },
  "services/*/ipc": { values: ["host", "none", "private", "shareable"] },
  "services/*/pid": { values: ["host"] },
  "services/*/userns_mode": { values: ["host"] },
  "services/*/stop_signal": { values: ["SIGTERM", "SIGINT", "SIGQUIT", "SIGKILL"], fallback: "SIGTERM" },
  "services/*/stop_grace_period": { values: ["10s", "30s", "1m"], fallback: "10s" },
  "services/*/cap_add/[]": { values: CAPABILITIES },
  "services/*/cap_drop/[]": { values: CAPABILITIES },
  "services/*/security_opt/[]": {
    values: ["no-new-privileges:true", "seccomp=unconfined", "apparmor=unconfined", "label=disable"],
  },
  "services/*/logging/driver": {
    values: ["json-file", "local", "journald", "syslog", "fluentd", "gelf", "awslogs", "none"],
    fallback: "json-file",
  },
  "services/*/ports/[]/protocol": { values: ["tcp", "udp"], fallback: "tcp" },
  "services/*/ports/[]/mode": { values: ["host", "ingress"], fallback: "ingress" },
  "services/*/deploy/mode": {
    values: ["replicated", "global", "replicated-job", "global-job"],
    fallback: "replicated",
  },
  "services/*/deploy/endpoint_mode": { values: ["vip", "dnsrr"] },
  "services/*/deploy/restart_policy/condition": { values: ["none", "on-failure", "any"], fallback: "any" },
  "services/*/deploy/update_config/failure_action": { values: ["continue", "rollback", "pause"], fallback: "pause" },
  "services/*/deploy/rollback_config/failure_action": { values: ["continue", "pause"], fallback: "pause" },
  "services/*/volumes/[]/bind/propagation": {
    values: ["rprivate", "private", "rshared", "shared", "rslave", "slave"],
    fallback: "rprivate",
  },
  "services/*/env_file/[]/format": { values: ["raw"] },
  "services/*/gpus": { values: ["all"] },
  "services/*/isolation": { values: ["default", "process", "hyperv"] },
  "services/*/profiles": {
    text: () =>
      l10n.t("The service is only there when one of these profiles is switched on; without any it always is."),
  },
  "services/*/extends": {
    text: () => l10n.t("Another service, of this file or another one, whose keys this one takes over."),
  },
  "services/*/deploy": {
    text: () => l10n.t("How many containers there are, what they may use, and how they are replaced."),
  },
  "services/*/develop": { text: () => l10n.t("What `docker compose watch` does when files change.") },
  "services/*/attach": {
    fallback: "true",
    text: () => l10n.t("Whether `docker compose up` shows the output of the service when it is not in the background."),
  },
  "models/*/context_size": { text: () => l10n.t("How many tokens of text the model can look at together.") },
  "services/*/labels": { text: () => l10n.t("Labels of the container.") },
  "services/*/user": {
    text: () => l10n.t("The user that the command runs as: `name` or `uid[:gid]`, in quotes when it is a number."),
  },
  "services/*/working_dir": { text: () => l10n.t("The folder that the command is run in.") },
  "services/*/tmpfs": { text: () => l10n.t("Paths of the container that are kept in memory only.") },
  "services/*/privileged": { fallback: "false", text: () => l10n.t("Gives the container all rights on the host.") },
  "services/*/read_only": { fallback: "false", text: () => l10n.t("Makes the container's own file system read-only.") },
  "services/*/init": {
    fallback: "false",
    text: () => l10n.t("Runs a small init as process 1, which passes signals on and reaps dead processes."),
  },
  "networks/*/driver": { values: ["bridge", "overlay", "host", "none", "macvlan", "ipvlan"], fallback: "bridge" },
  "volumes/*/driver": { values: ["local"], fallback: "local" },
};

const NAMED = new Set(["services", "networks", "volumes", "secrets", "configs", "models"]);

/** The path with the user's own names as `*`. */
function pattern(path: readonly Step[]): string {
  return path
    .map((step, i) => {
      if (typeof step === "number") return "[]";
      const above = path[i - 1];
      return (i === 1 && NAMED.has(String(above))) || (i === 3 && above === "depends_on") ? "*" : step;
    })
    .join("/");
}

export const factAt = (path: readonly Step[]): Fact | null => FACTS[pattern(path)] ?? null;
