/** What stands above the cursor becomes a stage of its own, which others can then be built on too. */

import * as l10n from "@vscode/l10n";
import { eolOf } from "../../text/lines.ts";
import { type Edit, insert, replace } from "../../text/span.ts";
import type { Dockerfile } from "../dockerfile.ts";
import { fromsOf } from "../froms.ts";
import type { Instruction } from "../instruction.ts";
import { stageOf } from "../symbols-at.ts";
import type { Refactoring } from "./refactoring.ts";

export const splitStage: Refactoring = (file, it) => {
  const stage = stageOf(file, it);
  if (!stage || it === stage.from || it === stage.instructions[0]) return null;
  const above = stage.instructions.filter((of) => of.start < it.start);
  const below = stage.instructions.filter((of) => of.start >= it.start);
  // A trigger would act in the new stage, and an ENTRYPOINT forgets the CMD of what its stage is built on.
  if (above.some((of) => of.keyword === "ONBUILD") || stage.from.words.length === 2) return null;
  if (above.some((of) => of.keyword === "CMD") && below.some((of) => of.keyword === "ENTRYPOINT")) return null;
  const name = unusedName(file, stage.name ? `${stage.name.text}-base` : "base");
  const { image } = stage;
  if (!image) return null;
  const eol = eolOf(file.text);
  const naming = stage.name ? replace(stage.name, name) : insert(image.end, ` AS ${name}`);
  const line = `FROM ${name}${stage.name ? ` AS ${stage.name.text}` : ""}`;
  // Older builders forget the ARGs of the stage above; to declare them again changes nothing.
  const args = above.filter((of) => of.keyword === "ARG").map((of) => file.text.slice(of.start, of.end));
  const from = [eol, line, eol, ...args.map((arg) => arg + eol)].join("");
  const start = startWithComments(file, it);
  const edits: Edit[] = [naming, insert(start, from), ...renumbered(file, stage.index)];
  return { title: l10n.t("Make what is above a stage of its own"), kind: "refactor.extract", edits };
};

/** Comments right above an instruction go with it. */
function startWithComments({ document, text }: Dockerfile, it: Instruction): number {
  const startOf = (line: number): number => document.offsetAt({ line, character: 0 });
  let { line } = document.positionAt(it.start);
  while (line > 0 && /^[ \t]*#/.test(text.slice(startOf(line - 1), startOf(line)))) line--;
  return startOf(line);
}

/** Stages that are named by their number come one later from here on. */
function renumbered(file: Dockerfile, index: number): Edit[] {
  return file.instructions.flatMap((it) =>
    fromsOf(it.trigger ?? it).flatMap((word) => {
      const number = /^\d+$/.test(word.text) ? Number(word.text) : -1;
      return number >= index && number < file.stages.list.length ? [replace(word, String(number + 1))] : [];
    }),
  );
}

function unusedName(file: Dockerfile, wanted: string): string {
  const { byName } = file.stages;
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (!byName.has(name.toLowerCase())) return name;
  }
}
