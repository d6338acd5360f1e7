import * as l10n from "@vscode/l10n";
import { chainOf } from "../../../dockerfile/stages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "no-user",
  aliases: ["DS-0002", "CKV_DOCKER_3"],
  severity: "off",
  docs: {
    summary: () => l10n.t("The image that is built never leaves root."),
    why: () => l10n.t("Whoever breaks into the program is root in the container, one step from the host."),
    bad: 'FROM alpine:3.22\nCMD ["id"]\n',
    good: 'FROM alpine:3.22\nUSER 1000\nCMD ["id"]\n',
  },
  messages: {
    none: () => l10n.t("No `USER` is set: the container runs as root unless the base image says otherwise."),
  },
  keywords: ["FROM", "USER"],
  check(file, report) {
    const last = file.stages.list.at(-1);
    if (last && !chainOf(last).some((it) => it.instructions.some((of) => of.keyword === "USER")))
      report(last.from.name, "none");
  },
});
