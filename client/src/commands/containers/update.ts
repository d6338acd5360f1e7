import * as l10n from "@vscode/l10n";
import { bytes } from "../../../../server/src/shared/bytes.ts";
import type { Limits } from "../../engine/api/details.ts";
import { lacksOfStatus } from "../../engine/capabilities.ts";
import type { Ui } from "../../ui/ui.ts";
import { command } from "../command.ts";
export default command({
  id: "containers.update",
  on: "container",
  icon: "settings",
  group: "3_change",

  many: true,
  needs: "limits",
  enabled: ({ container }) => container.state !== "removing" && container.state !== "dead",
  failure: (names) => l10n.t("Cannot change the limits of {0}", names),
  async run(context, targets) {
    const [first] = targets;
    if (!first) return;
    const connected = await context.engine();
    const { limits } = await connected.containerDetails(first.container.id);
    const hasRestart = !lacksOfStatus(context.store().status).has("restart-policy");
    const change = await askLimits(context.ui, limits, hasRestart);
    if (change) await Promise.all(targets.map(({ container }) => connected.update(container.id, change)));
  },
});

async function askLimits(
  ui: Ui,
  { cpus, memory, restart }: Limits,
  hasRestart: boolean,
): Promise<Partial<Limits> | null> {
  const what = await ui.pick(l10n.t("What to change"), [
    {
      label: l10n.t("Processors"),
      description: cpus === 0 ? l10n.t("no limit") : String(cpus),
      value: "cpus" as const,
    },
    {
      label: l10n.t("Memory"),
      description: memory === 0 ? l10n.t("no limit") : bytes(memory),
      value: "memory" as const,
    },
    ...(hasRestart ? [{ label: l10n.t("Restart policy"), description: restart.name, value: "restart" as const }] : []),
  ]);
  if (what === "cpus") return askCpus(ui, cpus);
  if (what === "memory") return askMemory(ui, memory);
  return what === "restart" ? askRestart(ui) : null;
}

async function askCpus(ui: Ui, cpus: number): Promise<Partial<Limits> | null> {
  const text = await ui.input({
    title: l10n.t("Processors"),
    prompt: l10n.t("How many processors it may use at most, such as 0.5 or 2; empty for no limit"),
    value: cpus === 0 ? "" : String(cpus),
    validate: (it) => (it.trim() === "" || Number(it) > 0 ? null : l10n.t("A number above 0, or nothing.")),
  });
  return text === null ? null : { cpus: Number(text) };
}

async function askMemory(ui: Ui, memory: number): Promise<Partial<Limits> | null> {
  const text = await ui.input({
    title: l10n.t("Memory"),
    prompt: l10n.t("How much memory it may use at most, such as 512m or 2g; empty for no limit"),
    value: memory === 0 ? "" : `${Math.round(memory / 2 ** 20)}m`,
    validate: (it) => (limitOf(it) === null ? l10n.t("A number with m or g, 6m or more, or nothing.") : null),
  });
  const size = text === null ? null : limitOf(text);
  return size === null ? null : { memory: size };
}

async function askRestart(ui: Ui): Promise<Partial<Limits> | null> {
  const name = await ui.pick(l10n.t("Restart policy"), [
    { label: "no", description: l10n.t("never by itself"), value: "no" as const },
    {
      label: "unless-stopped",
      description: l10n.t("always, unless you have stopped it"),
      value: "unless-stopped" as const,
    },
    { label: "always", description: l10n.t("always, also when the engine starts"), value: "always" as const },
    { label: "on-failure", description: l10n.t("when it ends with an error"), value: "on-failure" as const },
  ]);
  return name === null ? null : { restart: { name, retries: 0 } };
}

const limitOf = (text: string): number | null => (text.trim() === "" ? 0 : memorySize(text));

/** `512m`, `2g`, `1.5G`, as the docker CLI reads them; null for what is no size, or below what the engine allows. */
export function memorySize(text: string): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([bkmg]?)b?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  const size = Math.round(Number(number) * 1024 ** "bkmg".indexOf((unit || "b").toLowerCase()));
  return size >= 6 * 2 ** 20 ? size : null;
}
