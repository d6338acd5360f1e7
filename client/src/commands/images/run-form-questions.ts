/** How the form of Run with Options asks for one value, and for one of many. */
import type { RunOptions } from "../../run/options.ts";
import type { Ui } from "../../ui/ui.ts";

/** An empty text is none; `validate` is only asked about others. */
export async function askText(
  ui: Ui,
  title: string,
  prompt: string,
  value: string | null,
  done: (text: string | null) => RunOptions,
  validate: (text: string) => string | null = () => null,
): Promise<RunOptions | null> {
  const request = {
    title,
    prompt,
    value: value ?? "",
    validate: (it: string) => (it.trim() ? validate(it.trim()) : null),
  };
  const text = await ui.input(request);
  return text === null ? null : done(text.trim() || null);
}

interface ListRequest {
  readonly title: string;
  /** The line that adds one. */
  readonly add: string;
  readonly prompt: string;
  readonly values: readonly string[];
  validate(text: string): string | null;
  done(values: string[]): RunOptions;
}

/** Without a value yet, the first one is asked for at once; choosing one changes it, emptying it removes it. */
export async function editList(ui: Ui, request: ListRequest): Promise<RunOptions | null> {
  const { title, add, prompt, values, validate, done } = request;
  const chosen = values.length === 0 ? values.length : await chooseLine(ui, title, add, values);
  if (chosen === null) return null;
  const validEntry = (text: string): string | null => (text.trim() ? validate(text) : null);
  const text = await ui.input({ title, prompt, value: values[chosen] ?? "", validate: validEntry });
  if (text === null) return null;
  const changed = [...values];
  changed.splice(chosen, 1, ...(text.trim() ? [text.trim()] : []));
  return done(changed);
}

/** The index of the value to change; the number of values for a new one. */
export function chooseLine(ui: Ui, title: string, add: string, values: readonly string[]): Promise<number | null> {
  const items = values.map((label, value) => ({ label, value }));
  return ui.pick(title, [...items, { label: add, value: values.length }]);
}
