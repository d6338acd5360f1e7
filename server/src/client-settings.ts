/** The editor's settings for each document, asked for once until they change. */
import { readSettings, SETTINGS, type SettingName, type Settings } from "./shared/settings.ts";

export interface SettingsItem {
  readonly scopeUri: string;
  readonly section: string;
}

type Ask = (items: SettingsItem[]) => Promise<unknown[]>;

export class ClientSettings {
  readonly #ask: Ask | null;
  readonly #known = new Map<string, Promise<Settings>>();
  /** What the client has sent by itself: the section `gantry`. */
  #sent: unknown;

  /** `ask` is null where the client only sends them by itself. */
  constructor(ask: Ask | null) {
    this.#ask = ask;
  }

  /** The client has sent the section `gantry`. */
  sent(section: unknown): void {
    this.#sent = section;
    this.#known.clear();
  }

  of(uri: string): Promise<Settings> {
    const known = this.#known.get(uri);
    if (known) return known;
    const found = this.#fetch(uri).then(readSettings);
    this.#known.set(uri, found);
    return found;
  }

  /** Of one document, or all. */
  forget(uri?: string): void {
    if (uri === undefined) this.#known.clear();
    else this.#known.delete(uri);
  }

  /** By name, from the section `gantry` as a whole or, where that is not there, one by one. */
  async #fetch(scopeUri: string): Promise<(name: SettingName) => unknown> {
    const sent = (name: SettingName): unknown => at(this.#sent, name);
    if (!this.#ask) return sent;
    const names = Object.keys(SETTINGS) as SettingName[]; // The schema's own keys.
    const items = ["gantry", ...names.map((name) => `gantry.${name}`)].map((section) => ({ scopeUri, section }));
    try {
      const [whole, ...single] = await this.#ask(items);
      return (name) => single[names.indexOf(name)] ?? at(whole, name) ?? sent(name);
    } catch {
      return sent; // A client that announced configuration and then has none.
    }
  }
}

/** `lint.enabled` in `{ lint: { enabled } }` or in `{ "lint.enabled": … }`. */
function at(raw: unknown, name: string): unknown {
  if (typeof raw !== "object" || raw === null) return undefined;
  if (name in raw) return (raw as Record<string, unknown>)[name]; // Checked to be an object.
  return name
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], raw); // Undefined where there is none.
}
