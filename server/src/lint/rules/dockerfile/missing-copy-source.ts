import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "missing-copy-source",
  aliases: [],
  severity: "information",
  docs: {
    summary: () => l10n.t("A file that is copied is not in the build context."),
    why: () =>
      l10n.t(
        "The build stops where it should be copied, unless something makes it before. Only looked at where other things that are copied lie beside the Dockerfile or above it. In the folder that the Dockerfile was last built in it is an error: the same build would fail.",
      ),
    bad: "FROM alpine:3.22\nCOPY app /app\nCOPY base.yml /base.yml\n",
    good: "FROM alpine:3.22\nCOPY app /app\nCOPY base.yaml /base.yaml\n",
  },
  messages: {
    missing: (path) => l10n.t("`{0}` is not in the build context.", path),
    gone: (path, folder) => l10n.t("`{0}` is not in `{1}`, the build context of the last build.", path, folder),
  },
  checkContext({ sources, has, builtIn }, report) {
    for (const { word, path } of sources) {
      if (path === "" || has(path)) continue;
      const name = word.text.slice(0, 80);
      if (builtIn === null) report(word, "missing", { args: [name] });
      else report(word, "gone", { args: [name, builtIn], isSure: true });
    }
  },
});
