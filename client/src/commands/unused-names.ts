/** What a question before a removal calls the things that go. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import type { Unused } from "../engine/api/system.ts";
import { shortVolumeName } from "../engine/unused.ts";

/** By name, each with the room that it takes; no more than `most`, which leaves the buttons on the screen. */
export function unusedNames(unused: readonly Unused[], most: number): string {
  const byName = [...unused].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const names = byName.map(({ name, size }) => {
    const short = shortVolumeName(name);
    return size ? `${short} (${bytes(size)})` : short;
  });
  const rest = names.length - most;
  return (rest > 1 ? [...names.slice(0, most), l10n.t("and {0} more", rest)] : names).join(", ");
}
