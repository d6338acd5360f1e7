import * as l10n from "@vscode/l10n";
import type { Word } from "../../../dockerfile/instruction.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "duplicate-stage-name",
  aliases: ["DuplicateStageName", "DL3024", "DUPLICATE_BUILD_STAGE_NAME"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("Two stages have the same name."),
    why: () =>
      l10n.t(
        "What is copied from the name, or built on it, comes from the nearest stage above, which is easily not the one that was meant. Docker does not tell upper from lower case here.",
      ),
    bad: "FROM alpine:3.22 AS base\nFROM debian:13 AS base\nRUN id\n",
    good: "FROM alpine:3.22 AS base\nFROM debian:13 AS other\nRUN id\n",
  },
  messages: {
    taken: (name) => l10n.t("Another stage is already called `{0}`.", name),
  },
  keywords: ["FROM"],
  check(file, report) {
    const seen = new Map<string, Word>();
    for (const { name } of file.stages.list) {
      if (!name) continue;
      const key = name.text.toLowerCase();
      const first = seen.get(key);
      if (!first) seen.set(key, name);
      else
        report(name, "taken", {
          args: [name.text],
          related: [{ span: first, message: () => l10n.t("The other stage.") }],
        });
    }
  },
});
