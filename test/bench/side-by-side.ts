/** Measures what a language server does over stdio, and prints how two of them compare. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Position } from "vscode-languageserver-protocol";
import { DIST } from "../support/lsp.ts";
import { BareClient } from "./bare-client.ts";

/** Of what VS Code can take, what the measures touch. */
const CAPABILITIES = {
  workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: {
    completion: {
      completionItem: { snippetSupport: true, resolveSupport: { properties: ["documentation"] } },
      completionList: { itemDefaults: ["editRange"] },
    },
    publishDiagnostics: { versionSupport: true },
    semanticTokens: { requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: [] },
  },
};

export interface Server {
  readonly name: string;
  /** A Node program. */
  readonly program: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly initializationOptions?: unknown;
}

/** A document open in one server, and the place in it where something is typed. */
export interface Opened {
  readonly client: BareClient;
  readonly uri: string;
  readonly at: Position;
  /** A peer publishes once per change and does not say for which version; ours says, and publishes less often. */
  readonly saysVersion: boolean;
  readonly state: { isTyped: boolean };
}

export const OURS: Server = { name: "gantry", program: join(DIST, "server.js") };

const start = ({ program, settings = {}, initializationOptions }: Server): Promise<BareClient> =>
  BareClient.start({ program, capabilities: CAPABILITIES, settings, initializationOptions });

export async function open(
  server: Server,
  document: { uri: string; languageId: string; text: string; at: Position },
): Promise<Opened> {
  const { uri, languageId, text, at } = document;
  const client = await start(server);
  client.open(uri, languageId, text);
  await client.published(uri, 1);
  return { client, uri, at, saysVersion: server === OURS, state: { isTyped: false } };
}

/** Types a character and deletes it the next time, so that the document stays what it is. */
export function edit({ client, uri, at, state }: Opened): number {
  state.isTyped = !state.isTyped;
  const end = state.isTyped ? at : { line: at.line, character: at.character + 1 };
  return client.change(uri, [{ range: { start: at, end }, text: state.isTyped ? "X" : "" }]);
}

export async function ask({ client, uri }: Opened, feature: string, params: object): Promise<void> {
  await client.request(`textDocument/${feature}`, { textDocument: { uri }, ...params });
}

export async function editToDiagnostics(document: Opened): Promise<void> {
  const { client, uri, saysVersion } = document;
  const before = client.publications(uri);
  const version = edit(document);
  await (saysVersion ? client.diagnosed(uri, version) : client.published(uri, before + 1));
}

/** Milliseconds from the last of 100 edits, 20 ms apart, to the diagnostics that know it. */
export async function burst(document: Opened): Promise<number> {
  const { client, uri, saysVersion } = document;
  const before = client.publications(uri);
  await editQuickly(document, 99);
  const started = performance.now();
  const version = edit(document);
  await (saysVersion ? client.diagnosed(uri, version) : client.published(uri, before + 100));
  return performance.now() - started;
}

async function editQuickly(document: Opened, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    edit(document);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** 100 edits, 20 ms apart, with three times a completion between them; until the server does nothing more for them. */
export async function burstWithCompletion(document: Opened, position: Position): Promise<void> {
  const answers: Promise<void>[] = [];
  for (let part = 0; part < 4; part++) {
    if (part > 0) answers.push(ask(document, "completion", { position }));
    await editQuickly(document, 25);
  }
  await Promise.all(answers);
  await settled(document, LONGEST_BURST);
}

/** Milliseconds of each round: so many, and more until `milliseconds` are over. */
export async function times(run: () => Promise<unknown>, rounds: number, milliseconds = 0): Promise<number[]> {
  const found: number[] = [];
  const end = performance.now() + milliseconds;
  while (found.length < rounds || performance.now() < end) {
    const started = performance.now();
    await run();
    found.push(performance.now() - started);
  }
  return found;
}

/** One start at a time: the end of a process takes a core, too. The first few are left out. */
export async function startTimes(server: Server): Promise<number[]> {
  const found: number[] = [];
  while (found.length < 43) {
    const started = performance.now();
    const client = await start(server);
    found.push(performance.now() - started);
    await client.kill();
  }
  return found.slice(3);
}

/** Milliseconds. */
const QUIET = 500;
const LONGEST_WAIT = 30_000;
const LONGEST_BURST = 180_000;

/** Waits until the server and what it has started do nothing more for the file: ShellCheck has read every script. */
export async function settled({ client: { pid } }: Opened, longest = LONGEST_WAIT): Promise<void> {
  const end = performance.now() + longest;
  let before = -1;
  for (let now = ticksOf(pid); now > before + 1 && performance.now() < end; now = ticksOf(pid)) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
}

/** Hundredths of a second of work, with that of child processes. */
function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  const own = Number(fields[11]) + Number(fields[12]);
  return children.reduce((sum, child) => sum + ticksOf(Number(child)), own);
}

/** MiB. */
export function peakMemory({ client: { pid } }: Opened): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export interface Row {
  readonly name: string;
  /** Of the file: lines or services; 0 where it does not matter. */
  readonly size: number;
  readonly peer: string;
  readonly ours: readonly number[];
  /** Null where the peer would take many minutes, or has no such thing. */
  readonly theirs: readonly number[] | null;
  /** What theirs divided by ours has to be at least, at p95. */
  readonly goal?: number | undefined;
}

export function printHead(unit: string): void {
  const cells = ["ours p50", "ours p95", "peer p50", "peer p95", "at p50", "at p95"].map((it) => it.padStart(10));
  console.info(`\n${"".padEnd(22)} ${unit.padStart(8)} ${cells.join("")}  goal`);
}

export function lineOf({ name, size, peer, ours, theirs, goal }: Row): {
  readonly line: string;
  readonly isMet: boolean;
} {
  const [p50, p95] = [percentile(ours, 0.5), percentile(ours, 0.95)];
  const ratios = theirs && [percentile(theirs, 0.5) / p50, percentile(theirs, 0.95) / p95];
  const cells = [
    ...[p50, p95].map((it) => it.toFixed(2)),
    ...(theirs ? [0.5, 0.95].map((share) => percentile(theirs, share).toFixed(2)) : ["-", "-"]),
    ...(ratios ?? []).map((it) => `${it.toFixed(it < 10 ? 2 : 1)}x`),
  ].map((it) => it.padStart(10));
  const isMet = goal === undefined || ratios === null || (ratios[1] ?? 0) >= goal;
  const verdict = goal === undefined || ratios === null ? "" : `>= ${goal}x ${isMet ? "met" : "MISSED"}`;
  return { line: `${name.padEnd(22)} ${String(size || "").padStart(8)} ${cells.join("")}  ${verdict}  ${peer}`, isMet };
}
