/** Platforms as `--platform` takes them. */

export interface Platform {
  readonly os: string;
  readonly arch: string;
}

const OSES: ReadonlySet<string> = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos".split(
    " ",
  ),
);
const ARCHES: ReadonlySet<string> = new Set(
  "386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm".split(
    " ",
  ),
);
const SYNONYMS: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  "x86-64": "amd64",
  i386: "386",
  aarch64: "arm64",
  armhf: "arm",
  armel: "arm",
};

/** `linux/amd64`, `arm64`, `windows`; null when it is none. */
export function parsePlatform(text: string): Platform | null {
  if (!/^[\w.-]+(?:\([\w.-]*\))?(?:\/[\w.-]+)*$/.test(text)) return null;
  const [first = "", second, , extra] = text.toLowerCase().split("/");
  if (extra !== undefined) return null;
  const arch = (name: string): string => SYNONYMS[name] ?? name;
  if (second !== undefined) return { os: first.replace(/\(.*\)$/, ""), arch: arch(second) };
  if (OSES.has(first)) return { os: first, arch: "amd64" };
  return ARCHES.has(arch(first)) ? { os: "linux", arch: arch(first) } : null;
}
