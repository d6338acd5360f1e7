/** Which argument is being written, shown in the form of the instruction. */
import type { SignatureHelp } from "vscode-languageserver-types";
import { instructionNear } from "./cursor.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { flagFacts } from "./facts-flags.ts";
import type { Instruction, Word } from "./instruction.ts";

/** A form: its parameters, joined by what stands between them, and the one at the cursor. */
interface Form {
  readonly parameters: readonly string[];
  readonly active: number;
  /** Between the parameters; blanks when absent. */
  readonly separators?: readonly string[];
}

/** Where any text can stand nothing is said unasked: it would cover the lines above all the while. */
const ANY_TEXT: ReadonlySet<string> = new Set(["CMD", "ENTRYPOINT", "MAINTAINER", "RUN"]);

export function signatureHelp(file: Dockerfile, offset: number, isAsked = true): SignatureHelp | null {
  const directive = file.directiveAt(offset);
  if (directive?.name === "escape") return help("escape", [{ parameters: ["`"], active: 0 }], "=");
  if (file.commentAt(offset)) return null;
  const outer = instructionNear(file, offset);
  if (!outer) return null;
  let it: Instruction = outer;
  while (it.trigger && offset > it.trigger.name.end) it = it.trigger;
  if (offset <= it.name.end || (!isAsked && ANY_TEXT.has(it.keyword))) return null;
  const from = it.keyword === "COPY" ? it.flag("from") : undefined;
  if (from?.value && offset >= from.value.start && offset <= from.word.end)
    return help("--from", [{ parameters: ["stage"], active: 0 }], "=");
  const forms = formsOf(it, offset);
  return forms && forms.length > 0 ? help(it.keyword, forms) : null;
}

function help(keyword: string, forms: readonly Form[], gap = " "): SignatureHelp {
  const signatures = forms.map(({ parameters, separators }) => {
    const between = (i: number): string => {
      if (i === 0) return gap;
      const isElement = parameters.includes("]") && !/^\[/.test(parameters[i - 1] ?? "") && parameters[i] !== "]";
      return separators?.[i - 1] ?? (isElement ? ", " : " ");
    };
    const label = keyword + parameters.map((it, i) => between(i) + it).join("");
    return { label, parameters: parameters.map((it) => ({ label: it })) };
  });
  return { signatures, activeSignature: 0, activeParameter: forms[0]?.active ?? 0 };
}

const EXEC = ["[", '"executable"', '"parameter"', "...", "]"];
const JSON_FORMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ADD: [["[flags]", "[", '"source"', "...", '"dest"', "]"]],
  COPY: [["[flags]", "[", '"source"', "...", '"dest"', "]"]],
  CMD: [EXEC, ["[", '"parameter"', '"parameter2"', "...", "]"]],
  ENTRYPOINT: [EXEC],
  RUN: [["[", '"command"', '"parameter"', "...", "]"]],
  SHELL: [EXEC],
  VOLUME: [["[", '"/vol"', "...", "]"]],
};
const SHELL_FORMS: Readonly<Record<string, readonly string[]>> = {
  ADD: ["[flags]", "source", "...", "dest"],
  COPY: ["[flags]", "source", "...", "dest"],
  CMD: ["executable", "parameter", "..."],
  ENTRYPOINT: ["executable", "parameter", "..."],
  RUN: ["command", "parameter", "..."],
  VOLUME: ["/vol", "..."],
  EXPOSE: ["port", "..."],
  MAINTAINER: ["name"],
  STOPSIGNAL: ["signal"],
  USER: ["user", ":", "group"],
  WORKDIR: ["/the/workdir/path"],
  ONBUILD: ["INSTRUCTION"],
};

function formsOf(it: Instruction, offset: number): Form[] | null {
  const { keyword } = it;
  if (keyword === "FROM") return fromForms(it, offset);
  if (keyword === "ENV" || keyword === "LABEL") return pairForms(it, offset);
  if (keyword === "ARG") return argForms(it, offset);
  if (keyword === "HEALTHCHECK") return healthcheckForms(it, offset);
  const json = JSON_FORMS[keyword] ?? [];
  const shell = SHELL_FORMS[keyword];
  if (keyword === "USER")
    return [
      {
        parameters: it.args.text.includes(":") ? ["user", "group"] : ["user"],
        active: offset > it.args.start + Math.max(0, it.args.text.indexOf(":")) && it.args.text.includes(":") ? 1 : 0,
        separators: [":"],
      },
    ];
  const text = it.args.text;
  const jsonForms: Form[] = [];
  const shellForms: Form[] = [];
  const takesFlags = keyword === "COPY" || keyword === "ADD";
  const isClosed = text.endsWith("]") && offset > it.args.end;
  if ((text === "" || text.startsWith("[")) && !isClosed) {
    for (const parameters of json) jsonForms.push({ parameters, active: jsonIndex(it, parameters, offset) });
  }
  if (shell && (!text.startsWith("[") || isClosed || json.length === 0)) {
    shellForms.push({
      parameters: shell,
      active: takesFlags ? copyIndex(it, offset) : Math.min(wordIndex(it.words, offset), shell.length - 1),
    });
  }
  return takesFlags ? [...shellForms, ...jsonForms] : [...jsonForms, ...shellForms];
}

const wordIndex = (words: readonly Word[], offset: number): number => words.filter((it) => it.end < offset).length;

