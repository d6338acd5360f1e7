/** A `shellcheck` that the user has installed: one process for each script. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { text } from "node:stream/consumers";
import type { ShellCheckProgram } from "./checker.ts";

/** Milliseconds. */
const LONGEST_RUN = 10_000;

/** `path` is a file or a name to be found on the PATH. */
export class NativeShellCheck implements ShellCheckProgram {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async run(script: string): Promise<unknown> {
    const found = await this.#check(script);
    // Before 0.10 it knows no BusyBox, whose shell is next to dash.
    const isUnknown = found.comments?.some((it) => it.code === 1008 || it.code === 1071);
    return isUnknown ? this.#check(script.replace(/^#!.*/, "#!/bin/dash")) : found;
  }

  end(): void {}

  async #check(script: string): Promise<{ comments?: { code: number }[] }> {
    // Away from the project: neither a program nor a configuration is looked for in it.
    const child = spawn(this.#path, ["--norc", "--format=json1", "-"], {
      cwd: tmpdir(),
      stdio: ["pipe", "pipe", "ignore"],
      timeout: LONGEST_RUN,
    });
    const closed = once(child, "close");
    child.stdin.on("error", () => {}); // It has ended without reading: `close` or `error` tells.
    child.stdin.end(script);
    const [output] = await Promise.all([text(child.stdout), closed]);
    return JSON.parse(output);
  }
}
