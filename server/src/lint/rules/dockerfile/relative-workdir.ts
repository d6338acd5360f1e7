import * as l10n from "@vscode/l10n";
import { insert } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";
import { firstWorkdirs, isAbsolute } from "../../workdirs.ts";

export default dockerfileRule({
  id: "relative-workdir",
  aliases: ["WorkdirRelativePath", "WORKDIR_IS_NOT_ABSOLUTE", "DL3000"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The first `WORKDIR` of a stage is absolute."),
    why: () => l10n.t("A relative one depends on the working directory of the base image, which can change with it."),
    bad: "FROM alpine:3.22\nWORKDIR app\n",
    good: "FROM alpine:3.22\nWORKDIR /app\n",
  },
  messages: {
    relative: (path) => l10n.t("`{0}` depends on the working directory of the base image: make it absolute.", path),
  },
  reach: "stage",
  keywords: ["WORKDIR", "ARG", "ENV"],
  check(file, report) {
    for (const { first, path } of firstWorkdirs(file)) {
      if (isAbsolute(path)) continue;
      const end = first.args.start + (first.args.isQuoted ? 1 : 0);
      const fix = {
        title: () => l10n.t("Change to `{0}`", `/${first.args.unquoted.replace(/^\.\//, "")}`),
        edits: [insert(end, "/")],
      };
      report(first.args, "relative", {
        args: [first.args.text.slice(0, 60)],
        ...(first.args.text.startsWith("$") ? {} : { fix }),
      });
    }
  },
});
