/** Docker Compose itself, which makes and removes a project's containers; there may be none on the machine. */
import { execFile } from "node:child_process";
import type { AddedEngine, TlsPaths } from "../engine/added.ts";
import { usesTcp } from "../engine/address.ts";
import type { KnownEngine } from "../engine/discover.ts";

/** The program with the arguments that its own come behind: `docker compose`, or `docker-compose`. */
export type ComposeCli = readonly [program: string, ...args: string[]];

const CANDIDATES: readonly ComposeCli[] = [
  ["docker", "compose"],
  ["docker-compose"],
  ["podman", "compose"],
  ["podman-compose"],
];
/** Milliseconds; some start slowly the first time. */
const PATIENCE = 15_000;

/** The first that answers, or null. */
export async function findComposeCli(
  answers: (cli: ComposeCli) => Promise<boolean> = isThere,
): Promise<ComposeCli | null> {
  for (const cli of CANDIDATES) if (await answers(cli)) return cli;
  return null;
}

function isThere([program, ...args]: ComposeCli): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, [...args, "version"], { timeout: PATIENCE, windowsHide: true }, (error) => resolve(!error));
  });
}

/** What is run in a terminal: never a shell's line. */
export interface ProcessRun {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The command line that begins with the program and says which engine is meant, and the environment for it. What Gantry
 * reaches through an ssh tunnel is reached through the same one: with its key, and without an ssh of the program's own.
 */
export function programFor(
  [program, ...inner]: ComposeCli,
  engine: KnownEngine | null,
  added: AddedEngine | null,
  near: string | null | undefined = null,
): Pick<ProcessRun, "program" | "args" | "env"> {
  if (near) return { program, args: inner, env: { DOCKER_HOST: near, CONTAINER_HOST: near, ...WITHOUT_TLS } };
  const options = engine && program.startsWith("docker") ? engineOptions(engine, added) : [];
  return { program, args: [...options, ...inner], env: engine ? engineEnv(engine) : {} };
}

/** `docker` and `docker-compose` have the same options here; they win over the environment. */
function engineOptions({ context, url }: KnownEngine, added: AddedEngine | null): string[] {
  // Its certificates are the context's own.
  if (context !== null && (url === "" || usesTcp(url))) return ["--context", context];
  // `docker-compose` takes the certificates only together with the address.
  return added?.tls && usesTcp(url) ? ["--host", url, ...tlsOptions(added.tls)] : [];
}

const tlsOptions = ({ ca, cert, key, verify }: TlsPaths): string[] => [
  verify ? "--tlsverify" : "--tls",
  ...(ca === "" ? [] : ["--tlscacert", ca]),
  ...(cert === "" ? [] : ["--tlscert", cert]),
  ...(key === "" ? [] : ["--tlskey", key]),
];

/** What is in the editor's own environment holds for the engine that it names, and for no other. */
function engineEnv({ source, context, url }: KnownEngine): Record<string, string> {
  if (context !== null && (url === "" || usesTcp(url))) return {};
  const isOwn = source === "setting" || source === "environment";
  return { DOCKER_HOST: url, ...(!isOwn && WITHOUT_TLS) };
}

const WITHOUT_TLS = { DOCKER_TLS_VERIFY: "", DOCKER_CERT_PATH: "" };
