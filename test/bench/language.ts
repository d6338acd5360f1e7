/** `npm run bench:language`: Gantry and dockerfile-language-server-nodejs side by side, on generated Dockerfiles. Prints ratios. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Position } from "vscode-languageserver-protocol";
import { Editor } from "../support/lsp.ts";

const require = createRequire(import.meta.url);
const PEER = join(dirname(require.resolve("dockerfile-language-server-nodejs/package.json")), "bin/docker-langserver");
const SIZES = (process.env.SIZES ?? "50,500,5000,50000").split(",").map(Number);
/** The peer needs minutes for some of it, so it is asked less often where it is slow. */
const PEER_ROUNDS = (lines: number): number => (lines >= 50_000 ? 3 : lines >= 5000 ? 10 : 30);
const OUR_ROUNDS = 60;

interface Measure {
  readonly name: string;
  /** Lines from which the peer is not asked: it would take minutes. */
  readonly peerLimit?: number;
  /** What the ratio at p95 must be, by lines. */
  readonly goal: Readonly<Record<number, number>>;
  readonly run: (document: Opened) => Promise<void>;
}

/** A document open in one server, and a place in it where something is typed. */
interface Opened {
  readonly editor: Editor;
  readonly uri: string;
  readonly at: Position;
  /** The peer publishes once per change and does not say for which version; ours says, and publishes less often. */
  readonly saysVersion: boolean;
}

const MEASURES: readonly Measure[] = [
  {
    name: "edit to diagnostics",
    goal: { 500: 15, 5000: 40, 50000: 100 },
    run: (it) => editAndWait(it, 1),
  },
  {
    name: "edit + completion",
    goal: { 5000: 40 },
    async run(it) {
      await edit(it);
      await ask(it, "completion", { position: it.at });
    },
  },
  {
    name: "hover",
    goal: { 5000: 200 },
    run: (it) => ask(it, "hover", { position: { line: it.at.line, character: 1 } }),
  },
  { name: "document symbols", goal: {}, run: (it) => ask(it, "documentSymbol", {}) },
  {
    name: "semantic tokens",
    peerLimit: 20_000,
    goal: { 500: 20, 5000: 500 },
    run: (it) => ask(it, "semanticTokens/full", {}),
  },
];

const CAPABILITIES = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    publishDiagnostics: { versionSupport: true },
    semanticTokens: { requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: [] },
  },
};

async function main(): Promise<void> {
  const starts = { ours: await startTimes(() => open()), peer: await startTimes(() => open(PEER)) };
  report("start to initialize", 0, starts.ours, starts.peer, 1.6);
  const growth = new Map<string, Map<number, number>>();
  for (const size of SIZES) {
    const text = generate(size);
    const peak: number[] = [];
    const editors = [await open(), await open(PEER)] as const;
    const [ours, peer] = await Promise.all(editors.map((editor, i) => opened(editor, text, i === 0)));
    if (!ours || !peer) throw new Error("a server did not open the document");
    for (const { name, run, goal, peerLimit = Number.POSITIVE_INFINITY } of MEASURES) {
      const mine = await times(ours, run, OUR_ROUNDS);
      const theirs = size > peerLimit ? null : await times(peer, run, PEER_ROUNDS(size));
      report(name, size, mine, theirs, goal[size]);
      growth.set(name, (growth.get(name) ?? new Map()).set(size, percentile(mine, 0.5)));
    }
    if (size === 5000) {
      published.set(ours.editor, ours.editor.publications(ours.uri));
      published.set(peer.editor, peer.editor.publications(peer.uri));
      const mine = await burst(ours);
      const theirs = await burst(peer);
      report("burst of 100 edits", size, [mine], [theirs], 250);
    }
    for (const editor of editors) peak.push(peakMemory(editor.pid));
    console.info(
      `${"peak memory, MiB".padEnd(24)} ${String(size).padStart(6)} ${peak.map((it) => it.toFixed(0).padStart(9)).join(" ")}`,
    );
    for (const editor of editors) editor.kill();
  }
  for (const [name, bySize] of growth) {
    const [from, to] = [bySize.get(500), bySize.get(50_000)];
    if (from && to)
      console.info(`${name}: grows as n^${(Math.log(to / from) / Math.log(100)).toFixed(2)} from 500 to 50,000 lines`);
  }
}

async function open(program?: string): Promise<Editor> {
  return Editor.start({ capabilities: CAPABILITIES, ...(program && { program }) });
}

