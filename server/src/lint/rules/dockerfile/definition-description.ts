import * as l10n from "@vscode/l10n";
import { lastBefore, replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "definition-description",
  aliases: ["InvalidDefinitionDescription"],
  severity: "off",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A comment above an `ARG` or a named `FROM` starts with its name."),
    why: () =>
      l10n.t(
        "Docker shows such comments as descriptions in `docker build --call=outline`; another comment directly above is probably one that will not be shown.",
      ),
    bad: "# Alpine, the small one\nFROM alpine:3.22 AS base\n",
    good: "# base is Alpine, the small one\nFROM alpine:3.22 AS base\n",
  },
  messages: {
    form: (keyword, name) =>
      l10n.t(
        "The comment above `{0}` should start with `# {1} `, or be followed by an empty comment line.",
        keyword,
        name,
      ),
  },
  check(file, report) {
    const named = file.stages.list.flatMap(({ from, name }) =>
      name ? [{ it: from, name: name.text.toLowerCase() }] : [],
    );
    const args = file.instructions.flatMap((it) => {
      const name = it.keyword === "ARG" ? it.pairs[0]?.name.text : undefined;
      return name ? [{ it, name }] : [];
    });
    for (const { it, name } of [...named, ...args]) {
      const comment = file.comments[lastBefore(file.comments, it.start)];
      if (!comment || !/^[ \t]*(?:\r\n?|\n)\s*$/.test(file.text.slice(comment.end, it.start))) continue;
      const text = file.text.slice(comment.start, comment.end);
      if (/^#\s*$/.test(text) || text.replace(/^#\s*/, "").startsWith(`${name} `)) continue;
      const signs = /^#+[ \t]*/.exec(text)?.[0].length ?? 1;
      const edits = [replace({ start: comment.start, end: comment.start + signs }, `# ${name} `)];
      report(it.name, "form", {
        args: [it.keyword, name],
        fix: { title: () => l10n.t("Start the comment with `{0}`", name), edits },
      });
    }
  },
});
