import * as l10n from "@vscode/l10n";
import { parsePlatform } from "../../../dockerfile/platforms.ts";
import { remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "constant-platform",
  aliases: ["FromPlatformFlagConstDisallowed", "DL3029"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`--platform` of a `FROM` is a constant."),
    why: () =>
      l10n.t(
        "The stage is then built for this platform only, and an image for another one cannot be built. Name the stage after the platform when that is meant.",
      ),
    bad: "FROM --platform=linux/amd64 alpine:3.22\nRUN id\n",
    good: "FROM --platform=$BUILDPLATFORM alpine:3.22\nRUN id\n",
  },
  messages: {
    constant: (platform) => l10n.t("`{0}` is fixed here: use `$BUILDPLATFORM`, or leave the flag out.", platform),
  },
  reach: "stage",
  keywords: ["FROM"],
  check(file, report) {
    for (const { from, name } of file.stages.list) {
      const flag = from.flag("platform");
      const value = flag?.value;
      if (!flag || !value || value.text.includes("$")) continue;
      const platform = parsePlatform(value.unquoted);
      const stage = name?.text.toLowerCase() ?? "";
      if (!platform || (stage !== "" && (stage.includes(platform.os) || stage.includes(platform.arch)))) continue;
      const edits = [remove({ start: flag.word.start, end: from.words[0]?.start ?? flag.word.end })];
      report(value, "constant", {
        args: [value.unquoted],
        fix: { title: () => l10n.t("Remove `{0}`", flag.word.text), edits },
      });
    }
  },
});
