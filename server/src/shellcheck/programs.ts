/** The ShellCheck that the settings name. */
import { join } from "node:path";
import { BundledShellCheck } from "./bundled.ts";
import type { ShellCheckProgram } from "./checker.ts";
import { NativeShellCheck } from "./native.ts";

/** `path` is empty for the one that ships in `dist`. */
export const shellCheck = (path: string, dist: string): ShellCheckProgram =>
  path === "" ? new BundledShellCheck(join(dist, "shellcheck-program.js")) : new NativeShellCheck(path);
