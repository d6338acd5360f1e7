import * as l10n from "@vscode/l10n";
import { placesOf } from "../../../dockerfile/references.ts";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-stage-name",
  aliases: ["INVALID_BUILD_STAGE_NAME"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The name of a stage has characters that it cannot have."),
    why: () =>
      l10n.t("The build stops: a stage name starts with a letter and goes on with letters, digits, `-`, `_` and `.`."),
    bad: "FROM alpine:3.22 AS 2nd\nRUN id\n",
    good: "FROM alpine:3.22 AS second\nRUN id\n",
  },
  messages: {
    name: (name) =>
      l10n.t(
        "`{0}` is no name for a stage: start with a letter and go on with letters, digits, `-`, `_` and `.`.",
        name,
      ),
  },
  keywords: ["FROM", "COPY", "RUN"],
  check(file, report) {
    const odd = file.stages.list.flatMap(({ name }) => (name && !isName(name.text) ? [name] : []));
    const taken = new Set(odd.length > 0 ? file.stages.list.map(({ name }) => name?.text.toLowerCase()) : []);
    for (const name of odd) {
      const valid = validName(name.text);
      const isFree = isName(valid) && !taken.has(valid);
      taken.add(valid);
      const edits = isFree ? (placesOf(file).get(name) ?? [name]).map((it) => replace(it, valid)) : [];
      const fix = { title: () => l10n.t("Change to `{0}`", valid), edits };
      report(name, "name", { args: [name.text.slice(0, 60)], ...(isFree && { fix }) });
    }
  },
});

const isName = (text: string): boolean => /^[a-z][a-z0-9_.-]*$/i.test(text);

const validName = (text: string): string =>
  text
    .slice(0, 100)
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, "-")
    .replace(/^[_.-]+|[_.-]+$/g, "")
    .replace(/^(?=\d)/, "stage-");
