/** What we did ourselves, among the events of an engine that tells nothing of it. */
import type { EngineEvent } from "./api/system.ts";

export class OwnEvents {
  readonly #listeners = new Set<(event: EngineEvent) => void>();

  tell(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  async *among(events: AsyncIterable<EngineEvent>): AsyncGenerator<EngineEvent, void> {
    const own: EngineEvent[] = [];
    let wake = (): void => {};
    const take = (event: EngineEvent): void => {
      own.push(event);
      wake();
    };
    this.#listeners.add(take);
    const iterator = events[Symbol.asyncIterator]();
    try {
      for (let next = iterator.next(); ; ) {
        const told = new Promise<null>((resolve) => {
          wake = () => resolve(null);
        });
        const result = await Promise.race([next, told]);
        yield* own.splice(0);
        if (result === null) continue;
        if (result.done) return;
        yield result.value;
        next = iterator.next();
      }
    } finally {
      this.#listeners.delete(take);
      void iterator.return?.(); // Waits for an event that may never come.
    }
  }
}
