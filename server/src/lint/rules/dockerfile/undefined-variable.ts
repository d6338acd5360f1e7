import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { PLATFORM_ARGS, PREDEFINED_ARGS } from "../../../dockerfile/scopes.ts";
import { inheriting, type Stage, withBases } from "../../../dockerfile/stages.ts";
import { lineStart } from "../../../text/lines.ts";
import { nearest } from "../../../text/nearest.ts";
import { insert } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
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
    const { list } = file.stages;
    const fromScratch = inheriting(list, ({ base, image }) => base === null && image?.text === "scratch");
    const looked = new Set(list.filter((it) => fromScratch.has(it) || it.instructions.some(readsPlatform)));
    for (const { it, stage, names } of withNames(withBases(looked))) {
      if (!looked.has(stage) || !EXPANDED.has(it.keyword)) continue;
      for (const { name, modifier, span, nameSpan } of it.variables) {
        if (names.has(name) || modifier !== "" || !/^[A-Za-z_]/.test(name)) continue;
        // The command of a RUN is the shell's; its flags are Docker's.
        const isInScript = it.keyword === "RUN" && span.start >= it.args.start;
        if (OF_PLATFORMS.has(name)) {
          if (isInScript && !onlyReads(it, span.start, name)) continue;
          const edits = [insert(lineStart(file.text, it.start), `ARG ${name}\n`)];
          report(span, "platform", { args: [name], fix: { title: () => l10n.t("Add `ARG {0}`", name), edits } });
        } else if (!isInScript && fromScratch.has(stage)) {
          const meant = nearest(name, [...names.last(MOST_MEANT), ...OF_PLATFORMS]);
          const fix = meant ? changeTo(meant, nameSpan) : null;
          report(span, meant ? "meant" : "unset", { args: [name, meant ?? ""], fix });
        }
      }
    }
  },
});

/** A name that was set further above is seldom the one that somebody has mistyped. */
const MOST_MEANT = 50;

/** The names that are set where the walk through the stages is. */
class Names {
  readonly #set = new Set<string>();
  readonly #inOrder: string[] = [];

  get count(): number {
    return this.#inOrder.length;
  }
  has(name: string): boolean {
    return this.#set.has(name);
  }
  add(name: string): void {
    if (!this.#set.has(name)) this.#inOrder.push(name);
    this.#set.add(name);
  }
  last(count: number): readonly string[] {
    return this.#inOrder.slice(-count);
  }
  backTo(count: number): void {
    for (const name of this.#inOrder.splice(count)) this.#set.delete(name);
  }
}

/** The instructions with the names that are set before each. Every stage is gone through once, behind the one it is built on. */
function* withNames(stages: ReadonlySet<Stage>): Generator<{ it: Instruction; stage: Stage; names: Names }> {
  const builtOn = new Map<Stage | null, Stage[]>();
  for (const stage of stages) {
    const beside = builtOn.get(stage.base);
    if (beside) beside.push(stage);
    else builtOn.set(stage.base, [stage]);
  }
  const names = new Names();
  // Only what an ARG asks for is taken from outside.
  for (const name of [...PREDEFINED_ARGS, "PATH"]) names.add(name);
  /** Stages, and between them how many names are left of those before. */
  const ahead: (Stage | number)[] = [...(builtOn.get(null) ?? [])];
  for (let stage = ahead.pop(); stage !== undefined; stage = ahead.pop()) {
    if (typeof stage === "number") {
      names.backTo(stage);
      continue;
    }
    ahead.push(names.count);
    for (const it of builtOn.get(stage) ?? []) ahead.push(it);
    for (const it of stage.instructions) {
      yield { it, stage, names };
      if (it.keyword === "ARG" || it.keyword === "ENV") for (const { name } of it.pairs) names.add(name.unquoted);
    }
  }
}

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
