/** Stages as the builder names them. */
import type { DockerfileStage } from "../../../server/src/shared/protocol.ts";

/** Empty where there is one only, `stage-1` where it has no name. */
export function stageName(stages: readonly DockerfileStage[], stage: DockerfileStage): string {
  return stages.length === 1 ? "" : (stage.name?.toLowerCase() ?? `stage-${stages.indexOf(stage)}`);
}

/**
 * The same for the name in a step: `build` of `linux/arm64 build`. Some builders name the only stage as well, once its
 * steps mount something.
 */
export function stageNamed(stages: readonly DockerfileStage[], name: string | null): string {
  return stages.length === 1 ? "" : (name ?? "").replace(/^\S+\/\S+(?: |$)/, "").toLowerCase();
}
