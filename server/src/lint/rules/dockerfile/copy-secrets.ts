import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

/** Files and folders at the top of a context that hold nothing but what nobody else may know. */
const SECRET = [".env", ".env.local", ".netrc", ".pypirc", ".aws", ".kube", ".ssh", "id_rsa", "id_ed25519"];

export default dockerfileRule({
  id: "copy-secrets",
  aliases: [],
  severity: "information",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("Everything is copied, and with it a file that mostly holds secrets."),
    why: () =>
      l10n.t(
        "Whoever has the image, or the cache of the build, can read it. A `.dockerignore` keeps it out; what a step must know comes by `RUN --mount=type=secret`.",
      ),
    bad: "FROM alpine:3.22\nCOPY . /app\n",
    good: "FROM alpine:3.22\nCOPY app /app\n",
  },
  messages: {
    secret: (name) => l10n.t("`{0}` is copied, too: nothing keeps it out of the build.", name),
  },
  checkContext({ sources, has, ignores, addToIgnoreFile }, report) {
    const all = sources.filter(({ path }) => path === "");
    const copied = all.length > 0 ? SECRET.filter((name) => has(name) && !ignores(name)) : [];
    for (const { word } of all)
      for (const name of copied) report(word, "secret", { args: [name], fixes: addToIgnoreFile(name) });
  },
});
