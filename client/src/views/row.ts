/** What a row of a tree shows: words, icon and colour, without VS Code. */

export interface Row {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: { readonly id: string; readonly color: string | null };
  /** What a screen reader says: state and all, since it sees no icon. */
  readonly spoken: string;
  /** The command that choosing the row runs. */
  readonly command: string | null;
  /** The id of the node to which it is done, where that is another one; null: the row's own. */
  readonly target: string | null;
  /** Whether its rows are shown at first; null when it has none. */
  readonly expanded: boolean | null;
}

export const icon = (id: string, color: string | null = null): Row["icon"] => ({ id, color });

export function row(it: Partial<Row> & Pick<Row, "label" | "icon">): Row {
  return { description: "", tooltip: it.label, spoken: it.label, command: null, target: null, expanded: null, ...it };
}

export const lines = (...parts: readonly (string | false | null)[]): string => parts.filter(Boolean).join("\n");

/** `sha256:1a2b3c…` and `1a2b3c…` to the twelve digits that the field shows. */
export const shortId = (id: string): string => id.replace(/^sha256:/, "").slice(0, 12);
