import * as l10n from "@vscode/l10n";
import { type BuildRecord, recordDocument } from "../../build/history.ts";
import type { NamedText } from "../../ui/ui.ts";
import { command } from "../command.ts";
import { documentName } from "./names.ts";

export default command({
  id: "builds.compare",
  on: "build",
  icon: "diff",
  group: "4_look",
  many: true,
  harmless: true,
  enabled: ({ previous }) => previous !== null,
  failure: (names) => l10n.t("Cannot compare {0}", names),
  async run({ compareTexts }, targets) {
    const [first, second] = targets;
    if (!first) return;
    const [before, now] =
      second && targets.length === 2
        ? [first.build, second.build].sort((a, b) => a.startedAt - b.startedAt)
        : [first.previous, first.build];
    if (!before || !now) return;
    const title = l10n.t("{0}: the build before and this one", now.options.tag);
    await compareTexts(title, documentOf(before), documentOf(now));
  },
});

const documentOf = (record: BuildRecord): NamedText => ({
  name: documentName(record, "txt"),
  text: recordDocument(record),
});
