import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../../../compose/compose-file.ts";
import { indentOf } from "../../../compose/indent.ts";
import { lineStart } from "../../../text/lines.ts";
import { type Edit, replace } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

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
    RESOURCE_EXHAUSTION: () => l10n.t("The aliases of this file grow beyond all bounds."),
    TAB_AS_INDENT: () => l10n.t("Indent with spaces: YAML allows no tabs."),
    UNEXPECTED_TOKEN: () => l10n.t("This does not belong here."),
  },
  check(file, report) {
    for (const { code, span, message } of file.problems) {
      const edits = code === "TAB_AS_INDENT" ? untabbed(file, span.start) : [];
      const fixes = edits.length > 0 ? [{ title: () => l10n.t("Indent with spaces"), edits }] : [];
      report(span, code as "IMPOSSIBLE", { args: [message], fixes }); // Every code of the yaml package has its message above.
    }
  },
});

/** Each tab that the line and those below it begin with becomes one step of indentation. */
function untabbed(file: ComposeFile, offset: number): Edit[] {
  const edits: Edit[] = [];
  const step = indentOf(file);
  for (let start = lineStart(file.text, offset); start < file.text.length; ) {
    const indent = /[ \t]*/y;
    indent.lastIndex = start;
    const found = indent.exec(file.text)?.[0] ?? "";
    if (!found.includes("\t")) break;
    edits.push(replace({ start, end: start + found.length }, found.replaceAll("\t", step)));
    start = file.text.indexOf("\n", start) + 1 || file.text.length;
  }
  return edits;
}
