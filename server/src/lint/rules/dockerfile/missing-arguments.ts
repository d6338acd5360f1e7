import * as l10n from "@vscode/l10n";
import { oddItems } from "../../../dockerfile/json.ts";
import { isKeyword } from "../../../dockerfile/keywords.ts";
import { contains } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

/** How many arguments an instruction needs at least. Without an entry: one. */
const NEEDED: Readonly<Record<string, number>> = { RUN: 0, CMD: 0, COPY: 2, ADD: 2 };
/** Those that may be written as an array. */
const ARRAYS: ReadonlySet<string> = new Set(["ADD", "COPY", "ENTRYPOINT", "SHELL", "VOLUME"]);

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
    destination: (keyword) => l10n.t("`{0}` needs a destination: a heredoc is a source.", keyword),
    value: (name) => l10n.t("`ENV {0}` needs a value: write `{0}=value`.", name),
    command: () => l10n.t("`HEALTHCHECK CMD` needs a command."),
    shell: () => l10n.t("`SHELL` needs at least the name of a shell."),
  },
  checkInstruction(it, report) {
    const { keyword } = it;
    if (!isKeyword(keyword)) return;
    const items = ARRAYS.has(keyword) ? it.json?.items : null;
    const count = (items ?? it.words).length;
    const needed = NEEDED[keyword] ?? 1;
    if (keyword === "SHELL" && items?.length === 0) return report(it.args, "shell");
    // `ENTRYPOINT []` takes back what the base image has.
    if (keyword === "ENTRYPOINT" && items) return;
    if (count < needed && oddItems(it.args).length > 0) return;
    const last = it.words.at(-1);
    if (needed === 2 && count >= needed && it.heredocs.some(({ nameWord }) => last && contains(last, nameWord.start)))
      return report(last ?? it.args, "destination", { args: [keyword] });
    if (count < needed) {
      const place = it.words.length > 0 ? it.args : it.name;
      return report(place, needed === 2 ? "source" : "none", { args: [keyword] });
    }
    if (keyword === "HEALTHCHECK" && /^CMD(?:\s*\[\s*\])?$/i.test(it.args.text)) return report(it.args, "command");
    const [blank] = keyword === "VOLUME" ? (items ?? it.words).filter((word) => word.unquoted.trim() === "") : [];
    if (blank) return report(blank, "none", { args: [keyword] });
    const [pair] = it.pairs;
    if (keyword === "ENV" && pair && !pair.hasEquals && !pair.value)
      // A blank that is escaped parts name and value all the same.
      report(pair.word, "value", { args: [pair.name.text], builds: /\s/.test(pair.name.text) });
  },
});
