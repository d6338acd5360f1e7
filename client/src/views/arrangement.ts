/** How a view is arranged: what its rows are grouped by, and which of them it leaves out. Remembered per workspace. */
import type { View } from "./node.ts";

export const GROUPINGS = ["project", "image", "network", "state", "label", "none"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const SORTINGS = ["name", "created", "size", "state"] as const;
export type Sorting = (typeof SORTINGS)[number];

/** What each view can be sorted by, its usual order first. */
export const SORTINGS_OF: { readonly [V in View]: readonly Sorting[] } = {
  containers: ["name", "created", "state"],
  images: ["name", "created", "size"],
  volumes: ["name", "created"],
  networks: ["name"],
};

export interface Arrangement {
  /** Of the containers; the other views have a grouping of their own, or none. */
  readonly groupBy: Grouping;
  /** The label whose values are the groups, where it is grouped by `label`. */
  readonly groupLabel: string;
  readonly sortBy: Sorting;
  readonly onlyRunning: boolean;
  /** Only what belongs to the folders of this workspace. */
  readonly onlyWorkspace: boolean;
  /** What running containers use at the moment is in their rows. */
  readonly liveStats: boolean;
  /** Only rows that hold this text; empty shows all. */
  readonly text: string;
}

/** The keys under which a workspace remembers. */
export interface ArrangementMemory {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

export const EVERYTHING: Arrangement = {
  groupBy: "project",
  groupLabel: "",
  sortBy: "name",
  onlyRunning: false,
  onlyWorkspace: false,
  liveStats: false,
  text: "",
};

export class Arrangements {
  readonly #memory: ArrangementMemory;
  readonly #listeners = new Set<(view: View) => void>();

  constructor(memory: ArrangementMemory) {
    this.#memory = memory;
  }

  of(view: View): Arrangement {
    return parsed(this.#memory.get(keyOf(view)));
  }

  change(view: View, change: Partial<Arrangement>): void {
    this.#memory.set(keyOf(view), JSON.stringify({ ...this.of(view), ...change }));
    for (const listener of this.#listeners) listener(view);
  }

  onDidChange(listener: (view: View) => void): void {
    this.#listeners.add(listener);
  }
}

const keyOf = (view: View): string => `arrangement.${view}`;

/** What an older or newer Gantry remembered is read as far as it is understood. */
function parsed(json: string | null): Arrangement {
  if (json === null) return EVERYTHING;
  let read: Partial<Record<keyof Arrangement, unknown>>;
  try {
    read = JSON.parse(json) ?? {};
  } catch {
    return EVERYTHING; // Nothing that is worth a message.
  }
  return {
    groupBy: GROUPINGS.find((it) => it === read.groupBy) ?? EVERYTHING.groupBy,
    groupLabel: typeof read.groupLabel === "string" ? read.groupLabel : "",
    sortBy: SORTINGS.find((it) => it === read.sortBy) ?? EVERYTHING.sortBy,
    onlyRunning: read.onlyRunning === true,
    onlyWorkspace: read.onlyWorkspace === true,
    liveStats: read.liveStats === true,
    text: typeof read.text === "string" ? read.text : "",
  };
}
