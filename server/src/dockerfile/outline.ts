/** What a build must know of a Dockerfile: its stages with their steps, its arguments, what it copies. */
import type { DockerfileArg, DockerfileOutline, DockerfileStage, DockerfileStep } from "../shared/protocol.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Instruction } from "./instruction.ts";

/** What BuildKit counts as `[build 2/5]`: what makes a layer (frontend/dockerfile/dockerfile2llb/convert.go). */
const STEPS: ReadonlySet<string> = new Set(["ADD", "COPY", "RUN", "WORKDIR"]);

export function outline(file: Dockerfile): DockerfileOutline {
  return { stages: stages(file), args: args(file), sources: [...new Set(sources(file))] };
}

function stages(file: Dockerfile): DockerfileStage[] {
  const stepOf = (instruction: Instruction): DockerfileStep => {
    const { start, end } = file.rangeOf(instruction);
    return { keyword: instruction.keyword, line: start.line, endLine: end.line };
  };
  return file.stages.list.map(({ from, image, name, base, instructions }) => {
    const isImage = base === null && image?.text !== "scratch";
    const steps = [...(isImage ? [from] : []), ...instructions.filter((it) => STEPS.has(it.keyword))];
    return { name: name?.text ?? null, base: base?.index ?? null, steps: steps.map(stepOf) };
  });
}

function args(file: Dockerfile): DockerfileArg[] {
  const byName = new Map<string, string | null>();
  for (const { pairs } of file.all("ARG"))
    for (const { name, value } of pairs)
      byName.set(name.text, byName.get(name.text) ?? (value === null ? null : value.unquoted));
  return [...byName].map(([name, value]) => ({ name, default: value }));
}

function* sources(file: Dockerfile): Generator<string> {
  for (const it of file.all("ADD", "COPY")) {
    if (it.flags.some((flag) => flag.name === "from")) continue;
    const paths = it.json ? it.json.values : it.words.map((word) => word.unquoted);
    for (const path of paths.slice(0, -1)) if (!/[$*?[]|^<<|:\/\/|^git@/.test(path)) yield path;
  }
}
