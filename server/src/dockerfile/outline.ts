/** What a build must know of a Dockerfile: its stages with their steps, its arguments, what it copies. */
import type { DockerfileArg, DockerfileOutline, DockerfileStage, DockerfileStep } from "../shared/protocol.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Instruction } from "./instruction.ts";

/** What BuildKit counts as `[build 2/5]`: what makes a layer (frontend/dockerfile/dockerfile2llb/convert.go). */
const STEPS: ReadonlySet<string> = new Set(["ADD", "COPY", "RUN", "WORKDIR"]);

export function outline(file: Dockerfile): DockerfileOutline {
  const syntax = file.directives.find((it) => it.name === "syntax");
  return {
    stages: stages(file),
    syntaxLine: syntax ? file.rangeOf(syntax.span).start.line : null,
    args: args(file),
    sources: literalSources(file),
    images: images(file),
    secrets: secrets(file),
  };
}

function stages(file: Dockerfile): DockerfileStage[] {
  const stepOf = (instruction: Instruction): DockerfileStep => {
    const { start, end } = file.rangeOf(instruction);
    const { keyword } = instruction;
    const text = file.text.slice(instruction.start, instruction.end);
    return { keyword, line: start.line, endLine: end.line, text, sources: stepSources(instruction) };
  };
  return file.stages.list.map(({ from, image, name, base, instructions }) => {
    const isImage = base === null && image?.text !== "scratch";
    const steps = [...(isImage ? [from] : []), ...instructions.filter((it) => STEPS.has(it.keyword))];
    return {
      name: name?.text ?? null,
      line: file.rangeOf(from).start.line,
      base: base?.index ?? null,
      steps: steps.map(stepOf),
    };
  });
}

function args(file: Dockerfile): DockerfileArg[] {
  const byName = new Map<string, string | null>();
  for (const { pairs } of file.all("ARG"))
    for (const { name, value } of pairs)
      byName.set(name.text, byName.get(name.text) ?? (value === null ? null : value.unquoted));
  return [...byName].map(([name, value]) => ({ name, default: value }));
}

function images(file: Dockerfile): string[] {
  const named = file.stages.list.flatMap(({ base, image }) => (base === null && image ? [image.text] : []));
  return [...new Set(named)].filter((it) => it !== "scratch" && !it.includes("$"));
}

/** Without an id it is the name of the file that it is mounted as. */
function secrets(file: Dockerfile): string[] {
  const mounts = [...file.all("RUN")].flatMap((it) => it.flags.filter(({ name }) => name === "mount"));
  const ids = mounts.flatMap(({ value }) => {
    const fields = new Map((value?.unquoted ?? "").split(",").map((it) => fieldOf(it)));
    if (fields.get("type") !== "secret") return [];
    const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination");
    return fields.get("id") ?? target?.split("/").at(-1) ?? [];
  });
  return [...new Set(ids)].filter((it) => it !== "" && !it.includes("$"));
}

const fieldOf = (text: string): [key: string, value: string] => {
  const [key = "", ...value] = text.split("=");
  return [key.trim().toLowerCase(), value.join("=").trim()];
};

function literalSources(file: Dockerfile): string[] {
  const all = [...file.all("ADD", "COPY")].flatMap((it) => sourcesOf(it));
  return [...new Set(all)].filter((it) => !/[$*?[]/.test(it));
}

function stepSources(instruction: Instruction): string[] | null {
  const sources = instruction.keyword === "COPY" || instruction.keyword === "ADD" ? sourcesOf(instruction) : [];
  return sources.some((it) => it.includes("$")) ? null : sources;
}

/** What a COPY or ADD takes from the build context: no other stage, no here-document, no URL. */
function sourcesOf({ flags, json, words }: Instruction): string[] {
  if (flags.some((flag) => flag.name === "from")) return [];
  const paths = json ? json.values : words.map((word) => word.unquoted);
  return paths.slice(0, -1).filter((it) => !/^<<|:\/\/|^git@/.test(it));
}
