/** What can be written behind `--mount=`: the kinds of mounts, their keys and the values of these. */
import type { CompletionItem } from "vscode-languageserver-types";
import { contextPaths } from "./complete-arguments.ts";
import { CACHE_TARGETS } from "./facts-idioms.ts";
import { MOUNT_KEYS, MOUNT_TYPES, mountDocs, mountKeyFacts, SHARING, SWITCHES } from "./facts-mounts.ts";
import { mountsOf } from "./mounts.ts";
import { andAskAgain, type Context, item, KIND, narrowed, rank, starting } from "./offer.ts";

/** `stages` offers the names of stages there. */
export function mountItems(context: Context, stages: (at: Context) => CompletionItem[]): CompletionItem[] {
  const fields = context.prefix.split(",");
  const last = fields.at(-1) ?? "";
  const type = fields.map((it) => /^type=(.*)$/.exec(it)?.[1]).find(Boolean) ?? null;
  const equals = last.indexOf("=");
  if (equals >= 0) return values(narrowed(context, last.slice(equals + 1)), last.slice(0, equals), fields, stages);
  const here = narrowed(context, last);
  if (type !== null) return keys(here, type, fields);
  // Who begins with another key may mean a bind, which is what a mount is when nothing is said.
  return [...types(here, fields.length === 1), ...(fields.length > 1 ? keys(here, "bind", fields) : [])];
}

/** With the fields that each of them wants, where it is the first one. */
function types(context: Context, isFirst: boolean): CompletionItem[] {
  return MOUNT_TYPES.flatMap((it, index) => {
    const { name, fields } = it;
    const label = `type=${name}`;
    if (!label.startsWith(context.prefix)) return [];
    const text = isFirst && fields !== "" ? `${label},${fields}` : label;
    return [{ ...item(context, KIND.field, label, text, mountDocs(it)), sortText: rank(index) }];
  });
}

function docsOfKey(key: string): string | undefined {
  const facts = mountKeyFacts(key);
  return facts && mountDocs(facts);
}

function keys(context: Context, type: string, fields: readonly string[]): CompletionItem[] {
  const written = new Set(fields.map((it) => it.replace(/=.*/, "")));
  return (MOUNT_KEYS.get(type) ?? []).flatMap((key, index) => {
    if (!key.startsWith(context.prefix) || (written.has(key) && key !== context.prefix)) return [];
    const text = SWITCHES.has(key) ? key : `${key}=`;
    const offered = { ...item(context, KIND.field, text, text, docsOfKey(key)), sortText: rank(index) };
    return [text === key ? offered : andAskAgain(offered, context)];
  });
}

function values(
  context: Context,
  key: string,
  fields: readonly string[],
  stages: (at: Context) => CompletionItem[],
): CompletionItem[] {
  const of = (name: string): string | undefined =>
    fields.map((it) => new RegExp(`^(?:${name})=(.+)$`).exec(it)?.[1]).find((it) => it !== undefined);
  const type = of("type") ?? "bind";
  if (SWITCHES.has(key)) return starting(context, ["true", "false"], KIND.value);
  switch (key) {
    case "type":
      return MOUNT_TYPES.filter(({ name }) => name.startsWith(context.prefix)).map((it, index) => ({
        ...item(context, KIND.value, it.name, it.name, mountDocs(it)),
        sortText: rank(index),
      }));
    case "target":
    case "dst":
    case "destination": {
      if (type === "cache") return starting(context, CACHE_TARGETS, KIND.folder);
      const source = of("source|src");
      return source ? starting(context, [source], KIND.file) : [];
    }
    case "source":
    case "src":
      return of("from") === undefined ? contextPaths(context) : [];
    case "sharing":
      return starting(context, SHARING, KIND.value);
    case "id":
      return starting(context, idsOf(context, type), KIND.value);
    default:
      return key === "from" ? stages(context) : [];
  }
}

/** Those that other mounts of the kind have: with the same one they share what they mount. */
function idsOf({ file, prefix }: Context, type: string): string[] {
  const ids = [...file.all("RUN")]
    .flatMap(mountsOf)
    .filter((it) => it.type === type)
    .map((it) => it.fields.find(({ key }) => key === "id")?.value?.text ?? "");
  return [...new Set(ids)].filter((id) => id !== "" && id !== prefix);
}
