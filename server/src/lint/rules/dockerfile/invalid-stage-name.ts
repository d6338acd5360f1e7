import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-stage-name",
  aliases: ["INVALID_BUILD_STAGE_NAME"],
  severity: "error",
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
  keywords: ["FROM"],
  checkInstruction(it, report) {
    const [, as, name] = it.words;
    if (as?.text.toUpperCase() === "AS" && name && !/^[a-z][a-z0-9_.-]*$/i.test(name.text)) {
      report(name, "name", { args: [name.text.slice(0, 60)] });
    }
  },
});
