/**
 * `npm run bench:language`: Gantry and its peers side by side as stdio servers, on generated Dockerfiles and compose files;
 * `npm run bench:language -- dockerfile` or `-- compose` only on those. Prints milliseconds, the peer's time divided by
 * ours, whether that is what we promise, and how our time grows with the file. LINES and SERVICES choose the sizes, PEER
 * one of the peers by its name or a part of it: `SERVICES=1000 PEER=yaml npm run bench:language -- compose`.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Position } from "vscode-languageserver-protocol";
import { composeOf, dockerfileOf } from "./language-texts.ts";
import {
  ask,
  burst,
  burstWithCompletion,
  edit,
  editToDiagnostics,
  lineOf,
  type Opened,
  OURS,
  open,
  peakMemory,
  percentile,
  printHead,
  type Row,
  type Server,
  settled,
  startTimes,
  times,
} from "./side-by-side.ts";

const require = createRequire(import.meta.url);
const inPackage = (manifest: string, path: string): string => join(dirname(manifest), path);
const sizes = (text: string): number[] => text.split(",").filter(Boolean).map(Number);
const LINES = sizes(process.env.LINES ?? "50,500,5000,50000");
const SERVICES = sizes(process.env.SERVICES ?? "5,100,1000");
const PEER = process.env.PEER ?? "";

const COMPOSE_URI = "file:///bench/compose.yaml";
const SCHEMA = pathToFileURL(inPackage(require.resolve("dclint/package.json"), "schemas/compose.schema.json")).href;
const DOCKERFILE_PEER: Server = {
  name: "dockerfile-language-server-nodejs",
  program: inPackage(require.resolve("dockerfile-language-server-nodejs/package.json"), "bin/docker-langserver"),
};
const YAML: Server = {
  name: "yaml-language-server",
  program: inPackage(require.resolve("yaml-language-server/package.json"), "bin/yaml-language-server"),
  settings: { yaml: { schemas: { [SCHEMA]: "*.yaml" }, schemaStore: { enable: false } } },
};
const MICROSOFT: Server = {
  name: "compose-language-service",
  program: inPackage(
    require.resolve("@microsoft/compose-language-service/package.json"),
    "bin/docker-compose-langserver",
  ),
  initializationOptions: { diagnosticDelay: 0 },
};

interface Measure {
  readonly name: string;
  readonly run: (document: Opened) => Promise<unknown>;
  /** By the size of the file. */
  readonly goal?: Readonly<Record<number, number>>;
  /** Above this size a peer would take many minutes. */
  readonly peerLimit?: number;
}

const EDIT = "edit to diagnostics";
const DOCKERFILE_MEASURES: readonly Measure[] = [
  { name: EDIT, goal: { 500: 15, 5000: 40, 50000: 100 }, run: editToDiagnostics },
  { name: "edit + completion", goal: { 5000: 40 }, run: (it) => editAndComplete(it, it.at) },
  { name: "hover", goal: { 5000: 200 }, run: (it) => ask(it, "hover", { position: { ...it.at, character: 1 } }) },
  { name: "document symbols", run: (it) => ask(it, "documentSymbol", {}) },
  {
    name: "semantic tokens",
    peerLimit: 5000,
    goal: { 500: 20, 5000: 500 },
    run: (it) => ask(it, "semanticTokens/full", {}),
  },
];

/** Where the keys of the service are that is typed in. */
const keysOf = ({ line }: Position): Position => ({ line: line - 6, character: 6 });
const YAML_MEASURES: readonly Measure[] = [
  { name: EDIT, goal: { 5: 40, 100: 30, 1000: 300 }, run: editToDiagnostics },
  { name: "edit + completion", goal: { 100: 200 }, run: (it) => editAndComplete(it, keysOf(it.at)) },
  { name: "hover", run: (it) => ask(it, "hover", { position: keysOf(it.at) }) },
];
const MICROSOFT_MEASURES: readonly Measure[] = [
  { name: EDIT, goal: { 5: 1, 100: 2, 1000: 4 }, run: editToDiagnostics },
  { name: "edit + completion", run: (it) => editAndComplete(it, keysOf(it.at)) },
  { name: "hover", run: (it) => ask(it, "hover", { position: keysOf(it.at) }) },
];

async function editAndComplete(document: Opened, position: Position): Promise<void> {
  edit(document);
  await ask(document, "completion", { position });
}

/** The line, a good way into the text, that starts like this; typed is at the character. */
function placeIn(text: string, start: string, character: number): Position {
  const lines = text.split("\n");
  const line = lines.findIndex((it, i) => i >= lines.length * 0.6 && it.startsWith(start));
  return { line: line < 0 ? lines.findIndex((it) => it.startsWith(start)) : line, character };
}

/** Milliseconds. */
const UNBEARABLE = 10_000;

/** Milliseconds that each has to warm up before it is measured, and takes longer for if the rounds for that need it. */
const WARM_UP = 1000;

