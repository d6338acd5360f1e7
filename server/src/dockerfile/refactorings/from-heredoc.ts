/** A heredoc of simple commands becomes one line of shell that goes on. */

import * as l10n from "@vscode/l10n";
import { parseShell } from "../../shell/parse.ts";
import { eolOf } from "../../text/lines.ts";
import { replace } from "../../text/span.ts";
import { isPosix, type Refactoring } from "./refactoring.ts";

const INDENT = "    ";

export const fromHeredoc: Refactoring = (file, it) => {
  const [heredoc, other] = it.heredocs;
  if (it.keyword !== "RUN" || !heredoc?.terminator || other || !isPosix(file, it)) return null;
  if (!/^<<-?\S+$/.test(it.args.text)) return null;
  const body = it
    .bodyText(heredoc)
    .split(/\r?\n/)
    .map((line) => (heredoc.isChomped ? line.trim() : line.trimEnd()));
  const written = body.filter((line) => line !== "");
  const stops = written[0] === "set -e";
  const lines = stops ? written.slice(1) : written;
  if (lines.length === 0 || !lines.every((line) => isWhole(line, stops)) || /^(?:\[|--)/.test(lines[0] ?? ""))
    return null;
  const eol = eolOf(file.text);
  const text = lines.map((line) => line.trim()).join(`${stops ? " &&" : ";"} \\${eol}${INDENT}`);
  const span = { start: it.args.start, end: heredoc.terminator.end };
  return { title: l10n.t("Write without the heredoc"), kind: "refactor.rewrite", edits: [replace(span, text)] };
};

/** The line is a command of its own, and means the same between two operators. */
function isWhole(line: string, stops: boolean): boolean {
  if (/^\s*(?:#|!|set\s)|\\$|<<|\s#/.test(line)) return false;
  const { isParsed, operators, commands } = parseShell(line);
  const allowed = stops ? ["|"] : ["|", "&&", "||"];
  return isParsed && commands.length > 0 && operators.every(({ text, depth }) => depth === 0 && allowed.includes(text));
}
