/** Comments that switch rules off: hadolint's, BuildKit's, dockerfile-utils' and our own. */
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import { firstLetter } from "../dockerfile/scan.ts";
import { scriptOf } from "../dockerfile/script.ts";
import { onceFor } from "../text/once.ts";
import { contains, lastBefore, type Span } from "../text/span.ts";
import type { Finding, Rule } from "./rule.ts";
import { rulesNamed } from "./rule-names.ts";

/**
 * Which findings a comment has switched off; null when there is no such comment.
 * - `# hadolint ignore=DL3006,DL3008`: on the next line; `stage ignore=`: until the next FROM; `global ignore=`: everywhere
 * - `# check=skip=JSONArgsRecommended`: as a parser directive everywhere, else in the instruction below the comments (the
 *   first of them counts, none above an empty one, and some checks are not to be had so)
 * - `# dockerfile-utils: ignore`: everything on the next line
 * - `# gantry ignore=rule-id`: in the instruction below
 * - `# shellcheck disable=SC2086`: in the instruction below; between lines of a RUN, in the next of its commands
 */
export function ignoredAt(file: Dockerfile, ignoresHadolint = false): ((finding: Finding) => boolean) | null {
  const { document } = file;
  const isSaid = ({ pragma }: Said): boolean => !(ignoresHadolint && pragma.isHadolint);
  const said = pragmasIn(file).filter(isSaid);
  const directives = file.directives.filter((it) => it.name === "check");
  if (said.length === 0 && directives.length === 0) return null;
  const everywhere = new Set<string>();
  const checks = new Set<string>();
  const byLine = new Map<number, Set<string>>();
  const byInstruction = new Map<Instruction, Set<string>>();
  const byCheck = new Map<Instruction, Set<string>>();
  const byStage = new Map<Instruction, Set<string>>();
  const byCommand: { readonly command: Span; readonly names: Set<string> }[] = [];
  for (const { value } of directives) addAll(checks, skipped(value));
  for (const { comment, pragma } of said) {
    const line = document.positionAt(comment.start).line + 1;
    const next = file.instructionAfter(comment.end);
    if (pragma.scope === "global") addAll(everywhere, pragma.names);
    else if (pragma.scope === "check") {
      if (next && !byCheck.has(next) && !hasEmptyComment(file, comment.end, next.start))
        byCheck.set(next, pragma.names);
    } else if (pragma.scope === "line") addAll(entry(byLine, line), pragma.names);
    else if (pragma.scope === "command" && isWithin(file, comment)) {
      byCommand.push({ command: commandAfter(file, comment), names: pragma.names });
    } else if ((pragma.scope === "instruction" || pragma.scope === "command") && next)
      addAll(entry(byInstruction, next), pragma.names);
    else if (next?.keyword === "FROM" && (!pragma.isHadolint || document.positionAt(next.start).line === line)) {
      addAll(entry(byStage, next), pragma.names);
    }
  }
  const froms = file.stages.list.map((stage) => stage.from);
  return ({ rule, span, options }) => {
    if (NEVER_IGNORED.has(rule.id)) return false;
    // `skip=all` is all of BuildKit's checks, and not what stops the build.
    const isSkipped = (names: ReadonlySet<string>): boolean =>
      hits(names, rule) && ((rule.severity !== "error" && !options.isSure) || isNamed(names, rule));
    if (isSkipped(checks)) return true;
    const instruction = file.instructionAt(span.start);
    const ofInstruction = instruction && byCheck.get(instruction);
    if (ofInstruction && isSkipped(ofInstruction) && !rule.aliases.some((it) => ONLY_AS_DIRECTIVE.has(it))) return true;
    const stage = froms[lastBefore(froms, span.start + 1)];
    // A pragma for a line holds for the instruction that starts there, wherever in it the finding is.
    const lines = byLine.size === 0 ? [] : [span.start, instruction?.start ?? span.start];
    return [
      everywhere,
      instruction && byInstruction.get(instruction),
      stage !== instruction && stage && byStage.get(stage),
      ...lines.map((offset) => byLine.get(document.positionAt(offset).line)),
      ...byCommand.filter((it) => contains(it.command, span.start)).map((it) => it.names),
    ].some((names) => names && hits(names, rule));
  };
}

/** What BuildKit checks before it reads the comments of an instruction. */
const ONLY_AS_DIRECTIVE: ReadonlySet<string> = new Set([
  "ConsistentInstructionCasing",
  "DuplicateStageName",
  "InvalidBaseImagePlatform",
  "InvalidDefaultArgInFrom",
  "NoEmptyContinuation",
  "ReservedStageName",
]);

