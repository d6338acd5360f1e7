/** What the user is told of a container that was just started, and what can be done about it at once. */
import { setTimeout as sleep } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import type { Container } from "../../engine/api/containers.ts";
import type { Engine } from "../../engine/engine.ts";
import { type Ending, endingOf, endingText, lastWords } from "../../run/ending.ts";
import type { Button } from "../../ui/ui.ts";
import type { CommandContext } from "../command.ts";
import { webPorts } from "../containers/open-port.ts";

/** A container that lives as long as this is running; one that ended before has something to tell. */
const SETTLED_MS = 700;
/** A server that finds its database missing takes some seconds to give up. */
const EARLY_MS = 10_000;
const LOOK_MS = 500;

export async function tellStarted(context: CommandContext, engine: Engine, id: string, image: string): Promise<void> {
  await sleep(SETTLED_MS);
  const container = await engine.container(id);
  if (!container) return; // It was removed after it ended, or by somebody else.
  const logs = button(context, container, l10n.t("View Logs"), "logs");
  const ending = await endingNow(engine, container);
  if (ending) {
    const said = l10n.t("'{0}' ended at once with {1}.", container.name, endingText(ending));
    context.ui[ending.exitCode === 0 ? "info" : "warn"](await withLastWords(engine, container, said), logs);
    return;
  }
  const openPort =
    webPorts(container).length > 0 ? [button(context, container, l10n.t("Open in Browser"), "openPort")] : [];
  const stop = button(context, container, l10n.t("Stop"), "stop");
  context.ui.info(l10n.t("Started '{0}' from {1}.", container.name, image), ...openPort, logs, stop);
  void watchEarly(context, engine, id); // It never rejects.
}

async function watchEarly(context: CommandContext, engine: Engine, id: string): Promise<void> {
  try {
    for (const until = Date.now() + EARLY_MS; Date.now() < until; ) {
      await sleep(LOOK_MS, null, { ref: false });
      const container = await engine.container(id);
      const ending = container && (await endingNow(engine, container));
      if (container && !ending) continue;
      if (container && ending && !isAsked(ending)) {
        const said = l10n.t("'{0}' has ended with {1}.", container.name, endingText(ending));
        const logs = button(context, container, l10n.t("View Logs"), "logs");
        context.ui.warn(await withLastWords(engine, container, said), logs);
      }
      return;
    }
  } catch {
    /* the engine is away: the views say so */
  }
}

/** It did its work, or was stopped by hand: nothing to warn of. */
const isAsked = ({ exitCode, outOfMemory }: Ending): boolean => !outOfMemory && [0, 130, 137, 143].includes(exitCode);

async function endingNow(engine: Engine, { id, state }: Container): Promise<Ending | null> {
  return state === "exited" || state === "dead" ? endingOf(await engine.inspect("container", id)) : null;
}

async function withLastWords(engine: Engine, { id }: Container, said: string): Promise<string> {
  const last = await lastWords(engine, id).catch(() => ""); // Its log may not be kept at all.
  return last ? `${said} ${l10n.t("It said: {0}", last)}` : said;
}

function button({ execute, store }: CommandContext, container: Container, label: string, verb: string): Button {
  const target = { kind: "container", id: container.id, engine: store().id, container };
  return { label, act: () => execute(`gantry.containers.${verb}`, target) };
}
