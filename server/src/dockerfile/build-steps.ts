/**
 * The instructions that BuildKit counts as the steps of a stage, `[build 2/5] RUN …`: those that make a layer, and FROM
 * where it names an image (frontend/dockerfile/dockerfile2llb/convert.go).
 */
import type { DockerfileStage, DockerfileStep } from "../shared/protocol.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Instruction } from "./instruction.ts";

const STEPS: ReadonlySet<string> = new Set(["ADD", "COPY", "RUN", "WORKDIR"]);

export function buildSteps(file: Dockerfile): DockerfileStage[] {
  const stepOf = (instruction: Instruction): DockerfileStep => {
    const { start, end } = file.rangeOf(instruction);
    return { keyword: instruction.keyword, line: start.line, endLine: end.line };
  };
  return file.stages.list.map(({ from, image, name, base, instructions }) => {
    const isImage = base === null && image?.text !== "scratch";
    const steps = [...(isImage ? [from] : []), ...instructions.filter((it) => STEPS.has(it.keyword))];
    return { name: name?.text ?? null, steps: steps.map(stepOf) };
  });
}