async function opened(editor: Editor, text: string, saysVersion: boolean): Promise<Opened> {
  const uri = "file:///bench/Dockerfile";
  await editor.open(uri, "dockerfile", text);
  await editor.diagnostics(uri);
  const line = text.split("\n").findIndex((it, i) => i > text.length / 60 && it.startsWith("ENV"));
  return { editor, uri, at: { line: Math.max(line, 1), character: 4 }, saysVersion };
}

/** Types a character and deletes it the next time, so that the document stays what it is. */
const typed = new WeakSet<Editor>();
function edit({ editor, uri, at }: Opened): Promise<number> {
  const isTyped = typed.has(editor);
  if (isTyped) typed.delete(editor);
  else typed.add(editor);
  const range = { start: at, end: isTyped ? { line: at.line, character: at.character + 1 } : at };
  return editor.change(uri, [{ range, text: isTyped ? "" : "X" }]);
}

async function ask({ editor, uri }: Opened, feature: string, params: object): Promise<void> {
  await editor.request(`textDocument/${feature}`, { textDocument: { uri }, ...params });
}

async function times(document: Opened, run: Measure["run"], rounds: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < rounds + 3; i++) {
    const started = performance.now();
    await run(document);
    if (i >= 3) found.push(performance.now() - started);
  }
  return found;
}

async function burst(document: Opened): Promise<number> {
  for (let i = 0; i < 99; i++) {
    await edit(document);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const started = performance.now();
  await editAndWait(document, 100);
  return performance.now() - started;
}

const published = new WeakMap<Editor, number>();

/** Waits until the diagnostics of the last of `changes` changes are there. */
async function editAndWait(document: Opened, changes: number): Promise<void> {
  const { editor, uri, saysVersion } = document;
  const before = changes === 1 ? editor.publications(uri) : (published.get(editor) ?? 0);
  const version = await edit(document);
  if (saysVersion) await editor.diagnostics(uri, version);
  else await editor.published(uri, before + changes);
  published.set(editor, editor.publications(uri));
}

async function startTimes(start: () => Promise<Editor>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < 12; i++) {
    const started = performance.now();
    const editor = await start();
    found.push(performance.now() - started);
    editor.kill();
  }
  return found.slice(2);
}

function peakMemory(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function report(
  name: string,
  lines: number,
  ours: readonly number[],
  peer: readonly number[] | null,
  goal?: number,
): void {
  const mine = percentile(ours, 0.95);
  const theirs = peer ? percentile(peer, 0.95) : null;
  const ratio = theirs === null ? null : theirs / mine;
  const cells = [
    mine.toFixed(2).padStart(9),
    (theirs?.toFixed(2) ?? "-").padStart(9),
    (ratio === null ? "-" : `${ratio.toFixed(1)}x`).padStart(9),
  ];
  const verdict = goal === undefined || ratio === null ? "" : ratio >= goal ? `  >= ${goal}x` : `  MISSED: ${goal}x`;
  console.info(`${name.padEnd(24)} ${String(lines || "").padStart(6)} ${cells.join(" ")}${verdict}`);
}

/** A plausible Dockerfile of some length: stages of a dozen instructions, some of them continued, some with heredocs. */
function generate(lines: number): string {
  const block = (i: number): string[] => [
    `FROM node:24-alpine AS stage${i}`,
    `ARG VERSION${i}=1.${i}`,
    `ENV PATH="/opt/app${i}/bin:$PATH" LEVEL=\${VERSION${i}:-none}`,
    "WORKDIR /srv/app",
    "COPY package.json package-lock.json ./",
    "RUN --mount=type=cache,target=/root/.npm \\",
    "    npm ci --omit=dev && \\",
    "    # what the server needs at run time",
    '    apk add --no-cache curl="8.14.1-r2" && \\',
    `    echo "built \${VERSION${i}}" > /tmp/built`,
    "COPY . .",
    "",
    "# the health check of this stage",
    'HEALTHCHECK --interval=30s --timeout=3s CMD ["curl", "-f", "http://localhost:8080/"]',
    "EXPOSE 8080/tcp",
    'LABEL org.opencontainers.image.title="bench" tier=web',
    ...(i % 3 === 0 ? ["RUN <<EOF", "set -e", `echo ${i}`, "EOF"] : []),
    "USER 1000:1000",
    'CMD ["node", "server.js"]',
  ];
  const all: string[] = ["# syntax=docker/dockerfile:1"];
  for (let i = 0; all.length < lines; i++) all.push(...block(i));
  return `${all.slice(0, lines).join("\n")}\n`;
}

void main(); // An error ends the process by itself.
