/** Circles in a graph of names. */

export interface Cycle<Edge> {
  /** From the first name round to itself. */
  readonly path: readonly string[];
  /** The edge that closes the circle. */
  readonly edge: Edge;
}

/** Each circle that a walk along all edges closes, in linear time: not every combination of them. */
export function cyclesIn<Edge>(edges: ReadonlyMap<string, ReadonlyMap<string, Edge>>): Cycle<Edge>[] {
  const cycles: Cycle<Edge>[] = [];
  /** The names reached so far, and whether each is still on the path. */
  const onPath = new Map<string, boolean>();
  for (const start of edges.keys()) {
    if (onPath.has(start)) continue;
    // By hand instead of by recursion: a chain of thousands of services must not end the stack.
    const path = [{ name: start, rest: iterate(edges, start) }];
    onPath.set(start, true);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const next = at.rest.next();
      if (next.done) {
        path.pop();
        onPath.set(at.name, false);
        continue;
      }
      const [to, edge] = next.value;
      const isAbove = onPath.get(to);
      if (isAbove) {
        const names = path.map((it) => it.name);
        cycles.push({ path: [...names.slice(names.indexOf(to)), to], edge });
      } else if (isAbove === undefined) {
        path.push({ name: to, rest: iterate(edges, to) });
        onPath.set(to, true);
      }
    }
  }
  return cycles;
}

const iterate = <Edge>(edges: ReadonlyMap<string, ReadonlyMap<string, Edge>>, name: string) =>
  (edges.get(name) ?? new Map<string, Edge>())[Symbol.iterator]();
