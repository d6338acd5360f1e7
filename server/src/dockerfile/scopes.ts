/** Which variables are set where, and to what. */

import { onceFor } from "../text/once.ts";
import { expand, type Lookup } from "./expand.ts";
import type { Instruction, Pair } from "./instruction.ts";
import type { Stages } from "./stages.ts";

/** Where a variable gets its value. */
export interface Definition {
  readonly name: string;
  readonly instruction: Instruction;
  readonly pair: Pair;
}

/** Known before the first FROM and, once declared by ARG, in every stage. */
export const PLATFORM_ARGS: readonly string[] = [
  "BUILDPLATFORM",
  "BUILDOS",
  "BUILDOSVERSION",
  "BUILDARCH",
  "BUILDVARIANT",
  "TARGETPLATFORM",
  "TARGETOS",
  "TARGETOSVERSION",
  "TARGETARCH",
  "TARGETVARIANT",
  "TARGETSTAGE",
];

/** Build arguments that need no ARG. */
export const PREDEFINED_ARGS: readonly string[] = [
  "HTTP_PROXY",
  "http_proxy",
  "HTTPS_PROXY",
  "https_proxy",
  "FTP_PROXY",
  "ftp_proxy",
  "NO_PROXY",
  "no_proxy",
  "ALL_PROXY",
  "all_proxy",
];

/** The ARGs before the first FROM, the last of each name; later ones can use earlier ones. */
export function globalArgs(stages: Stages): ReadonlyMap<string, Definition> {
  const args = new Map<string, Definition>();
  for (const instruction of stages.before) {
    if (instruction.keyword !== "ARG") continue;
    for (const pair of instruction.pairs) args.set(pair.name.text, { name: pair.name.text, instruction, pair });
  }
  return args;
}

/** The text that the ARGs before the first FROM give a name by default; null when it has no default. */
export const globalLookup = onceFor((stages: Stages): Lookup => {
  const values = new Map<string, string | null>();
  const lookup: Lookup = (name) => values.get(name) ?? DEFAULTS.get(name) ?? null;
  for (const instruction of stages.before) {
    if (instruction.keyword !== "ARG") continue;
    for (const { name, value } of instruction.pairs) {
      values.set(name.text, value && expand(value.text, instruction.escape, lookup));
    }
  }
  return lookup;
});

/** Some platform, as the builder would fill it in. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ...["BUILD", "TARGET"].flatMap((of): [string, string][] => [
    [`${of}PLATFORM`, "linux/amd64"],
    [`${of}OS`, "linux"],
    [`${of}OSVERSION`, ""],
    [`${of}ARCH`, "amd64"],
    [`${of}VARIANT`, ""],
  ]),
  ["TARGETSTAGE", "default"],
]);
