/** What else the editor is asked to watch: the files of any name that open documents have looked for, there or not. */
import { folderOf, nameOf } from "./compose/files.ts";

/** Watched in every folder, whether somebody looks for them or not. */
export const ALWAYS = ["**/*.{yaml,yml,env}", "**/.env*", "**/*{ocker,ontainer}file*"];
const ALWAYS_NAMES = /\.(?:ya?ml|env)$|^\.env|(?:ocker|ontainer)file/;

/** Who writes a path looks for a file at every key: the editor is told once that comes to rest. */
const REST_MS = 1000;
const MOST = 500;

export interface Watcher {
  readonly globPattern: { readonly baseUri: string; readonly pattern: string };
}
/** Answers what ends the watch. */
type Register = (watchers: Watcher[]) => Promise<{ readonly dispose: () => void }>;

export class FileWatches {
  readonly #register: Register;
  readonly #lookedFor: () => Iterable<string>;
  #current: ReturnType<Register> | null = null;
  #watched = "";
  #timer: NodeJS.Timeout | null = null;

  constructor(
    register: Register,
    /** The URIs that open documents have looked for. */
    lookedFor: () => Iterable<string>,
  ) {
    this.#register = register;
    this.#lookedFor = lookedFor;
  }

  /** Documents may have looked for other files than before. */
  soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#renew();
    }, REST_MS).unref();
  }

  #renew(): void {
    const watchers = watchersOf(this.#lookedFor());
    const wanted = JSON.stringify(watchers);
    if (wanted === this.#watched) return;
    this.#watched = wanted;
    const before = this.#current;
    this.#current = watchers.length === 0 ? null : this.#register(watchers);
    // The new ones first, so that nothing is missed in between; an editor that refuses just has none.
    void Promise.allSettled([before, this.#current]).then(async () => (await before)?.dispose());
  }
}

/** One for each folder. */
function watchersOf(uris: Iterable<string>): Watcher[] {
  const folders = new Map<string, Set<string>>();
  let count = 0;
  for (const uri of uris) {
    const path = uri.replace(/\/$/, "");
    const name = nameOf(path);
    // Signs that mean something in a pattern cannot be escaped.
    if (!path.startsWith("file:///") || name === "" || /[*?{}[\],]/.test(name) || ALWAYS_NAMES.test(name)) continue;
    const names = folders.get(folderOf(path)) ?? new Set();
    folders.set(folderOf(path), names.add(name));
    if (++count === MOST) break;
  }
  return [...folders].map(([baseUri, names]) => {
    const all = [...names].sort().join(",");
    return { globPattern: { baseUri, pattern: names.size === 1 ? all : `{${all}}` } };
  });
}
