import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { PLATFORM_ARGS, PREDEFINED_ARGS } from "../../../dockerfile/scopes.ts";
import { chainOf } from "../../../dockerfile/stages.ts";
import { lineStart } from "../../../text/lines.ts";
import { nearest } from "../../../text/nearest.ts";
import { insert, replace } from "../../../text/span.ts";
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
        "Docker puts an empty text in its place. What the base image sets is not known here, so most variables are looked at only in stages that start from `scratch`. `TARGETARCH` and the like no image sets: a stage has them once it asks for them with `ARG`.",
      ),
    bad: "FROM scratch\nARG DIRECTORY=/app\nCOPY app $DIRECTROY/\n",
    good: "FROM scratch\nARG DIRECTORY=/app\nCOPY app $DIRECTORY/\n",
  },
  messages: {
    unset: (name) => l10n.t("Nothing above sets `{0}`: Docker puts nothing in its place.", name),
    platform: (name) => l10n.t("`{0}` is empty here: a stage has it only below `ARG {0}`.", name),
    meant: (name, meant) => l10n.t("Nothing above sets `{0}`. Did you mean `{1}`?", name, meant),
  },
  reach: "stage",
  check(file, report) {
    for (const stage of file.stages.list) {
      const chain = chainOf(stage).reverse();
      const isScratch = chain[0]?.image?.text === "scratch";
      if (!isScratch && !stage.instructions.some(readsPlatform)) continue;
      // Only what an ARG asks for is taken from outside.
      const known = new Set([...PREDEFINED_ARGS, "PATH"]);
      for (const part of chain) {
        for (const it of part.instructions) {
          if (part === stage && EXPANDED.has(it.keyword)) {
            for (const { name, modifier, span, nameSpan } of it.variables) {
              if (known.has(name) || modifier !== "" || !/^[A-Za-z_]/.test(name)) continue;
              // The command of a RUN is the shell's; its flags are Docker's.
              const isInScript = it.keyword === "RUN" && span.start >= it.args.start;
              if (OF_PLATFORMS.has(name)) {
                if (isInScript && !onlyReads(it, span.start, name)) continue;
                const edits = [insert(lineStart(file.text, it.start), `ARG ${name}\n`)];
                report(span, "platform", { args: [name], fix: { title: () => l10n.t("Add `ARG {0}`", name), edits } });
                continue;
              }
              if (isInScript || !isScratch) continue;
              const meant = nearest(name, [...known, ...OF_PLATFORMS]);
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

const OF_PLATFORMS: ReadonlySet<string> = new Set(PLATFORM_ARGS);

const readsPlatform = (it: Instruction): boolean =>
  EXPANDED.has(it.keyword) && it.variables.some(({ name }) => OF_PLATFORMS.has(name));

/** The script neither sets it, nor reads another that may, and the shell expands it there. */
function onlyReads(run: Instruction, offset: number, name: string): boolean {
  const { text, from } = run.args;
  if (
    run.json ||
    new RegExp(`\\b${name}:?=|\\b(?:read|for)\\b[^;&|]*\\b${name}\\b|(?:^|[\\s;&|])(?:\\.|source)\\s`).test(text)
  )
    return false;
  const quotes = text.slice(0, run.indexAt(offset) - from).match(/'/g) ?? [];
  return quotes.length % 2 === 0;
}

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
