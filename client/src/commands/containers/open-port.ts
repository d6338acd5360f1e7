import * as l10n from "@vscode/l10n";
import type { Container, Port } from "../../engine/api/containers.ts";
import { command } from "../command.ts";

export default command({
  id: "containers.openPort",
  on: "container",
  icon: "link-external",
  group: "1_open",
  enabled: ({ container }) => webPorts(container).length > 0,
  failure: (names) => l10n.t("Cannot open {0} in the browser", names),
  async run({ ui, engine, openExternal }, [target]) {
    if (!target) return;
    const { address } = await engine();
    const items = webPorts(target.container).map((port) => ({
      label: urlOf(port, address),
      description: l10n.t("port {0} of the container", port.privatePort),
      value: urlOf(port, address),
    }));
    const [only] = items;
    const url = items.length === 1 ? only?.value : await ui.pick(l10n.t("Open in the browser"), items);
    if (url) await openExternal(url);
  },
});

/** What a browser may reach, IPv4 and IPv6 bindings once. */
export function webPorts({ state, ports }: Container): Port[] {
  if (state !== "running") return [];
  const reachable = ports.filter(({ publicPort, protocol }) => publicPort !== null && protocol === "tcp");
  return [...new Map(reachable.map((it) => [it.publicPort, it])).values()];
}

/** A container of an engine on another machine is reached there. */
export function urlOf({ privatePort, publicPort, ip }: Port, engineAddress: string): string {
  const scheme = [443, 8443].includes(privatePort) ? "https" : "http";
  return `${scheme}://${hostOf(ip, engineAddress)}:${publicPort}/`;
}

const ANY_OR_LOCAL: ReadonlySet<string> = new Set(["0.0.0.0", "::", "127.0.0.1", "::1"]);

function hostOf(ip: string | null, engineAddress: string): string {
  if (ip !== null && !ANY_OR_LOCAL.has(ip)) return ip.includes(":") ? `[${ip}]` : ip;
  if (!/^(tcp|https?|ssh):/.test(engineAddress)) return "localhost";
  return new URL(engineAddress).hostname || "localhost";
}
