import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-git",
  aliases: [],
  severity: "information",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("Everything is copied, and no `.dockerignore` keeps `.git` out."),
    why: () =>
      l10n.t(
        "The whole history goes to the builder and into the image, and every commit makes the step run again. A `.dockerignore` with `.git` in it helps.",
      ),
    bad: "FROM alpine:3.22\nCOPY . /app\n",
    good: "FROM alpine:3.22\nCOPY app /app\n",
  },
  messages: {
    none: () => l10n.t("There is no `.dockerignore`: `.git` and all else go to the builder and into the image."),
    git: (file) => l10n.t("`{0}` does not keep `.git` out: the whole history goes into the image.", file),
  },
  checkContext({ sources, has, ignores, ignoreFile, addToIgnoreFile }, report) {
    if (!has(".git") || ignores(".git")) return;
    const fixes = addToIgnoreFile(".git");
    for (const { word, path } of sources)
      if (path === "") report(word, ignoreFile ? "git" : "none", { args: [ignoreFile ?? ""], fixes });
  },
});
