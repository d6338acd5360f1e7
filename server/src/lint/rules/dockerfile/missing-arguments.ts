import * as l10n from "@vscode/l10n";
import { isKeyword } from "../../../dockerfile/keywords.ts";
import { dockerfileRule } from "../../rule.ts";

/** How many arguments an instruction needs at least. Without an entry: one. */
const NEEDED: Readonly<Record<string, number>> = { RUN: 0, COPY: 2, ADD: 2, HEALTHCHECK: 1 };

export default dockerfileRule({
  id: "missing-arguments",
  aliases: [
    "ARGUMENT_MISSING",
    "ARGUMENT_REQUIRES_ONE",
    "ARGUMENT_REQUIRES_TWO",
    "ARGUMENT_REQUIRES_AT_LEAST_ONE",
    "ARGUMENT_REQUIRES_AT_LEAST_TWO",
    "HEALTHCHECK_CMD_ARGUMENT_MISSING",
    "SHELL_REQUIRES_ONE",
  ],
  severity: "error",
  docs: {
    summary: () => l10n.t("An instruction lacks its arguments."),
    why: () => l10n.t("The build stops: Docker does not know what the instruction is about."),
    bad: "FROM alpine:3.22\nCOPY app\nWORKDIR\n",
    good: "FROM alpine:3.22\nCOPY app /app\nWORKDIR /app\n",
  },
  messages: {
    none: (keyword) => l10n.t("`{0}` needs an argument.", keyword),
    source: (keyword) => l10n.t("`{0}` needs at least a source and a destination.", keyword),
    value: (name) => l10n.t("`ENV {0}` needs a value: write `{0}=value`.", name),
    command: () => l10n.t("`HEALTHCHECK CMD` needs a command."),
    shell: () => l10n.t("`SHELL` needs at least the name of a shell."),
  },
  checkInstruction(it, report) {
    const { keyword } = it;
    if (!isKeyword(keyword)) return;
    const count = it.json ? it.json.items.length : it.words.length;
    const needed = NEEDED[keyword] ?? 1;
    if (keyword === "SHELL" && it.json?.items.length === 0) return report(it.args, "shell");
    if (it.json && keyword !== "COPY" && keyword !== "ADD") return;
    if (count < needed && needed === 2) return report(it.name, "source", { args: [keyword] });
    if (count < needed) return report(it.name, "none", { args: [keyword] });
    if (keyword === "HEALTHCHECK" && count === 1 && it.words[0]?.text.toUpperCase() === "CMD") {
      return report(it.args, "command");
    }
    const [pair] = it.pairs;
    if (keyword === "ENV" && pair && !pair.hasEquals && !pair.value)
      report(pair.word, "value", { args: [pair.name.text] });
  },
});
