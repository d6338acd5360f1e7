/** Answers what the language server asks of the engine, from the store that the views show. */

import { parseImageReference } from "../../server/src/shared/image-reference.ts";
import {
  ENGINE_CHANGED,
  ENGINE_STATE,
  type EngineState,
  type EngineStateParams,
  IMAGE_DETAILS,
  type ImageDetails,
  type ImageDetailsParams,
} from "../../server/src/shared/protocol.ts";
import { settled } from "./engine/connected.ts";
import { imageDetails } from "./engine/image-details.ts";
import type { EngineStore, StoreChange } from "./engine/store.ts";

export interface EngineKnowledgeOptions {
  /** Connects as the views do. */
  readonly open: () => EngineStore;
  /** Null while nothing has been connected to. */
  readonly opened: () => EngineStore | null;
}

/** The requests by their methods. An engine that does not answer is null, never a failure. */
export function engineAnswers({ open, opened }: EngineKnowledgeOptions) {
  return {
    async [ENGINE_STATE]({ isWanted }: EngineStateParams): Promise<EngineState | null> {
      const store = isWanted ? open() : opened();
      if (!store) return null;
      if (isWanted) await settled(store);
      return stateOf(store);
    },
    async [IMAGE_DETAILS]({ reference }: ImageDetailsParams): Promise<ImageDetails | null> {
      const store = opened();
      const isName = parseImageReference(reference) !== null;
      if (!isName || store?.status.kind !== "connected" || !store.engine) return null;
      return store.engine.inspect("image", reference).then(imageDetails, () => null);
    },
  };
}

function stateOf({ status, images }: EngineStore): EngineState | null {
  if (status.kind !== "connected") return null;
  const list = [...images.values()].map(({ tags, digests, size, createdAt }) => ({ tags, digests, size, createdAt }));
  return { ...status.info, images: list };
}

interface Changing {
  onDidChange(listener: (change: StoreChange) => void): () => void;
}

/** Tells the server when what it knows of the engine holds no more. */
export function announceEngine(engines: Changing, notify: (method: string) => void): void {
  engines.onDidChange((change) => {
    if (change.kind === "all" || change.kind === "image") notify(ENGINE_CHANGED);
  });
}
