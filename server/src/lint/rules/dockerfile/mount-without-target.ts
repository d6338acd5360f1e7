import * as l10n from "@vscode/l10n";
import { mountsOf } from "../../../dockerfile/mounts.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "mount-without-target",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A `RUN --mount` has no `target`."),
    why: () =>
      l10n.t(
        "It then lies over the working directory, and the build stops where that is `/`, as in most base images. Secrets and SSH have places of their own.",
      ),
    bad: "FROM alpine:3.22\nRUN --mount=type=cache,id=npm npm ci\n",
    good: "FROM alpine:3.22\nRUN --mount=type=cache,id=npm,target=/root/.npm npm ci\n",
  },
  messages: { none: () => l10n.t("This mount needs a `target`: the folder that the command finds it in.") },
  keywords: ["FROM", "WORKDIR", "RUN"],
  reach: "stage",
  check(file, report) {
    const placed = new Set<unknown>();
    for (const stage of file.stages.list) {
      // A base that is chosen by a variable may be any stage.
      let hasWorkdir = placed.has(stage.base) || stage.image?.text.includes("$") === true;
      for (const it of stage.instructions) {
        if (it.keyword === "WORKDIR") hasWorkdir = true;
        if (it.keyword !== "RUN" || hasWorkdir) continue;
        for (const { flag, type, target } of mountsOf(it)) if (NEEDING.has(type) && !target) report(flag.word, "none");
      }
      if (hasWorkdir) placed.add(stage);
    }
  },
});

const NEEDING: ReadonlySet<string> = new Set(["bind", "cache", "tmpfs"]);
