/** Image names as they can be written behind FROM, --from= and `image:`. */
import * as l10n from "@vscode/l10n";
import type { CompletionItem, CompletionItemKind, CompletionList, Range } from "vscode-languageserver-types";
import { bytes } from "../shared/bytes.ts";
import { age } from "./age.ts";
import type { Images } from "./images.ts";
import { WELL_KNOWN_IMAGES } from "./well-known.ts";

const IMAGE: CompletionItemKind = 18;
/** An engine may have thousands; the newest are offered. */
const MOST = 500;

/** What the engine has first, then the names that many start from. `range` is what is replaced, `written` what is there of it. */
export async function imageItems(images: Images, written: string, range: Range): Promise<CompletionList> {
  const engine = await images.wanted();
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
  const isIncomplete = images.isWaiting;
  if (/[:@/]/.test(written)) return { isIncomplete, items };
  const names = WELL_KNOWN_IMAGES.map((name) => item(range, name, { description: "Docker Hub", sortText: `3${name}` }));
  return { isIncomplete, items: [...items, ...names] };
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
