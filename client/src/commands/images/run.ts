import { setTimeout as sleep } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import { plainText } from "../../build/sanitise.ts";
import type { Container, Engine, RunRequest } from "../../engine/engine.ts";
import { exitCodeMeaning, exitCodeOf } from "../../engine/exit-code.ts";
import type { Button } from "../../ui/ui.ts";
import { command, imageReference } from "../command.ts";
import { webPorts } from "../containers/open-port.ts";

/** A container that lives as long as this is running; one that ended before has something to tell. */
const SETTLED_MS = 700;
const LAST_LINES = 5;

export default command({
  id: "images.run",
  on: "image",
  icon: "play",
  group: "1_open",
  inline: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot run {0}", names),
  async run({ ui, engine, execute }, [target]) {
    if (!target) return;
    const image = imageReference(target);
    const connected = await engine();
    const id = await startNew(connected, { image, interactive: false, publishAll: true });
    await sleep(SETTLED_MS);
    const container = await connected.container(id);
    if (!container) return; // Somebody else has removed it already.
    const button = (label: string, verb: string): Button => ({
      label,
      act: () => execute(`gantry.containers.${verb}`, { kind: "container", id, engine: target.engine, container }),
    });
    const viewLogs = button(l10n.t("View Logs"), "logs");
    const exitCode = exitCodeOf(container.status);
    if (exitCode === null) {
      const openPort = webPorts(container).length > 0 ? [button(l10n.t("Open in Browser"), "openPort")] : [];
      const text = l10n.t("Started '{0}' from {1}.", container.name, image);
      ui.info(text, ...openPort, viewLogs, button(l10n.t("Stop"), "stop"));
    } else ui[exitCode === 0 ? "info" : "warn"](await endedText(connected, container, exitCode), viewLogs);
  },
});

/** A container that cannot be started is not left behind. */
async function startNew(engine: Engine, request: RunRequest): Promise<string> {
  const id = await engine.create(request);
  try {
    await engine.start(id);
  } catch (error) {
    await engine.remove(id, { force: true, volumes: true }).catch(() => undefined); // The first failure is the one to tell.
    throw error;
  }
  return id;
}

async function endedText(engine: Engine, { id, name }: Container, exitCode: number): Promise<string> {
  const meaning = exitCodeMeaning(exitCode);
  const ended = meaning
    ? l10n.t("'{0}' ended at once with exit code {1}: {2}.", name, exitCode, meaning)
    : l10n.t("'{0}' ended at once with exit code {1}.", name, exitCode);
  const last = await lastLines(engine, id);
  return last ? `${ended} ${l10n.t("It said: {0}", last)}` : ended;
}

/** What it printed last, without colours, in one line as messages have them. */
async function lastLines(engine: Engine, id: string): Promise<string> {
  let text = "";
  const logs = await engine.logs(id, { follow: false, tail: LAST_LINES }, new AbortController().signal);
  for await (const { bytes } of logs) text += Buffer.from(bytes).toString("utf8");
  const lines = plainText(text)
    .split("\n")
    .map((it) => it.trim());
  return lines.filter(Boolean).join(" / ");
}
