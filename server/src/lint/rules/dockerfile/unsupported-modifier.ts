import * as l10n from "@vscode/l10n";
import { isKeyword } from "../../../dockerfile/keywords.ts";
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
  docs: {
    summary: () => l10n.t("A variable is used in a way that Dockerfiles do not have."),
    why: () =>
      l10n.t(
        "The build stops: outside `RUN` it is Docker that fills in variables, and it knows fewer forms than a shell.",
      ),
    bad: "FROM alpine:3.22\nENV DIR=/srv\nWORKDIR ${DIR:1}\n",
    good: "FROM alpine:3.22\nENV DIR=/srv\nWORKDIR ${DIR:-/srv}\n",
  },
  messages: {
    modifier: (modifier, name) =>
      l10n.t(
        "Docker does not know `{0}` behind the name `{1}`: there are `:-`, `:+`, `:?`, `#`, `%` and `/`.",
        modifier,
        name,
      ),
    open: (name) => l10n.t("The brace of `${{0}` is not closed: write `${{0}}`.", name),
    nameless: () => l10n.t("There is no name behind `${`."),
  },
  checkInstruction(it, report) {
    if (SHELL_TEXT.has(it.keyword) || !isKeyword(it.keyword)) return;
    for (const at of nameless(it.args.text, it.escape)) report(it.args.part(at, at + 2), "nameless");
    for (const variable of it.variables) {
      if (!variable.hasBraces) continue;
      const { span, modifier, name, isClosed, isInHeredoc } = variable;
      if (!SUPPORTED.has(modifier)) report(span, "modifier", { args: [modifier, name] });
      else if (modifier === "" && !isClosed && !isInHeredoc) report(span, "open", { args: [name] });
    }
  },
});

/** Where `${` is followed by what begins no name: Docker refuses `${}`, `${{x}` and `${:x}`. */
function nameless(text: string, escapeChar: string): number[] {
  const found: number[] = [];
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
    } else if (char === "$" && text[at + 1] === "{" && /[{}:]/.test(text[at + 2] ?? "")) found.push(at);
  }
  return found;
}
