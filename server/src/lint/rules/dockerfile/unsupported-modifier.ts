import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { isKeyword } from "../../../dockerfile/keywords.ts";
import type { Variable } from "../../../dockerfile/variables.ts";
import type { Span } from "../../../text/span.ts";
import { insert } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

const SUPPORTED: ReadonlySet<string> = new Set(["", ":-", ":+", ":?", "-", "+", "?", "#", "##", "%", "%%", "/", "//"]);
/** Their text is for the shell, which has more. */
const SHELL_TEXT: ReadonlySet<string> = new Set([
  "RUN",
  "CMD",
  "ENTRYPOINT",
  "HEALTHCHECK",
  "ONBUILD",
  "SHELL",
  "MAINTAINER",
]);

export default dockerfileRule({
  id: "unsupported-modifier",
  aliases: ["UNSUPPORTED_MODIFIER"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A variable is used in a way that Dockerfiles do not have."),
    why: () =>
      l10n.t(
        "The build stops: outside `RUN` it is Docker that fills in variables, and it knows fewer forms than a shell.",
      ),
    bad: "FROM alpine:3.22\nENV DIR=/srv\nWORKDIR ${DIR:1}\nUSER ${NAME\n",
    good: "FROM alpine:3.22\nENV DIR=/srv\nWORKDIR ${DIR:-/srv}\nUSER ${NAME}\n",
  },
  messages: {
    modifier: (modifier, name) =>
      l10n.t(
        "Docker does not know `{0}` behind the name `{1}`: there are `:-`, `:+`, `:?`, `#`, `%` and `/`.",
        modifier,
        name,
      ),
    replacement: (pattern, meant) => l10n.t("The text that replaces `{0}` is missing: write `{1}`.", pattern, meant),
    open: (name) => l10n.t("The brace of `{0}` is not closed: write `{1}`.", `\${${name}`, `\${${name}}`),
    nameless: () => l10n.t("There is no name behind `${`."),
  },
  checkInstruction(it, report) {
    if (SHELL_TEXT.has(it.keyword) || !isKeyword(it.keyword)) return;
    for (const { at, name, next } of oddNames(it.args.text, it.escape)) {
      if (name === "") report(it.args.part(at, at + 2), "nameless");
      else report(it.args.part(at, at + 3 + name.length), "modifier", { args: [next, name] });
    }
    const words = it.keyword === "ARG" ? it.pairs.map((pair) => pair.word) : PARTED.has(it.keyword) ? it.words : [];
    for (const variable of it.variables) {
      if (!variable.hasBraces) continue;
      const { span, modifier, name, value, isClosed, isInHeredoc } = variable;
      const close = { title: () => l10n.t("Add `{0}`", "}"), edits: [insert(span.end, "}")] };
      if (!SUPPORTED.has(modifier)) report(span, "modifier", { args: [modifier, name] });
      else if (isInHeredoc) continue;
      else if (isOpen(it, variable) || isCut(span, words))
        report(span, "open", { args: [name], ...(modifier === "" && { fix: close }) });
      else if (modifier.startsWith("/") && isClosed && !value.includes("/")) {
        const pattern = value.slice(0, 40);
        report(span, "replacement", { args: [pattern, `\${${name}${modifier}${pattern}/…}`] });
      }
    }
  },
});

/** A default without its brace in a LABEL is let through: see docs/compatibility.md. */
const isOpen = ({ keyword }: Instruction, { isClosed, modifier }: Variable): boolean =>
  !isClosed && (modifier === "" || keyword !== "LABEL");

/** A blank ends their words, also in the default of a variable. */
const PARTED: ReadonlySet<string> = new Set(["FROM", "COPY", "ADD", "VOLUME", "EXPOSE"]);

const isCut = (span: Span, words: readonly Span[]): boolean =>
  words.some((word) => word.start <= span.start && span.start < word.end && word.end < span.end);

/** Where `${` is followed by no name, as in `${}`, or by one of the shell's own with something behind, as in `${#x}`. */
function oddNames(text: string, escapeChar: string): { at: number; name: string; next: string }[] {
  const found: { at: number; name: string; next: string }[] = [];
  if (!text.includes("${")) return found;
  let isDouble = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === escapeChar) at++;
    else if (char === '"') isDouble = !isDouble;
    else if (char === "'" && !isDouble) {
      const end = text.indexOf("'", at + 1);
      if (end < 0) break;
      at = end;
    } else if (char === "$" && text[at + 1] === "{") {
      const [, name = "", next = ""] = /^(\d+|[@*#?$!-])?(.?)/su.exec(text.slice(at + 2, at + 40)) ?? [];
      if (name === "" ? !/[\p{L}_]/u.test(next) : !/^[}:+?#%/-]?$/.test(next)) found.push({ at, name, next });
    }
  }
  return found;
}
