/** Which shell runs each RUN. */
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { expand, type Lookup } from "../dockerfile/expand.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import { globalLookup } from "../dockerfile/scopes.ts";
import { type Part, partsOf } from "../dockerfile/stages.ts";
import { lastBefore, type Span } from "../text/span.ts";

/** A shebang line without its `#!`; null for what reads no POSIX scripts. */
export type Shell = string | null;

export interface RunWithShell {
  readonly run: Instruction;
  readonly part: Part;
  readonly shell: Shell;
}

/** All RUNs, also inside ONBUILD. */
export function* runsWithShell(file: Dockerfile): Generator<RunWithShell> {
  const comments = shellComments(file);
  const firstFrom = file.stages.list[0]?.from.start ?? Number.POSITIVE_INFINITY;
  const general = comments.findLast((it) => it.start < firstFrom);
  const atEnd = new Map<Part, Shell>();
  const lookup = globalLookup(file.stages);
  let start = 0;
  for (const part of partsOf(file.stages)) {
    const inherited = part.base ? atEnd.get(part.base) : undefined;
    let shell = inherited ?? general?.shell ?? defaultShell(file, part, lookup);
    for (const it of part.instructions) {
      if (it.keyword === "SHELL") {
        shell = shellOf(it);
        start = it.end;
      }
      const comment = comments[lastBefore(comments, it.start)];
      if (comment && comment.start >= start && comment !== general) shell = comment.shell;
      const run = it.trigger ?? it;
      if (run.keyword === "RUN") yield { run, part, shell };
    }
    atEnd.set(part, shell);
    start = part.instructions.at(-1)?.end ?? start;
  }
}

interface ShellComment extends Span {
  readonly shell: Shell;
}

/** `# hadolint shell=powershell`: above the first FROM for all stages, else for the rest of one. */
function shellComments(file: Dockerfile): ShellComment[] {
  if (!file.text.includes("hadolint")) return [];
  return file.comments.flatMap(({ start, end }) => {
    const name = /^#\s*hadolint\s+shell\s*=\s*(\S+)/i.exec(file.text.slice(start, Math.min(end, start + 200)))?.[1];
    return name ? [{ start, end, shell: known(name) }] : [];
  });
}

function shellOf(instruction: Instruction): Shell {
  const words = instruction.json?.values ?? instruction.args.text.split(/\s+/);
  return known(words.filter((it) => it !== "-c").join(" "));
}

/** What ShellCheck understands; zsh and the like it does not. */
export function known(line: string): Shell {
  const [first = "", second = ""] = line.split(/\s+/);
  const program = /(?:^|\/)env$/.test(first) ? second : first;
  return /^(?:.*\/)?(?:ba|da|k|a)?sh$|^(?:.*\/)?busybox$/.test(program) ? line : null;
}

/** By what the base image is known to have as /bin/sh. */
function defaultShell(file: Dockerfile, part: Part, lookup: Lookup): Shell {
  const image = part.image ? expand(part.image.text, file.escape, lookup).toLowerCase() : "";
  if (file.escape === "`" || /windows|nanoserver|servercore/.test(image)) return null;
  if (/alpine|busybox/.test(image)) return "/bin/busybox sh";
  if (/(?:^|\/)(?:almalinux|amazonlinux|centos|fedora|oraclelinux|redhat|rockylinux|ubi\d*)\b/.test(image))
    return "/bin/bash";
  return "/bin/sh";
}