function isInFlags(it: Instruction, offset: number): boolean {
  const last = it.flags.at(-1);
  return last ? offset <= last.word.end : false;
}

function copyIndex(it: Instruction, offset: number): number {
  if (isInFlags(it, offset)) return 0;
  const index = wordIndex(it.words, offset);
  if (index === 0) return 1;
  return index >= it.words.length - 1 ? 3 : 2;
}

function jsonIndex(it: Instruction, parameters: readonly string[], offset: number): number {
  const hasFlags = parameters[0] === "[flags]";
  const first = hasFlags ? 1 : 0;
  const { text } = it.args;
  if (hasFlags && isInFlags(it, offset)) return 0;
  if (text === "" || offset <= it.args.start) return first;
  const end = it.indexAt(offset) - it.args.from;
  if (text.endsWith("]") && offset >= it.args.end) return parameters.length - 1;
  let commas = 0;
  let all = 0;
  let isQuoted = false;
  for (let at = 1; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === "," && !isQuoted) {
      if (at < text.length - 1) all++;
      if (at < end) commas++;
    }
  }
  if (!hasFlags) return Math.min(first + 1 + commas, parameters.length - 2);
  if (commas === 0) return 2;
  return commas >= all ? 4 : 3;
}

function argForms(it: Instruction, offset: number): Form[] {
  const equals = it.args.text.indexOf("=");
  const withDefault = { parameters: ["name", "defaultValue"], separators: ["="] };
  if (equals < 0)
    return [
      { parameters: ["name"], active: 0 },
      { ...withDefault, active: 0 },
    ];
  return [{ ...withDefault, active: offset > it.args.part(equals, equals + 1).start ? 1 : 0 }];
}

function pairForms(it: Instruction, offset: number): Form[] {
  const { words, pairs } = it;
  const single = (active: number): Form => ({ parameters: ["key", "value"], separators: ["="], active });
  const double = (active: number): Form => ({
    parameters: ["key", "value", "key2", "value2"],
    separators: ["=", " ", "="],
    active,
  });
  const legacy = (active: number): Form => ({ parameters: ["key", "value"], active });
  const [first] = pairs;
  if (!first) return [legacy(0), single(0), double(0)];
  if (!first.hasEquals) {
    const index = first.name.end < offset ? 1 : 0;
    return words.length === 1 && index === 0 ? [legacy(0), single(0), double(0)] : [legacy(index)];
  }
  const at = pairs.filter((pair) => pair.word.end < offset).length;
  const pair = pairs[Math.min(at, pairs.length - 1)] ?? first;
  const isValue = at < pairs.length && pair.value !== null && offset >= pair.value.start;
  const side = isValue ? 1 : 0;
  if (pairs.length === 1 && at === 0) return [single(side), double(side)];
  return [double(at === 0 ? side : 2 + side)];
}

function healthcheckForms(it: Instruction, offset: number): Form[] | null {
  const flag = it.flags.find((of) => of.value && offset >= of.value.start && offset <= of.word.end);
  const example = flag ? flagFacts("HEALTHCHECK", flag.name)?.example : null;
  if (flag && example) return [{ parameters: [example, "..."], active: 0 }].map((form) => named(form, flag.name));
  const [first] = it.words;
  if (first?.text.toUpperCase() === "NONE") return first.end < offset ? null : [{ parameters: ["NONE"], active: 0 }];
  const parameters = ["[flags]", "CMD", "..."];
  if (!first || offset < first.start || isInFlags(it, offset)) return [{ parameters, active: 0 }];
  return [{ parameters, active: first.end < offset ? 2 : 1 }];
}

/** `--name=` stands before the first parameter. */
const named = ({ parameters, active }: Form, name: string): Form => ({
  parameters: [`--${name}=${parameters[0] ?? ""}`, ...parameters.slice(1)],
  active,
});

function fromForms(it: Instruction, offset: number): Form[] {
  const [image, as, stage] = it.words;
  const text = image?.text ?? "";
  const at = text.indexOf("@");
  const colon = text.indexOf(":", text.lastIndexOf("/") + 1);
  const mark = at >= 0 ? at : colon;
  const part = at >= 0 ? "digest" : "tag";
  const plain = (active: number): Form => ({ parameters: ["baseImage"], active });
  const marked = (kind: string, active: number): Form => ({
    parameters: ["baseImage", kind],
    active,
    separators: [kind === "tag" ? ":" : "@"],
  });
  const staged = (active: number): Form => ({ parameters: ["baseImage", "AS", "stage"], active });
  const full = (kind: string, active: number): Form => ({
    parameters: ["baseImage", kind, "AS", "stage"],
    active,
    separators: [kind === "tag" ? ":" : "@"],
  });
  const isOpen = !as && (!image || offset <= image.end);
  const inImage = image && mark >= 0 && offset > image.part(mark, mark + 1).start ? 1 : 0;
  if (isOpen) {
    if (mark >= 0) return [marked(part, inImage), full(part, inImage)];
    return [plain(0), marked("tag", 0), marked("digest", 0), staged(0), full("tag", 0), full("digest", 0)];
  }
  const index = image && offset <= image.end ? inImage : !as || offset <= as.end ? 2 : 3;
  if (mark >= 0) return [full(part, index)];
  // The form without a tag counts its parameters as if there were one.
  const form: Form = { parameters: ["baseImage", "", "AS", "stage"], separators: ["", " "], active: index };
  return stage || as ? [form] : [form, full("tag", index), full("digest", index)];
}
