import * as l10n from "@vscode/l10n";
import { quoted, wordsOf } from "../../run/words.ts";
import { command } from "../command.ts";
import { execProgram } from "./exec-program.ts";
import { rememberedShell } from "./shell-memory.ts";

export default command({
  id: "containers.exec",
  on: "container",
  icon: "terminal-cmd",
  group: "1_open",
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot run a command in {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const { container } = target;
    const key = `exec:${container.name}`;
    const text = await context.ui.input({
      title: l10n.t("Run a command in {0}", container.name),
      prompt: l10n.t("Program and arguments, quoted as in a shell; for pipes and variables: sh -c '...'"),
      value: context.memory.get(key) ?? "",
      validate: (it) => (wordsOf(it)?.length ? null : l10n.t("A program is needed, and every quote closed.")),
    });
    const words = text === null ? null : wordsOf(text);
    if (!text || !words) return;
    context.memory.set(key, text);
    await context.engine(); // Without one there is no terminal to open.
    const { user, workingDir, env } = rememberedShell(context.memory, container.name);
    const request = {
      command: words,
      ...(user !== undefined && { user }),
      ...(workingDir !== undefined && { workingDir }),
      ...(env !== undefined && { env }),
    };
    const program = execProgram(context, container, request, { again: "run" });
    context.ui.terminal(`${container.name}: ${words.map(quoted).join(" ")}`, "terminal-cmd", program);
  },
});