function hasEmptyComment({ comments, text }: Dockerfile, from: number, to: number): boolean {
  for (let at = lastBefore(comments, from) + 1; ; at++) {
    const comment = comments[at];
    if (!comment || comment.start >= to) return false;
    if (/^#\s*$/.test(text.slice(comment.start, Math.min(comment.end, comment.start + 200)))) return true;
  }
}

const isWithin = (file: Dockerfile, comment: Span): boolean => {
  const instruction = file.instructionBefore(comment.start);
  return instruction !== null && instruction.end > comment.start;
};

/** From a comment between the lines of a RUN to where its next command ends. */
function commandAfter(file: Dockerfile, { start, end }: Span): Span {
  const outer = file.instructionBefore(start);
  const run = outer?.trigger ?? outer;
  const script = run && scriptOf(run);
  if (!run || !script) return { start: end, end };
  const first = script.script.commands.find((it) => script.span(it).start > end);
  const separator =
    first && script.script.operators.find((it) => it.start >= first.end && /^(?:;|&|&&|\|\|)$/.test(it.text));
  return { start: end, end: separator ? script.span(separator).start : run.end };
}

function addAll(into: Set<string>, names: Iterable<string>): void {
  for (const name of names) into.add(name);
}

function entry<K>(map: Map<K, Set<string>>, key: K): Set<string> {
  const found = map.get(key) ?? new Set();
  map.set(key, found);
  return found;
}

interface Pragma {
  readonly scope: "line" | "check" | "command" | "instruction" | "stage" | "global";
  readonly names: Set<string>;
  readonly isHadolint?: boolean;
}

interface Said {
  readonly comment: Span;
  readonly pragma: Pragma;
}

const pragmasIn = onceFor(({ text, comments }: Dockerfile): readonly Said[] => {
  const found: Said[] = [];
  for (const comment of comments) {
    const pragma = mayBePragma(text, comment) ? readPragma(text.slice(comment.start, comment.end)) : null;
    if (pragma) found.push({ comment, pragma });
  }
  return found;
});

/** Most comments are ruled out by their first letter. */
const mayBePragma = (text: string, { start, end }: Span): boolean =>
  end - start <= 2000 && "hgcdsHGCDS".includes(firstLetter(text, start));

/** The comment switches something off, in the words of one tool or another. */
export const isIgnoreComment = (comment: string): boolean => readPragma(comment) !== null;

function readPragma(comment: string): Pragma | null {
  const hadolint = /^#\s*hadolint\s+(?:(global|stage)\s+)?ignore\s*=\s*([\w, \t-]+?)\s*(?:\s#.*)?$/i.exec(comment);
  if (hadolint?.[2] !== undefined) {
    const scope = hadolint[1]?.toLowerCase() as "global" | "stage" | undefined; // The pattern allows no other.
    const names = hadolint[2].split(",").map((it) => it.trim().toLowerCase());
    // One name that it does not know, and hadolint takes all of it for words.
    const isKnown = names.every((it) => it === "" || /^(?:dl|sc)\d+$/.test(it) || rulesNamed(it).length > 0);
    return isKnown ? { scope: scope ?? "line", names: new Set(names), isHadolint: true } : null;
  }
  const gantry = /^#\s*gantry\s+(?:(global|stage)\s+)?ignore\s*=\s*([\w, \t-]+?)\s*(?:\s#.*)?$/i.exec(comment);
  if (gantry?.[2] !== undefined) {
    const scope = gantry[1]?.toLowerCase() as "global" | "stage" | undefined; // The pattern allows no other.
    return { scope: scope ?? "instruction", names: namesIn(gantry[2]) };
  }
  const check = /^#\s*check\s*=\s*(\S+)/.exec(comment);
  if (check?.[1] !== undefined) return { scope: "check", names: skipped(check[1]) };
  const shellCheck = /^#\s*shellcheck\s+(?:\S+\s+)*?disable\s*=\s*([\w,]+)/.exec(comment);
  if (shellCheck?.[1] !== undefined) return { scope: "command", names: namesIn(shellCheck[1]) };
  if (/^#\s*dockerfile-utils\s*:\s*ignore\s*$/i.test(comment)) return { scope: "line", names: new Set([ALL]) };
  return null;
}

const ALL = "all";
const NEVER_IGNORED: ReadonlySet<string> = new Set(["yaml-syntax"]);

const namesIn = (list: string): Set<string> =>
  new Set(
    list
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  );

/** The names in the `skip=` part of `skip=A,B;error=true`. */
function skipped(value: string): Set<string> {
  const skip = value.split(";").find((part) => /^\s*skip\s*=/.test(part));
  const names = namesIn(skip?.slice(skip.indexOf("=") + 1) ?? "");
  // Among others it is a name like any other, and no check has it.
  if (names.size > 1) names.delete(ALL);
  return names;
}

const hits = (names: ReadonlySet<string>, rule: Rule): boolean => names.has(ALL) || isNamed(names, rule);

const isNamed = (names: ReadonlySet<string>, rule: Rule): boolean =>
  names.has(rule.id.toLowerCase()) || rule.aliases.some((alias) => names.has(alias.toLowerCase()));
