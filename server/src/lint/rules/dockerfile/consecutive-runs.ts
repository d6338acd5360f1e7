import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { scriptOf } from "../../../dockerfile/script.ts";
import { flagText, joined } from "../../join-runs.ts";
import { dockerfileRule } from "../../rule.ts";
import { shellsOf } from "../../run-shells.ts";

export default dockerfileRule({
  id: "consecutive-runs",
  aliases: ["DL3059"],
  severity: "hint",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("Several `RUN`s of one command each follow each other."),
    why: () => l10n.t("Each makes a layer of its own; what one writes and the next deletes stays in the image."),
    bad: "FROM alpine:3.22\nRUN apk add --no-cache curl\nRUN curl -O https://example.com/a\n",
    good: "FROM alpine:3.22\nRUN apk add --no-cache curl && curl -O https://example.com/a\n",
  },
  messages: {
    join: () => l10n.t("Join this `RUN` with the one before it by `&&`."),
    other: () => l10n.t("Join this `RUN` with the one before it."),
  },
  reach: "stage",
  check(file, report) {
    const posix = new Set(shellsOf(file).flatMap(({ runs }) => runs.flatMap((it) => (it.shell ? [it.run] : []))));
    let before: Instruction | null = null;
    for (const it of file.instructions) {
      if (it.keyword === "RUN" && before && flagText(it) === flagText(before) && isSingle(before) && isSingle(it)) {
        // PowerShell has no `&&` in the version that Windows images have.
        const isPosix = posix.has(it);
        const fix = isPosix ? joined(file, before, it, () => l10n.t("Join with the `RUN` before")) : null;
        report(it.name, isPosix ? "join" : "other", fix ? { fix } : {});
      }
      before = it.keyword === "RUN" ? it : null;
    }
  },
});

const isSingle = (run: Instruction): boolean => (scriptOf(run)?.commands.length ?? 0) <= 1;
