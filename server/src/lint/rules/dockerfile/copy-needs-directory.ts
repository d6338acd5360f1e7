import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { partsOf } from "../../../dockerfile/stages.ts";
import { insert } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "copy-needs-directory",
  aliases: ["DL3021", "INVALID_DESTINATION"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("Several sources are copied to something that is not marked as a folder."),
    why: () =>
      l10n.t(
        "Docker takes the destination for a folder only when it ends in `/` or is one already; otherwise each source replaces the one before. The classic builder, which Windows images are built with, stops here.",
      ),
    bad: "FROM alpine:3.22\nCOPY a.txt b.txt /data\n",
    good: "FROM alpine:3.22\nCOPY a.txt b.txt /data/\n",
  },
  messages: {
    slash: (keyword, destination) =>
      l10n.t("`{0}` has several sources, so its destination must be a folder: write `{1}/`.", keyword, destination),
  },
  reach: "stage",
  check(file, report) {
    for (const { instructions } of partsOf(file.stages)) {
      for (const [index, outer] of instructions.entries()) {
        const it = outer.trigger ?? outer;
        if (it.keyword !== "COPY" && it.keyword !== "ADD") continue;
        // `--from build`: what it lacks is told, and its value is no source.
        if (it.flags.some(({ name, value }) => value === null && TAKES_VALUE.test(name))) continue;
        const items = it.json ? it.json.items : it.words;
        const destination = items.at(-1);
        if (items.length < 3 || !destination) continue;
        const text = destination.unquoted;
        // `.` is the working directory, and thus a folder.
        if (/(?:[/\\]|\$\w+|\}|(?:^|\/)\.{1,2})$/.test(text) || text === "" || text.startsWith("<<")) continue;
        if (/^["'][^"']*$/.test(items[0]?.text ?? "") || isFolder(text, instructions, index)) continue;
        const end = destination.isQuoted ? destination.end - 1 : destination.end;
        const fix = { title: () => l10n.t("Change to `{0}`", `${text}/`), edits: [insert(end, "/")] };
        const isSure = /^[a-z]:/i.test(text) && { isSure: true as const };
        report(destination, "slash", { args: [it.keyword, text.slice(0, 60)], fix, ...isSure });
      }
    }
  },
});

const TAKES_VALUE = /^(?:from|chown|chmod|checksum|exclude)$/;

const USUAL =
  /^\/(?:(?:usr\/)?(?:local\/)?(?:s?bin|lib|share|include)|etc(?:\/\w+\.d)?|opt|srv|tmp|root|home|mnt|media|var(?:\/(?:www|lib|www\/html))?)$/;

/** Instructions that are looked at on either side. */
const NEAR = 200;

/** BuildKit copies several sources into a folder that is there already, slash or not, or makes it: the file tells that it is one. */
function isFolder(path: string, instructions: readonly Instruction[], index: number): boolean {
  if (USUAL.test(path)) return true;
  const others = instructions.slice(Math.max(0, index - NEAR), index + NEAR);
  return others.some((outer) => {
    const it = outer.trigger ?? outer;
    if (outer === instructions[index]) return false;
    if (it.keyword === "WORKDIR") return `${it.args.unquoted}/`.startsWith(`${path}/`);
    if (it.keyword !== "COPY" && it.keyword !== "ADD") return it.args.text.includes(path);
    return (it.json?.items ?? it.words).at(-1)?.unquoted.startsWith(`${path}/`) ?? false;
  });
}
