import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-ignored",
  aliases: ["CopyIgnoredFile"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A file that is copied is kept out by `.dockerignore`."),
    why: () => l10n.t("The builder never gets it: the copy fails as if it were not there."),
    bad: "FROM alpine:3.22\nCOPY app /app\nCOPY secret.txt /secret.txt\n",
    good: "FROM alpine:3.22\nCOPY app /app\n",
  },
  messages: { ignored: (path, file) => l10n.t("`{1}` keeps `{0}` out of the build.", path, file) },
  checkContext({ sources, ignores, ignoreFile, addToIgnoreFile }, report) {
    for (const { word, path } of sources)
      if (ignoreFile && path !== "" && ignores(path))
        report(word, "ignored", { args: [word.text.slice(0, 80), ignoreFile], fixes: addToIgnoreFile(`!${path}`) });
  },
});
