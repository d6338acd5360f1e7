/** Everything that knows a language is a bundle of its own (see esbuild.mjs): the editor has its answer before it is loaded. */
export type Languages = typeof import("./deferred.ts");

/** Loads it at the first call; its texts are in the language of `locale`. */
export function languagesOnDemand(locale: string): () => Languages {
  const state: { loaded: Languages | null } = { loaded: null };
  return () => {
    if (state.loaded) return state.loaded;
    state.loaded = require("./deferred.ts") as Languages; // What esbuild.mjs makes of it.
    state.loaded.speak(locale);
    return state.loaded;
  };
}
