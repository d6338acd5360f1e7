/** The packages that a command installs, and whether each says which version. */
import { isFlag } from "../shell/arguments.ts";
import type { ShellWord } from "../shell/words.ts";

/** `name=1.2`, a path, or a package file. */
export const isAptPinned = ({ value }: ShellWord): boolean => /[=/]/.test(value) || value.endsWith(".deb");

export const isApkPinned = ({ value }: ShellWord): boolean => /[=~<>]/.test(value) || value.endsWith(".apk");

export const isZypperPinned = ({ value }: ShellWord): boolean => /[=<>]/.test(value) || value.endsWith(".rpm");

export function isPipPinned({ value }: ShellWord): boolean {
  if (/[=<>]=|[<>]|!=|~=/.test(value) || /\.(?:whl|tar\.gz)$/.test(value)) return true;
  if (/^(?:git|hg|svn|bzr)\+/.test(value)) return value.includes("@");
  return value.includes("/");
}

export function isNpmPinned({ value }: ShellWord): boolean {
  if (/^git(?:\+(?:ssh|https?))?:\/\//.test(value)) return value.includes("#");
  if (/\.(?:tar|tar\.gz|tgz)$/.test(value) || /^(?:\/|\.\.?(?:\/|$)|~\/)/.test(value)) return true;
  return value.slice(value.startsWith("@") ? Math.max(value.indexOf("/"), 1) : 0).includes("@");
}

export const isGoPinned = ({ value }: ShellWord): boolean =>
  /^[./]|\.go$/.test(value) || (value.includes("@") && !/@(?:latest|none)$/.test(value));

/** `name-1.2-3.el9`: a part after the first looks like a version. `isKnown` says which variables may hold one. */
export function isRpmPinned({ value }: ShellWord, isKnown: (variable: string) => boolean): boolean {
  if (value.endsWith(".rpm")) return true;
  const variable = /\$\{?([A-Za-z_]\w*)/.exec(value)?.[1];
  if (variable) return isKnown(variable);
  const parts = value.split("-").slice(1);
  return parts.length > 0 && parts.every((it) => /^[\w.~^+:]+$/.test(it)) && parts.some((it) => /^\d/.test(it));
}

/** The gems of `gem install`: before `--`, without flags and the word that follows each. */
export function gemsOf(args: readonly ShellWord[]): ShellWord[] {
  const found: ShellWord[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word || word.value === "--") break;
    if (isFlag(word)) i += word.value.includes("=") || word.value.startsWith("--") ? 0 : 1;
    else if (!/^(?:install|i)$/.test(word.value)) found.push(word);
  }
  return found;
}
