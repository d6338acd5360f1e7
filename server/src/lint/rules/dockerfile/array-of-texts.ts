import * as l10n from "@vscode/l10n";
import { oddItems } from "../../../dockerfile/json.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "array-of-texts",
  aliases: [],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("An array holds something that is no text in double quotes."),
    why: () =>
      l10n.t("The build stops: numbers, `true` and `null` need quotes, too, and an array cannot hold another."),
    bad: 'FROM alpine:3.22\nCMD ["sleep", 60]\n',
    good: 'FROM alpine:3.22\nCMD ["sleep", "60"]\n',
  },
  messages: { item: (item) => l10n.t("`{0}` is no text: put it in double quotes.", item) },
  // SHELL has a rule of its own.
  keywords: ["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "VOLUME", "COPY", "ADD"],
  checkInstruction(it, report) {
    const array = it.keyword === "HEALTHCHECK" ? it.args.part(/^CMD\s*/i.exec(it.args.text)?.[0].length ?? 0) : it.args;
    for (const item of oddItems(array)) {
      const quoted = JSON.stringify(item.text);
      const fix = changeTo(quoted, item);
      report(item, "item", { args: [item.text.slice(0, 40)], ...(/^[\w.+-]+$/.test(item.text) && { fix }) });
    }
  },
});
