import * as l10n from "@vscode/l10n";
import { remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "redundant-target-platform",
  aliases: ["RedundantTargetPlatform", "DL3065"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`--platform=$TARGETPLATFORM` says what holds anyway."),
    why: () => l10n.t("Without the flag `FROM` takes the target platform."),
    bad: "FROM --platform=$TARGETPLATFORM alpine:3.22\nRUN id\n",
    good: "FROM alpine:3.22\nRUN id\n",
  },
  messages: { redundant: () => l10n.t("Remove this flag: the target platform is the default.") },
  keywords: ["FROM"],
  checkInstruction(it, report) {
    const flag = it.flag("platform");
    if (!flag?.value || !/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value.unquoted)) return;
    const edits = [remove({ start: flag.word.start, end: it.words[0]?.start ?? flag.word.end })];
    report(flag.word, "redundant", {
      fix: { title: () => l10n.t("Remove `{0}`", flag.word.text), edits },
      tag: "unnecessary",
    });
  },
});
