const KEPT = Symbol("kept");

interface Keeper {
  readonly [KEPT]?: Map<object, unknown>;
}

/**
 * What is known of objects, kept with each as long as it lives; frozen ones cannot keep anything. Where objects come and
 * go with every version this is better than a WeakMap: what is in one V8 takes for alive until it collects everything.
 */
export class KeptWith<K extends object, V> {
  get(object: K): V | undefined {
    return (object as Keeper)[KEPT]?.get(this) as V | undefined; // What `set` has written.
  }

  set(object: K, value: V): void {
    const known = (object as Keeper)[KEPT];
    if (known) known.set(this, value);
    // Not enumerable: a copy of the object is not to have it.
    else Object.defineProperty(object, KEPT, { value: new Map([[this, value]]) });
  }
}

/** A function that works out its answer once for each object and keeps it as long as the object lives. */
export function onceFor<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new KeptWith<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = compute(key);
    known.set(key, made);
    return made;
  };
}
