/** Keys of the schema as they were last offered: while somebody types they stay the same, and so does their JSON. */
import type { CompletionItem } from "vscode-languageserver-types";
import type { Schema } from "./schema.ts";

/** All that such an item depends on beside its schema; two that are equal give equal items. */
export type KeptForm = string;

interface Kept {
  readonly form: KeptForm;
  readonly isThere: boolean;
  readonly item: CompletionItem;
}

/** A schema has one place. */
const kept = new WeakMap<Schema, Kept>();

export function keptItem(schema: Schema, form: KeptForm, isThere: boolean): CompletionItem | null {
  const it = kept.get(schema);
  return it?.form === form && it.isThere === isThere ? it.item : null;
}

export function keepItem(schema: Schema, form: KeptForm, isThere: boolean, item: CompletionItem): CompletionItem {
  kept.set(schema, { form, isThere, item: Object.freeze(item) });
  return item;
}
