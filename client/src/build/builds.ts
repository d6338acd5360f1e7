/** The builds of this workspace, with their logs: kept beside it, and told to those who show them. */
import { type BuildRecord, parseHistory, withBuild } from "./history.ts";
import { plainText } from "./sanitise.ts";
import type { TextStorage } from "./storage.ts";

const HISTORY = "history";
/** Characters of a log; of what is longer the end is kept. */
const LONGEST_LOG = 2_000_000;

export class Builds {
  readonly #history: TextStorage;
  readonly #logs: TextStorage;
  readonly #listeners = new Set<() => void>();
  /** Two builds may end at once: one change after the other. */
  #changing: Promise<void> = Promise.resolve();

  constructor(history: TextStorage, logs: TextStorage) {
    this.#history = history;
    this.#logs = logs;
  }

  /** The newest first. */
  async list(): Promise<BuildRecord[]> {
    return parseHistory(await this.#history.read(HISTORY));
  }

  /** `log` is what the terminal showed. */
  async add(record: BuildRecord, log: string): Promise<void> {
    await this.#logs.write(logKey(record), plainText(log.slice(-LONGEST_LOG)).replaceAll("\r", ""));
    await this.#change((history) => withBuild(history, record));
  }

  /** Null where it is no longer kept. */
  log(record: BuildRecord): Promise<string | null> {
    return this.#logs.read(logKey(record));
  }

  remove(records: readonly BuildRecord[]): Promise<void> {
    const gone = new Set(records.map(buildId));
    return this.#change((history) => history.filter((it) => !gone.has(buildId(it))));
  }

  async clear(): Promise<void> {
    await this.#logs.clear();
    await this.#change(() => []);
  }

  /** Answers what ends it. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(how: (history: readonly BuildRecord[]) => readonly BuildRecord[]): Promise<void> {
    this.#changing = this.#changing.then(async () => {
      await this.#history.write(HISTORY, JSON.stringify(how(await this.list())));
      for (const it of this.#listeners) it();
    });
    return this.#changing;
  }
}

/** No two builds of one Dockerfile begin in the same millisecond. */
export const buildId = ({ dockerfile, startedAt }: BuildRecord): string => `${startedAt} ${dockerfile}`;

const logKey = (record: BuildRecord): string => `log ${buildId(record)}`;
