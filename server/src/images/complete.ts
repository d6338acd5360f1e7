/** Image names as they can be written behind FROM, --from= and `image:`. */
import * as l10n from "@vscode/l10n";
import type { CompletionItem, CompletionItemKind, CompletionList, Range } from "vscode-languageserver-types";
import { bytes } from "../shared/bytes.ts";
import { parseImageReference } from "../shared/image-reference.ts";
import { age } from "./age.ts";
import type { Images } from "./images.ts";
import type { TagSource } from "./registry-tags.ts";
import { WELL_KNOWN_IMAGES } from "./well-known.ts";

const IMAGE: CompletionItemKind = 18;
/** An engine may have thousands; the newest are offered. */
const MOST = 500;

/** What the engine has first, then the names that many start from. `range` is what is replaced, `written` what is there of it. */
export async function imageItems(
  images: Images,
  written: string,
  range: Range,
  remote: RemoteTags,
): Promise<CompletionList> {
  const [engine, tagged] = await Promise.all([images.wanted(), remoteItems(remote, written, range)]);
  const local = (engine?.images ?? [])
    .flatMap(({ tags, size, createdAt }) => tags.map((tag) => ({ tag, size, createdAt })))
    .sort((a, b) => b.createdAt - a.createdAt || (a.tag < b.tag ? -1 : 1));
  const items = local.slice(0, MOST).map(({ tag, size, createdAt }, index) =>
    item(range, tag, {
      detail: `${bytes(size)}, ${age(createdAt)}`,
      description: l10n.t("on {0}", engine?.name ?? ""),
      // What the engine has keeps its order, before all else.
      sortText: `1${String(index).padStart(4, "0")}`,
    }),
  );
  const isIncomplete = images.isWaiting || tagged === null;
  const there = new Set(items.map((it) => it.label));
  if (tagged) items.push(...tagged.filter((it) => !there.has(it.label)));
  if (/[:@/]/.test(written)) return { isIncomplete, items };
  const names = WELL_KNOWN_IMAGES.map((name) => item(range, name, { description: "Docker Hub", sortText: `3${name}` }));
  return { isIncomplete, items: [...items, ...names] };
}

/** Who is asked for tags, and until when. */
export interface RemoteTags {
  readonly tags: TagSource;
  readonly signal: AbortSignal;
}

/** Tags, once a name has its colon; the newest versions first. Null while they are not known. */
async function remoteItems(remote: RemoteTags, written: string, range: Range): Promise<CompletionItem[] | null> {
  const name = /^([^@]+):[\w.-]*$/.exec(written)?.[1] ?? null;
  const repository = name === null ? null : parseImageReference(name);
  if (name === null || !repository || repository.tag !== null) return [];
  const tags = await remote.tags(repository, remote.signal);
  if (tags === null) return null;
  return [...tags]
    .sort(newestFirst)
    .slice(0, MOST_TAGS)
    .map((tag, index) =>
      item(range, `${name}:${tag}`, {
        description: repository.registry ?? "Docker Hub",
        sortText: `2${String(index).padStart(5, "0")}`,
      }),
    );
}

const MOST_TAGS = 2000;
const collator = new Intl.Collator("en", { numeric: true });

/** `latest` and other words that stand alone, then by number: `24.1` before `24`, before `9`. */
export function newestFirst(a: string, b: string): number {
  const isWord = (tag: string): boolean => !/\d/.test(tag);
  return (
    Number(b === "latest") - Number(a === "latest") || Number(isWord(b)) - Number(isWord(a)) || collator.compare(b, a)
  );
}

interface Offer {
  readonly detail?: string;
  readonly description: string;
  readonly sortText: string;
}

const item = (range: Range, name: string, { detail, description, sortText }: Offer): CompletionItem => ({
  label: name,
  labelDetails: { description },
  kind: IMAGE,
  ...(detail && { detail }),
  sortText,
  filterText: name,
  textEdit: { range, newText: name },
});
