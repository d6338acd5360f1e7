/** What the thing under the cursor means. */
import * as l10n from "@vscode/l10n";
import type { Hover } from "vscode-languageserver-types";
import { contains, type Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { describe, INSTRUCTIONS } from "./facts.ts";
import { flagFacts } from "./facts-flags.ts";
import type { Instruction } from "./instruction.ts";
import { PLATFORM_ARGS } from "./scopes.ts";
import { thingAt } from "./symbols-at.ts";
import { valuesAt } from "./values.ts";

export function hover(file: Dockerfile, offset: number): Hover | null {
  const directive = file.directives.find(({ nameSpan }) => contains(nameSpan, offset));
  const about = directive && directiveDocs(directive.name);
  if (directive && about) return markdown(about, file, directive.nameSpan);
  for (let it: Instruction | null = file.instructionAt(offset); it; it = it.trigger) {
    const found = keywordAt(file, it, offset) ?? flagAt(file, it, offset);
    if (found) return found;
  }
  return nameAt(file, offset);
}

function keywordAt(file: Dockerfile, it: Instruction, offset: number): Hover | null {
  const facts = INSTRUCTIONS.get(it.keyword);
  return facts && contains(it.name, offset) ? markdown(describe(facts), file, it.name) : null;
}

function flagAt(file: Dockerfile, it: Instruction, offset: number): Hover | null {
  const flag = it.flags.find(({ word, nameWord }) => contains({ start: word.start, end: nameWord.end }, offset));
  const facts = flag && flagFacts(it.keyword, flag.name);
  if (!flag || !facts) return null;
  const example = `${it.keyword} --${facts.name}${facts.example ? `=${facts.example}` : ""} …`;
  return markdown(`${facts.summary()}\n\n\`\`\`dockerfile\n${example}\n\`\`\``, file, flag.nameWord);
}

function nameAt(file: Dockerfile, offset: number): Hover | null {
  const thing = thingAt(file, offset);
  const it = file.instructionAt(offset);
  if (!thing || !it) return null;
  if (thing.kind === "variable") {
    const isDefinition = thing.occurrences.some((of) => of.isDefinition && of.span.start === thing.at.start);
    const value = valuesAt(file, it, isDefinition).get(thing.name);
    if (!value && PLATFORM_ARGS.includes(thing.name)) return markdown(platformDocs(thing.name), file, thing.at);
    if (!value || value.text === null)
      return value
        ? markdown(l10n.t("Set with `--build-arg {0}=…`; there is no default.", thing.name), file, thing.at)
        : null;
    return markdown(`\`\`\`\n${value.text}\n\`\`\``, file, thing.at);
  }
  if (thing.kind !== "stage" || !thing.definition) return null;
  const from = file.instructionAt(thing.definition.start);
  return from && markdown(`\`\`\`dockerfile\nFROM ${from.args.text}\n\`\`\``, file, thing.at);
}

function directiveDocs(name: string): string | null {
  if (name === "escape")
    return l10n.t("The escape and continuation character of this file: a backslash or, for Windows paths, a backtick.");
  if (name === "syntax")
    return l10n.t(
      "The version of the Dockerfile syntax. BuildKit fetches it as an image: `docker/dockerfile:1` is the newest of version 1.",
    );
  if (name === "check")
    return l10n.t("Which build checks are skipped (`skip=…`), and whether they stop the build (`error=true`).");
  return null;
}

const platformDocs = (name: string): string =>
  name.startsWith("BUILD")
    ? l10n.t(
        "Set by BuildKit: the platform of the machine that builds, or a part of it. Declare it with `ARG` in the stage that uses it.",
      )
    : l10n.t(
        "Set by BuildKit: the platform that is built for, or a part of it. Declare it with `ARG` in the stage that uses it.",
      );

const markdown = (value: string, file: Dockerfile, span: Span): Hover => ({
  contents: { kind: "markdown", value },
  range: file.rangeOf(span),
});