/** Where the peer needs seconds it is asked less often. */
async function timesOf(document: Opened, run: Measure["run"], isOurs: boolean): Promise<number[]> {
  const [took = 0] = await times(() => run(document), 1);
  if (took > UNBEARABLE) return [took];
  if (took > 1000) return [took, ...(await times(() => run(document), 1))];
  const [rounds, warmUp] = isOurs ? [300, 20] : took < 300 ? [100, 20] : [10, 2];
  await times(() => run(document), warmUp, WARM_UP);
  return times(() => run(document), rounds);
}

interface Memory {
  readonly goal: number;
  /** What both do before it is read: above, who needs seconds for an edit was asked once, and takes more with each. */
  readonly work: (document: Opened) => Promise<unknown>;
}

const fewEdits = (document: Opened): Promise<unknown> => times(() => editToDiagnostics(document), 5);

const missed: string[] = [];

function compared(row: Row): void {
  const { line, isMet } = lineOf(row);
  console.info(line);
  if (!isMet) missed.push(line);
}

async function compare(
  peer: Server,
  size: number,
  document: { uri: string; languageId: string; text: string; at: Position },
  measures: readonly Measure[],
  memory: Memory | undefined,
): Promise<ReadonlyMap<string, number>> {
  const [ours, theirs] = [await open(OURS, document), await open(peer, document)];
  for (const it of [ours, theirs]) await settled(it);
  const medians = new Map<string, number>();
  for (const { name, run, goal, peerLimit = Number.POSITIVE_INFINITY } of measures) {
    // First the peer: by our turn the client's own code is compiled, which takes as long as our answer.
    const other = size > peerLimit ? null : await timesOf(theirs, run, false);
    const mine = await timesOf(ours, run, true);
    compared({ name, size, peer: peer.name, ours: mine, theirs: other, goal: goal?.[size] });
    medians.set(name, percentile(mine, 0.5));
  }
  if (size === 5000) {
    const [mine, other] = [await burst(ours), await burst(theirs)];
    compared({ name: "burst of 100 edits", size, peer: peer.name, ours: [mine], theirs: [other], goal: 250 });
  }
  for (const it of [ours, theirs]) await memory?.work(it);
  const [mine, other] = [peakMemory(ours), peakMemory(theirs)];
  compared({ name: "peak memory, MiB", size, peer: peer.name, ours: [mine], theirs: [other], goal: memory?.goal });
  for (const { client } of [ours, theirs]) await client.kill();
  return medians;
}

async function dockerfiles(): Promise<void> {
  printHead("lines");
  const mine = await startTimes(OURS);
  const theirs = await startTimes(DOCKERFILE_PEER);
  compared({ name: "start to initialize", size: 0, peer: DOCKERFILE_PEER.name, ours: mine, theirs, goal: 1.6 });
  const growth = new Map<number, ReadonlyMap<string, number>>();
  for (const size of LINES) {
    const text = dockerfileOf(size);
    const document = { uri: "file:///bench/Dockerfile", languageId: "dockerfile", text, at: placeIn(text, "ENV", 4) };
    const memory = size === 5000 ? { goal: 2, work: fewEdits } : undefined;
    growth.set(size, await compare(DOCKERFILE_PEER, size, document, DOCKERFILE_MEASURES, memory));
  }
  console.info();
  const [small, large] = [growth.get(500), growth.get(50_000)];
  for (const [name, from] of small ?? []) {
    const to = large?.get(name);
    if (to === undefined) continue;
    const exponent = Math.log(to / from) / Math.log(100);
    const line = `${name.padEnd(22)} grows as n^${exponent.toFixed(2)} from 500 to 50,000 lines`;
    console.info(`${line}  <= 1.25 ${exponent <= 1.25 ? "met" : "MISSED"}`);
    if (exponent > 1.25) missed.push(line);
  }
}

async function composeFiles(): Promise<void> {
  const peers = [
    { peer: YAML, measures: YAML_MEASURES, memoryGoal: 4 },
    { peer: MICROSOFT, measures: MICROSOFT_MEASURES, memoryGoal: 1 },
  ].filter(({ peer }) => peer.name.includes(PEER));
  printHead("services");
  for (const size of SERVICES) {
    const text = composeOf(size);
    for (const { peer, measures, memoryGoal } of peers) {
      const at = placeIn(text, "      SERVICE_NAME", 12);
      // What each server calls a compose file.
      const languageId = peer === YAML ? "yaml" : "dockercompose";
      const document = { uri: COMPOSE_URI, languageId, text, at };
      const memory = { goal: memoryGoal, work: (it: Opened) => burstWithCompletion(it, keysOf(it.at)) };
      await compare(peer, size, document, measures, size === 1000 ? memory : undefined);
    }
  }
}

async function main(only: string | undefined): Promise<void> {
  if (only !== "compose") await dockerfiles();
  if (only !== "dockerfile") await composeFiles();
  console.info(missed.length === 0 ? "\nEvery goal is met." : `\nMissed:\n${missed.join("\n")}`);
}

void main(process.argv[2]); // An error ends the process by itself.
