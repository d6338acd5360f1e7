import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-copy-from",
  aliases: ["FLAG_INVALID_FROM_VALUE"],
  severity: "error",
  docs: {
    summary: () => l10n.t("`--from` names neither a stage nor an image."),
    why: () => l10n.t("The build stops: `--from` is the name or number of a stage, an image, or a named context."),
    bad: "FROM alpine:3.22\nCOPY --from=^build /app /app\n",
    good: "FROM alpine:3.22 AS build\nFROM alpine:3.22\nCOPY --from=build /app /app\n",
  },
  messages: { from: (value) => l10n.t("`{0}` can be neither a stage nor an image.", value) },
  keywords: ["COPY"],
  checkInstruction(it, report) {
    const value = it.flag("from")?.value;
    if (value && value.text !== "" && !/^[\w$"']/.test(value.text))
      report(value, "from", { args: [value.text.slice(0, 60)] });
  },
});
