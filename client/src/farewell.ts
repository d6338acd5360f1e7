/** What is made for a while only, such as a container to try something in, and must go however its time ends. */

export class Farewell {
  readonly #tasks = new Set<() => Promise<void>>();
  readonly #needed: { dispose(): void }[] = [];

  /** VS Code disposes of its subscriptions while the tasks are under way: what they need goes after them. */
  needs<T extends { dispose(): void }>(it: T): T {
    this.#needed.push(it);
    return it;
  }

  /** Answers a function that does the task now; where nobody calls it, the end of the window does. Done once at most. */
  owe(task: () => Promise<void>): () => Promise<void> {
    const pay = async (): Promise<void> => {
      if (this.#tasks.delete(pay)) await task();
    };
    this.#tasks.add(pay);
    return pay;
  }

  /** VS Code waits some seconds for it. */
  async payAll(): Promise<void> {
    await Promise.allSettled([...this.#tasks].map((pay) => pay()));
    for (const it of this.#needed.splice(0)) it.dispose();
  }
}
