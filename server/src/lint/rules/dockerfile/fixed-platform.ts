import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "fixed-platform",
  aliases: ["DL3029"],
  severity: "off",
  docs: {
    summary: () => l10n.t("`--platform` of a `FROM` is the build or the target platform."),
    why: () =>
      l10n.t(
        "Stricter than `constant-platform`, as hadolint is: also stages named after a platform and other variables are reported.",
      ),
    bad: "FROM --platform=linux/arm64 alpine:3.22 AS build-arm64\nRUN id\n",
    good: "FROM --platform=$BUILDPLATFORM alpine:3.22 AS build\nRUN id\n",
  },
  messages: { fixed: (platform) => l10n.t("`{0}` is neither `$BUILDPLATFORM` nor `$TARGETPLATFORM`.", platform) },
  keywords: ["FROM"],
  checkInstruction(it, report) {
    const value = it.flag("platform")?.value;
    if (value && !/BUILDPLATFORM|TARGETPLATFORM/.test(value.text)) report(value, "fixed", { args: [value.text] });
  },
});
