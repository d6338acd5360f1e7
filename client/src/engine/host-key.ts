/** The key of a machine that ssh does not know yet: shown first, and written to known_hosts only when it is trusted. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EngineError } from "./errors.ts";
import { sshAddress, sshArguments, sshFailure, textOf } from "./ssh.ts";

export interface HostKey {
  /** `ssh-ed25519` */
  readonly type: string;
  /** `SHA256:…`, as ssh and the machine's owner tell it. */
  readonly fingerprint: string;
  /** As it stands in known_hosts. */
  readonly line: string;
}

/** Asks the machine for its key, as ssh itself would: with the user's configuration. Throws EngineError. */
export async function askHostKey(url: string, signal?: AbortSignal): Promise<HostKey> {
  const address = sshAddress(url);
  const folder = mkdtempSync(join(tmpdir(), "gantry-key-"));
  const known = join(folder, "known_hosts");
  try {
    // ssh notes the key before it logs in, here into a file that nobody else reads.
    const options = {
      UserKnownHostsFile: known,
      GlobalKnownHostsFile: "/dev/null",
      StrictHostKeyChecking: "accept-new",
      HashKnownHosts: "no",
    };
    const said = await ended(["-nNT", "-o", "ConnectionAttempts=1", ...sshArguments(address, options)], known, signal);
    const line = existsSync(known) ? readFileSync(known, "utf8").trim().split("\n")[0] : undefined;
    if (!line) throw sshFailure(said, address);
    const [, type = "", key = ""] = line.split(" ");
    const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("base64").replace(/=+$/, "");
    return { type, fingerprint: `SHA256:${digest}`, line };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes it where the user's ssh looks for the keys of machines. */
export async function trustHostKey(url: string, { line }: HostKey): Promise<void> {
  const settings = await outputOf(["-G", ...sshArguments(sshAddress(url), {})]);
  const [file = "~/.ssh/known_hosts"] = /^userknownhostsfile (.+)$/m.exec(settings)?.[1]?.split(" ") ?? [];
  const path = file.replace(/^~(?=\/)/, homedir());
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  appendFileSync(path, `${before === "" || before.endsWith("\n") ? "" : "\n"}${line}\n`, { mode: 0o600 });
}

const LOOK_INTERVAL = 50;

/** Runs ssh until it has noted the key, or ends; answers what it complained of. */
function ended(args: readonly string[], noted: string, signal?: AbortSignal): Promise<string> {
  const child = spawn("ssh", args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, LC_ALL: "C" } });
  const said = textOf(child);
  const end = (): void => void child.kill();
  signal?.addEventListener("abort", end, { once: true });
  const looking = setInterval(() => {
    if (existsSync(noted) && readFileSync(noted, "utf8").endsWith("\n")) end();
  }, LOOK_INTERVAL);
  return new Promise<string>((resolve, reject) => {
    child.once("error", (error) => reject(new EngineError("no-ssh", error.message, error)));
    child.once("close", () => resolve(said()));
  }).finally(() => {
    clearInterval(looking);
    signal?.removeEventListener("abort", end);
  });
}

function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn("ssh", args, { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.once("error", (error) => reject(new EngineError("no-ssh", error.message, error)));
    child.once("close", () => resolve(text));
  });
}
