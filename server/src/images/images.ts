/** What is known of images: those of the engine that the editor is connected to. */
import type { EngineState, ImageDetails } from "../shared/protocol.ts";

/** Every answer comes from memory or is waited for no longer than a person would; null where nobody knows. */
export interface Images {
  /** The engine as last heard of. Nothing is connected to for it, and nothing waited for. */
  readonly engine: EngineState | null;
  /** An answer is under way: asking again soon will bring more. */
  readonly isWaiting: boolean;
  /** The engine with its images, for a user who asks for them. */
  readonly wanted: () => Promise<EngineState | null>;
  readonly details: (reference: string) => Promise<ImageDetails | null>;
}

/** In editors that have no engine. */
export const NO_IMAGES: Images = {
  engine: null,
  isWaiting: false,
  wanted: async () => null,
  details: async () => null,
};
