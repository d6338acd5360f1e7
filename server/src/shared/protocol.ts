/** What the extension and the language server say to each other beyond LSP. */

/** Sent by the client as `initializationOptions`; every part may be absent in other editors. */
export interface InitializationOptions {
  /** `es`, `en`, `pt-br`: the editor's display language. */
  readonly locale?: string;
}

/** Request: which instructions of this Dockerfile text the builder runs as steps. Answered with DockerfileStage[]. */
export const DOCKERFILE_STEPS = "gantry/dockerfileSteps";

export interface DockerfileStepsParams {
  readonly text: string;
}

export interface DockerfileStage {
  /** As written behind AS. */
  readonly name: string | null;
  /** In the builder's own order and number: the first one is step 1 of its stage. */
  readonly steps: readonly DockerfileStep[];
}

/** Lines count from 0; `endLine` is the last line of the instruction. */
export interface DockerfileStep {
  readonly keyword: string;
  readonly line: number;
  readonly endLine: number;
}
