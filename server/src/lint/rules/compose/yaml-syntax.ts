import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../../../compose/compose-file.ts";
import { untabbed } from "../../../compose/indent.ts";
import { endOfMisplaced } from "../../../compose/mend.ts";
import { indentAt, lineStart } from "../../../text/lines.ts";
import { type Edit, insert, lineAfter, replace, type Span } from "../../../text/span.ts";
import { composeRule, type Fix } from "../../rule.ts";

export default composeRule({
  id: "yaml-syntax",
  aliases: ["invalid-yaml"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The file is not valid YAML."),
    why: () => l10n.t("Docker Compose cannot read the file, so nothing in it takes effect."),
    bad: "services:\n\tweb:\n\t\timage: nginx:1.29\n",
    good: "services:\n  web:\n    image: nginx:1.29\n",
  },
  messages: {
    ALIAS_PROPS: () => l10n.t("An alias (`*name`) cannot have an anchor or a tag."),
    BAD_ALIAS: () => l10n.t("An anchor or alias needs a name, and a name cannot end in a colon."),
    BAD_COLLECTION_TYPE: () => l10n.t("This tag does not fit the kind of value it stands before."),
    BAD_DIRECTIVE: () => l10n.t("This YAML directive is not understood."),
    BAD_DQ_ESCAPE: () =>
      l10n.t("Unknown escape sequence in a double-quoted text: double the backslash or use single quotes."),
    BAD_INDENT: () => l10n.t("The indentation does not fit: keys and items of one block start in the same column."),
    BAD_PROP_ORDER: () => l10n.t("Anchors and tags stand after the `-`, `?` or `:`."),
    BAD_SCALAR_START: () => l10n.t("A plain value cannot start with this character: put it in quotes."),
    SECOND_COLON: () => l10n.t("A second `key:` on the same line: put it on a line of its own or in quotes."),
    BLOCK_AS_IMPLICIT_KEY: () => l10n.t("A second `key:` on the same line: put it on a line of its own or in quotes."),
    BLOCK_IN_FLOW: () => l10n.t("Inside `[]` and `{}` there can be no indented blocks."),
    DUPLICATE_KEY: (key) => l10n.t("The key `{0}` is there twice: remove one of them.", key),
    EMPTY_DOCUMENT: () => l10n.t("Nothing stands in this document: remove its `---`."),
    IMPOSSIBLE: () => l10n.t("The YAML parser gave up here."),
    KEY_OVER_1024_CHARS: () => l10n.t("A key can have at most 1024 characters."),
    MISSING_CHAR: () => l10n.t("A closing quote or bracket, a comma or a blank is missing here."),
    MULTILINE_IMPLICIT_KEY: () => l10n.t("A key must stand on one line: is the colon missing, or a quote not closed?"),
    MULTIPLE_ANCHORS: () => l10n.t("A value can have only one anchor."),
    MULTIPLE_TAGS: () => l10n.t("A value can have only one tag."),
    NON_STRING_KEY: () => l10n.t("Keys must be texts."),
    NOT_CLOSED: (closing) => l10n.t("The closing `{0}` is missing.", closing),
    NO_REST: (text) => l10n.t("What follows the colon of `{0}` is missing.", text),
    NO_BLANK: () => l10n.t("A blank is missing behind the colon."),
    NO_COLON: (key) => l10n.t("The colon is missing behind `{0}`.", key),
    RESOURCE_EXHAUSTION: () => l10n.t("The aliases of this file grow beyond all bounds."),
    TAB_AS_INDENT: () => l10n.t("Indent with spaces: YAML allows no tabs."),
    UNEXPECTED_TOKEN: () => l10n.t("This does not belong here."),
  },
  check(file, report) {
    for (const { code, span, message } of file.problems) {
      report(span, code as "IMPOSSIBLE", { args: [message], fix: fixFor(file, code, message, span) }); // Every code of the yaml package has its message above.
    }
  },
});

function fixFor(file: ComposeFile, code: string, message: string, { start, end }: Span): Fix | null {
  switch (code) {
    case "TAB_AS_INDENT": {
      const edits = untabbed(file, start);
      return edits.length === 0 ? null : { title: () => l10n.t("Indent with spaces"), edits };
    }
    case "BAD_INDENT": {
      const edits = moved(file.text, start, Number(message));
      return edits.length === 0 ? null : { title: () => l10n.t("Mend the indentation"), edits };
    }
    case "SECOND_COLON": {
      const edits = [replace({ start, end }, quoted(file.text.slice(start, end)))];
      return { title: () => l10n.t("Put it in quotes"), edits };
    }
    case "NO_COLON":
      return { title: () => l10n.t("Add the colon"), edits: [insert(start + message.length, ":")] };
    case "NO_BLANK":
      return { title: () => l10n.t("Add the blank"), edits: [insert(file.text.indexOf(":", start) + 1, " ")] };
    case "NOT_CLOSED":
      // It goes on in the next line.
      if (/[[{,]$/.test(file.text.slice(start, end).trimEnd())) return null;
      return { title: () => l10n.t("Add the closing `{0}`", message), edits: [insert(end, message)] };
    default:
      return null;
  }
}

const quoted = (text: string): string => (/["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`);

/** The line with what is inside of it, in the column where it should begin; none where that is not known. */
function moved(text: string, offset: number, column: number): Edit[] {
  if (Number.isNaN(column)) return [];
  const start = lineStart(text, offset);
  const by = column - indentAt(text, start);
  const end = endOfMisplaced(text, start, column);
  const edits: Edit[] = [];
  for (let at = start; at < end; at = lineAfter(text, at)) {
    const indent = indentAt(text, at);
    if (/[^\s]/.test(text[at + indent] ?? " "))
      edits.push(replace({ start: at, end: at + indent }, " ".repeat(Math.max(0, indent + by))));
  }
  return edits;
}
