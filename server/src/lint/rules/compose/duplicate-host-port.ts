import * as l10n from "@vscode/l10n";
import { onceForMap } from "../../../compose/once-for-map.ts";
import { type PublishedPort, portsOf } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "duplicate-host-port",
  aliases: ["no-duplicate-exported-ports"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("Two services publish the same port of the host."),
    why: () =>
      l10n.t(
        "A port can be taken once: the second container fails to start, unless the services are never up together.",
      ),
    bad: 'services:\n  web:\n    image: nginx:1.29\n    ports:\n      - "8080:80"\n  api:\n    image: node:24\n    ports:\n      - "8080:3000"\n',
    good: 'services:\n  web:\n    image: nginx:1.29\n    ports:\n      - "8080:80"\n  api:\n    image: node:24\n    ports:\n      - "8081:3000"\n',
  },
  messages: {
    taken: (port, service) => l10n.t("The host port {0} is published by `{1}` already.", port, service),
  },
  check(file, report) {
    const taken = new Map<string, { port: PublishedPort; service: string }[]>();
    for (const { name: service, body } of file.services) {
      for (const { port, keys } of takenBy(file, body)) {
        let isReported = false;
        for (const key of keys) {
          const others = taken.get(key);
          const clash = others?.find((it) => it.port.node !== port.node && overlap(it.port.ip, port.ip));
          if (clash && !isReported) {
            isReported = true;
            const related = [{ span: clash.port.node, message: () => l10n.t("It is published here.") }];
            report(port.node, "taken", { args: [key.slice(0, key.indexOf("/")), clash.service], related });
          }
          if (!others) taken.set(key, [{ port, service }]);
          else if (others.length < 10) others.push({ port, service });
        }
      }
    }
  },
});

interface Taken {
  readonly port: PublishedPort;
  /** Numbers with their protocol. */
  readonly keys: readonly string[];
}

const takenBy = onceForMap((file, body): Taken[] => {
  // Services of a profile are often alternatives for each other.
  if (file.get(body, "profiles") || file.scalar(body, "network_mode")?.value === "host") return [];
  return portsOf(file, body).flatMap((port): Taken[] => {
    if (!port.host) return [];
    const [first, last] = port.host;
    const count = Math.max(0, Math.min(last - first, WIDEST) + 1);
    return [{ port, keys: Array.from({ length: count }, (_, i) => `${first + i}/${port.protocol}`) }];
  });
});

/** Of a range no more ports are looked at. */
const WIDEST = 2000;
const ANYWHERE = new Set(["", "0.0.0.0", "::", "[::]"]);
const overlap = (a: string | null, b: string | null): boolean =>
  ANYWHERE.has(a ?? "") || ANYWHERE.has(b ?? "") || a === b;
