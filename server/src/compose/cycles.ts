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
  const done = new Set<string>();
  for (const start of edges.keys()) {
    if (done.has(start)) continue;
    // By hand instead of by recursion: a chain of thousands of services must not end the stack.
    const path = [{ name: start, rest: iterate(edges, start) }];
    const onPath = new Set([start]);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const next = at.rest.next();
      if (next.done) {
        path.pop();
        onPath.delete(at.name);
        done.add(at.name);
        continue;
      }
      const [to, edge] = next.value;
      if (onPath.has(to)) {
        const names = path.map((it) => it.name);
        cycles.push({ path: [...names.slice(names.indexOf(to)), to], edge });
      } else if (!done.has(to)) {
        path.push({ name: to, rest: iterate(edges, to) });
        onPath.add(to);
      }
    }
  }
  return cycles;
}

const iterate = <Edge>(edges: ReadonlyMap<string, ReadonlyMap<string, Edge>>, name: string) =>
  (edges.get(name) ?? new Map<string, Edge>())[Symbol.iterator]();
