/** The question before something is removed: one by its name, several with all of their names. */
import * as l10n from "@vscode/l10n";
import type { Ui } from "../ui/ui.ts";

export interface RemovalTexts {
  readonly one: (name: string) => string;
  readonly many: (count: number) => string;
  /** What is lost with it, and what is not. */
  readonly detail?: readonly string[];
}

export function confirmRemoval(
  ui: Pick<Ui, "confirm">,
  names: readonly string[],
  texts: RemovalTexts,
): Promise<boolean> {
  return ui.confirm(...removalQuestion(names, texts), l10n.t("Remove"));
}

/** The question and what stands below it. */
export function removalQuestion(names: readonly string[], { one, many, detail = [] }: RemovalTexts): [string, string] {
  const question = names.length === 1 ? one(names.join()) : many(names.length);
  return [question, [...(names.length > 1 ? [names.join(", ")] : []), ...detail].join("\n")];
}
