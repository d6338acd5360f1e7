/** Which shell runs each RUN. */
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { expand } from "../dockerfile/expand.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import { firstLetter } from "../dockerfile/scan.ts";
import { globalLookup } from "../dockerfile/scopes.ts";
import { type Part, partsOf } from "../dockerfile/stages.ts";
import { KeptWith } from "../text/once.ts";
import { lastBefore, type Span } from "../text/span.ts";

/** A shebang line without its `#!`; null for what reads no POSIX scripts. */
export type Shell = string | null;

/** A part of the file with the shells of its RUNs, also of those inside ONBUILD. */
export interface PartShells {
  readonly part: Part;
  readonly runs: readonly { readonly run: Instruction; readonly shell: Shell }[];
  /** Of the stage that it is built on. */
  readonly base: PartShells | null;
  /** What stands before the first FROM. */
  readonly before: readonly Instruction[];
  readonly atEnd: Shell;
}

/** In order; the same objects as for the tree before, where nothing that they depend on has changed. */
export function shellsOf(file: Dockerfile): readonly PartShells[] {
  const { before } = file.stages;
  const comments = shellComments(file);
  const found: PartShells[] = [];
  const byIndex: PartShells[] = [];
  let start = 0;
  for (const part of partsOf(file.stages)) {
    const base = (part.base && byIndex[part.base.index]) ?? null;
    const last = comments.length === 0 ? known.get(part.instructions) : undefined;
    const isSame = last?.base === base && last.before === before;
    const shells = isSame ? last : readShells(file, part, base, comments, start);
    if (comments.length === 0 && !isSame) known.set(part.instructions, shells);
    byIndex[part.index] = shells;
    found.push(shells);
    start = part.instructions.at(-1)?.end ?? start;
  }
  return found;
}

const known = new KeptWith<readonly Instruction[], PartShells>();

function readShells(
  file: Dockerfile,
  part: Part,
  base: PartShells | null,
  comments: readonly ShellComment[],
  end: number,
): PartShells {
  const { before, list } = file.stages;
  const firstFrom = list[0]?.from.start ?? Number.POSITIVE_INFINITY;
  const general = comments.findLast((it) => it.start < firstFrom);
  const runs: { run: Instruction; shell: Shell }[] = [];
  let shell = base ? base.atEnd : general ? general.shell : defaultShell(file, part);
  let start = end;
  for (const it of part.instructions) {
    if (it.keyword === "SHELL") {
      shell = shellOf(it);
      start = it.end;
    }
    const comment = comments[lastBefore(comments, it.start)];
    if (comment && comment.start >= start && comment !== general) shell = comment.shell;
    const run = it.trigger ?? it;
    if (run.keyword === "RUN") runs.push({ run, shell });
  }
  return { part, runs, base, before, atEnd: shell };
}

interface ShellComment extends Span {
  readonly shell: Shell;
}

/** `# hadolint shell=powershell`: above the first FROM for all stages, else for the rest of one. */
function shellComments(file: Dockerfile): ShellComment[] {
  const hadolint = file.comments.filter(({ start }) => "hH".includes(firstLetter(file.text, start)));
  return hadolint.flatMap(({ start, end }) => {
    const name = /^#\s*hadolint\s+shell\s*=\s*(\S+)/i.exec(file.text.slice(start, Math.min(end, start + 200)))?.[1];
    return name ? [{ start, end, shell: shellIn(name) }] : [];
  });
}

function shellOf(instruction: Instruction): Shell {
  const words = instruction.json?.values ?? instruction.args.text.split(/\s+/);
  return shellIn(words.filter((it) => it !== "-c").join(" "));
}

/** What ShellCheck understands; zsh and the like it does not. */
export function shellIn(line: string): Shell {
  const [first = "", second = ""] = line.split(/\s+/);
  const program = /(?:^|\/)env$/.test(first) ? second : first;
  return /^(?:.*\/)?(?:ba|da|k|a)?sh$|^(?:.*\/)?busybox$/.test(program) ? line : null;
}

/** By what the base image is known to have as /bin/sh; null on Windows. */
export function defaultShell(file: Dockerfile, part: Omit<Part, "index">): Shell {
  const image = part.image ? expand(part.image.text, file.escape, globalLookup(file.stages)).toLowerCase() : "";
  if (file.escape === "`" || /windows|nanoserver|servercore/.test(image)) return null;
  if (part.image?.text.includes("$") && part.instructions.some(namesDrive)) return null;
  if (/alpine|busybox/.test(image)) return "/bin/busybox sh";
  if (/(?:^|\/)(?:almalinux|amazonlinux|centos|fedora|oraclelinux|redhat|rockylinux|ubi\d*)\b/.test(image))
    return "/bin/bash";
  return "/bin/sh";
}

/** A path of Windows tells what an image is whose name is a variable. */
const namesDrive = ({ keyword, args }: Instruction): boolean =>
  /^(?:COPY|ADD|WORKDIR)$/.test(keyword) && /(?:^|[\s"'])[a-z]:[\\/]/i.test(args.text.slice(0, 1000));
