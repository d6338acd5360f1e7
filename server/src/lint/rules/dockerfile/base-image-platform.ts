import * as l10n from "@vscode/l10n";
import { imageOf } from "../../../dockerfile/images-at.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "base-image-platform",
  aliases: ["InvalidBaseImagePlatform"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("The engine has a base image for another platform than it builds for."),
    why: () =>
      l10n.t(
        "An image that was pulled or built for another platform is not used: the build fetches it again, and fails where its registry has none for this platform. Found with an engine connected.",
      ),
    bad: "FROM example.com/arm:1\n",
    good: "FROM --platform=linux/arm64 example.com/arm:1\n",
  },
  messages: {
    foreign: (image, platform, own) =>
      l10n.t("The engine has `{0}` for `{1}`, and this stage is built for `{2}`.", image, platform, own),
  },
  keywords: ["FROM", "ARG"],
  check(file, report, { platforms }) {
    if (!platforms) return;
    for (const { from, image } of file.stages.list) {
      const asked = from.flag("platform")?.value?.unquoted ?? "";
      // Another platform that is asked for is fetched.
      if (!image || !/^(?:\$\{?(?:BUILD|TARGET)PLATFORM\}?)?$/.test(asked)) continue;
      const named = imageOf(file, from, image);
      const foreign = named && platforms.foreign(named.reference);
      if (named && foreign) report(image, "foreign", { args: [named.reference, foreign, platforms.own] });
    }
  },
});
