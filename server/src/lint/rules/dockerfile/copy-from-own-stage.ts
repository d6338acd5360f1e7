import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-from-own-stage",
  aliases: ["DL3023"],
  severity: "error",
  docs: {
    summary: () => l10n.t("`COPY --from` names the stage that it is in."),
    why: () => l10n.t("The build stops: a stage cannot copy from itself."),
    bad: "FROM alpine:3.22 AS build\nCOPY --from=build /a /b\n",
    good: "FROM alpine:3.22 AS build\nFROM alpine:3.22\nCOPY --from=build /a /b\n",
  },
  messages: { own: (name) => l10n.t("`{0}` is this very stage: a stage cannot copy from itself.", name) },
  keywords: ["FROM", "COPY"],
  check(file, report) {
    const above = new Set<string>();
    for (const { name, index, instructions } of file.stages.list) {
      const own = name?.text.toLowerCase();
      for (const it of instructions) {
        const value = it.keyword === "COPY" ? it.flag("from")?.value : null;
        const asked = value?.unquoted.toLowerCase();
        const isOwn = asked !== undefined && (/^\d+$/.test(asked) ? Number(asked) === index : asked === own);
        if (value && isOwn && !above.has(asked)) report(value, "own", { args: [value.text] });
      }
      if (own) above.add(own);
    }
  },
});
