import * as l10n from "@vscode/l10n";
import { PLATFORM_ARGS, PREDEFINED_ARGS } from "../../../dockerfile/scopes.ts";
import { chainOf } from "../../../dockerfile/stages.ts";
import { nearest } from "../../../text/nearest.ts";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "undefined-variable",
  aliases: ["UndefinedVar"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A variable is used that nothing has set."),
    why: () =>
      l10n.t(
        "Docker puts an empty text in its place. What the base image sets is not known here, so only stages that start from `scratch` are looked at.",
      ),
    bad: "FROM scratch\nARG DIRECTORY=/app\nCOPY app $DIRECTROY/\n",
    good: "FROM scratch\nARG DIRECTORY=/app\nCOPY app $DIRECTORY/\n",
  },
  messages: {
    unset: (name) => l10n.t("Nothing above sets `{0}`: Docker puts nothing in its place.", name),
    meant: (name, meant) => l10n.t("Nothing above sets `{0}`. Did you mean `{1}`?", name, meant),
  },
  reach: "stage",
  check(file, report) {
    for (const stage of file.stages.list) {
      const chain = chainOf(stage).reverse();
      if (chain[0]?.image?.text !== "scratch") continue;
      // Only what an ARG asks for is taken from outside.
      const known = new Set([...PREDEFINED_ARGS, "PATH"]);
      for (const part of chain) {
        for (const it of part.instructions) {
          if (part === stage && EXPANDED.has(it.keyword)) {
            for (const { name, modifier, span, nameSpan } of it.variables) {
              if (known.has(name) || modifier !== "" || !/^[A-Za-z_]/.test(name)) continue;
              // The command of a RUN is the shell's; its flags are Docker's.
              if (it.keyword === "RUN" && span.start >= it.args.start) continue;
              const meant = nearest(name, [...known, ...PLATFORM_ARGS]);
              const fix = meant
                ? { title: () => l10n.t("Change to `{0}`", meant), edits: [replace(nameSpan, meant)] }
                : null;
              report(span, meant ? "meant" : "unset", { args: [name, meant ?? ""], fix });
            }
          }
          if (it.keyword === "ARG" || it.keyword === "ENV") for (const { name } of it.pairs) known.add(name.unquoted);
        }
      }
    }
  },
});

const EXPANDED: ReadonlySet<string> = new Set([
  "ENV",
  "LABEL",
  "RUN",
  "ADD",
  "COPY",
  "WORKDIR",
  "USER",
  "VOLUME",
  "STOPSIGNAL",
  "ARG",
]);
