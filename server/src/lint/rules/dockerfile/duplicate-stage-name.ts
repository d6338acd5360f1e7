import * as l10n from "@vscode/l10n";
import type { Dockerfile } from "../../../dockerfile/dockerfile.ts";
import type { Word } from "../../../dockerfile/instruction.ts";
import { placesOf } from "../../../dockerfile/references.ts";
import { replace } from "../../../text/span.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "duplicate-stage-name",
  aliases: ["DuplicateStageName", "DL3024", "DUPLICATE_BUILD_STAGE_NAME"],
  severity: "warning",
  fixable: "assist",
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
  keywords: ["FROM", "COPY", "RUN"],
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
          fix: renamed(file, name),
          related: [{ span: first, message: () => l10n.t("The other stage.") }],
        });
    }
  },
});

/** Here and in what means it. */
function renamed(file: Dockerfile, name: Word): Fix {
  const { byName } = file.stages;
  let number = 2;
  while (byName.has(`${name.text.toLowerCase()}-${number}`)) number++;
  const other = `${name.text}-${number}`;
  const places = placesOf(file).get(name) ?? [name];
  return { title: () => l10n.t("Change to `{0}`", other), edits: places.map((it) => replace(it, other)) };
}
