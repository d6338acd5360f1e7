/** Asks a `docker-credential-…` program for a login. What it answers is a secret: it goes to the caller and nowhere else. */
import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import type { RegistryLogin } from "../engine/api/images.ts";
import { loginAnswered } from "./docker-config.ts";

/** `problem`: why the helper could not be asked. */
export type HelperAnswer =
  | { readonly kind: "login"; readonly login: RegistryLogin }
  | { readonly kind: "nothing" }
  | { readonly kind: "problem"; readonly problem: "missing" | "silent" | "refused" | "nonsense" };

/** A keychain may ask its user to unlock it. */
const PATIENCE_MS = 30_000;
const MOST_BYTES = 1_000_000;

export async function askHelper(
  helper: string,
  registry: string,
  env: NodeJS.ProcessEnv = process.env,
  patience = PATIENCE_MS,
): Promise<HelperAnswer> {
  const ended = await run(`docker-credential-${helper}`, registry, env, patience);
  if (ended === "missing" || ended === "silent") return { kind: "problem", problem: ended };
  if (ended.code !== 0)
    return /credentials not found/i.test(ended.stdout) ? { kind: "nothing" } : { kind: "problem", problem: "refused" };
  const login = loginAnswered(ended.stdout, registry);
  return login ? { kind: "login", login } : { kind: "problem", problem: "nonsense" };
}

type Ended = "missing" | "silent" | { readonly code: number | null; readonly stdout: string };

function run(program: string, input: string, env: NodeJS.ProcessEnv, patience: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, ["get"], { env: { ...env, PATH: searchPath(env) }, windowsHide: true });
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve("silent");
    }, patience);
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (it: string) => {
      if (stdout.length < MOST_BYTES) stdout += it;
    });
    child.stderr.resume(); // What it says there is for a terminal.
    child.stdin.on("error", () => undefined); // It may end without reading.
    child.stdin.end(input);
    child.on("error", () => {
      clearTimeout(timer);
      resolve("missing");
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, stdout });
    });
  });
}

/** An editor that the desktop started does not know where a package manager puts programs. */
function searchPath({ PATH = "" }: NodeJS.ProcessEnv): string {
  if (process.platform !== "darwin") return PATH;
  return [PATH, "/usr/local/bin", "/opt/homebrew/bin", "/Applications/Docker.app/Contents/Resources/bin"].join(
    delimiter,
  );
}
