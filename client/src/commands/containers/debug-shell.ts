import { randomUUID } from "node:crypto";
import * as l10n from "@vscode/l10n";
import { parseImageReference } from "../../../../server/src/shared/image-reference.ts";
import type { Container } from "../../engine/api/containers.ts";
import type { Engine } from "../../engine/engine.ts";
import { removeTemporary } from "../../engine/remove-temporary.ts";
import {
  COPY,
  LIVE,
  shellBeside,
  shellInCopy,
  shellPath,
  shellWithFiles,
  type Temporary,
} from "../../run/debug-shell.ts";
import { pullWithProgress } from "../../run/transfer.ts";
import { type Opening, sessionProgram } from "../../terminal/session-program.ts";
import { quote } from "../../ui/quote.ts";
import { type CommandContext, command } from "../command.ts";

const HELPER = "debug:helper";
/** Small, with a shell, and on every registry's mirror. */
const USUAL_HELPER = "busybox:latest";
/** Images that people look into others with. */
const HELPERFUL = /(^|\/)(busybox|alpine|debian|ubuntu|fedora|bash|toolbox|netshoot|nixery)(:|$)/;

export default command({
  id: "containers.debugShell",
  on: "container",
  icon: "debug-console",
  group: "1_open",
  enabled: ({ container }) => ["running", "exited", "created", "paused"].includes(container.state),
  failure: (names) => l10n.t("Cannot open a debug shell for {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const { container } = target;
    const engine = await context.engine();
    const isRunning = container.state === "running" || container.state === "paused";
    const shell = isRunning ? null : await shellPath(engine, container.id);
    if (shell !== null) {
      if (await agreesToCopy(context, container)) openCopy(context, container, shell);
      return;
    }
    const helper = await agreedHelper(context, engine, container, isRunning);
    if (helper !== null) openHelper(context, container, helper, isRunning);
  },
});

function agreesToCopy({ ui }: CommandContext, { name }: Container): Promise<boolean> {
  const detail = l10n.t(
    "'{0}' does not run. A temporary image and container are made of it as it is; both are removed when the shell ends, and what was changed in it is lost. Its volumes are the real ones.",
    name,
  );
  return ui.confirm(l10n.t("Open a shell in a copy of '{0}'?", name), detail, l10n.t("Open"));
}

function openCopy(context: CommandContext, { id, name }: Container, shell: string): void {
  const made = { container: temporaryName(), image: `${temporaryName()}:latest` };
  const told = l10n.t("A copy of '{0}': changes are lost, but not those in its volumes.", name);
  openTerminal(context, name, made, async (engine, size, { tell }) => {
    tell(told);
    return shellInCopy(engine, { id, shell, made }, size);
  });
}

function openHelper(context: CommandContext, { id, name }: Container, helper: string, isRunning: boolean): void {
  const made = { container: temporaryName(), image: null };
  const told = isRunning
    ? l10n.t("Beside '{0}': its processes, network and volumes. Its files are in {1}.", name, LIVE)
    : l10n.t("A copy of the files of '{0}' is in {1}; its volumes are the real ones.", name, COPY);
  openTerminal(context, name, made, async (engine, size, opening) => {
    opening.tell(told);
    const what = { id, helper, made };
    return isRunning ? shellBeside(engine, what, size) : shellWithFiles(engine, what, size, opening);
  });
}

function openTerminal(
  context: CommandContext,
  name: string,
  made: Temporary,
  open: (engine: Engine, size: Parameters<typeof shellBeside>[2], opening: Opening) => ReturnType<typeof shellBeside>,
): void {
  const cleanUp = context.farewell.owe(() => removeTemporary(context.engine, made));
  const texts = {
    failure: l10n.t("Cannot open a debug shell for {0}", quote(name)),
    broken: l10n.t("The shell in '{0}' was cut off", name),
    ended: async () => null,
  };
  const program = sessionProgram(async (size, opening) => open(await context.engine(), size, opening), texts, {
    over: () => void cleanUp(),
  });
  context.ui.terminal(l10n.t("{0} (debug)", name), "debug-console", program);
}

const temporaryName = (): string => `gantry-debug-${randomUUID().slice(0, 8)}`;

/** The helper image, which is on the engine now; null when the user did not agree. */
async function agreedHelper(
  context: CommandContext,
  engine: Engine,
  { name }: Container,
  isRunning: boolean,
): Promise<string | null> {
  const { ui, memory } = context;
  const what = isRunning
    ? l10n.t("It shares the processes, the network and the volumes of '{0}', and sees its files.", name)
    : l10n.t("The files of '{0}' are copied into it; its volumes are the real ones.", name);
  const detail = l10n.t(
    "A temporary container of a helper image is started. {0} It is removed when the shell ends.",
    what,
  );
  const remembered = memory.get(HELPER);
  const useIt = remembered === null ? null : l10n.t("Use {0}", remembered);
  const choose = l10n.t("Choose the Helper Image...");
  const answer = await ui.choose(
    l10n.t("Open a debug shell for '{0}'?", name),
    detail,
    ...(useIt === null ? [] : [useIt]),
    choose,
  );
  if (answer === null) return null;
  const helper = answer === useIt ? remembered : await chosenHelper(context, engine);
  if (helper === null) return null;
  const isThere = (await engine.image(helper)) !== null;
  if (!isThere && (await pullWithProgress(context, engine, { reference: helper })) === "cancelled") return null;
  memory.set(HELPER, helper);
  return helper;
}

async function chosenHelper({ ui }: CommandContext, engine: Engine): Promise<string | null> {
  const tags = (await engine.images()).flatMap((it) => it.tags).sort();
  const group = l10n.t("On the engine");
  const local = [...tags.filter((it) => HELPERFUL.test(it)), ...tags.filter((it) => !HELPERFUL.test(it))];
  const items = [
    ...local.map((value) => ({ label: value, group, value })),
    ...(tags.includes(USUAL_HELPER) ? [] : [{ label: USUAL_HELPER, value: USUAL_HELPER }]),
    { label: l10n.t("Another image..."), value: "" },
  ].map((it) =>
    "group" in it ? it : { ...it, description: l10n.t("pulled first"), group: l10n.t("From a registry") },
  );
  const chosen = await ui.pick(l10n.t("The helper image, which needs a shell"), items);
  if (chosen !== "") return chosen;
  const text = await ui.input({
    title: l10n.t("The helper image, which needs a shell"),
    prompt: l10n.t("The name of the image, such as nginx:1.27 or registry.example.com/team/web:2"),
    value: "",
    validate: (it) => (parseImageReference(it.trim()) ? null : l10n.t("This is no image name, such as web:2.")),
  });
  return text?.trim() ?? null;
}
