import * as l10n from "@vscode/l10n";
import { mountsOf } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "docker-socket-mount",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A service mounts the socket of the engine."),
    why: () =>
      l10n.t("Whoever is in the container can start containers as root on the host, also when the mount is read-only."),
    bad: "services:\n  app:\n    image: traefik:v3.5\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n",
    good: "services:\n  app:\n    image: traefik:v3.5\n    environment:\n      DOCKER_HOST: tcp://socket-proxy:2375\n",
  },
  messages: {
    socket: () =>
      l10n.t("The engine's socket gives this container root on the host: a socket proxy limits what it can do."),
  },
  reach: "service",
  check(file, report) {
    const seen = new Set();
    for (const { body } of file.services) {
      for (const { node, source } of mountsOf(file, body)) {
        if (!source || !/(?:^|\/)(?:docker|podman)\.sock$/.test(source) || seen.has(node)) continue;
        seen.add(node);
        report(node, "socket");
      }
    }
  },
});
