import { dockerfileOf, composeOf } from "./language-texts.ts";
import { OURS, open, settled, peakMemory, burst, times, editToDiagnostics, ask, percentile } from "./side-by-side.ts";
const ROUNDS = Number(process.env.ROUNDS ?? 600);
const n = Number(process.argv[2] ?? 500);
const isCompose = process.argv[3] === "compose";
const text = isCompose ? composeOf(n) : dockerfileOf(n);
const lines = text.split("\n");
const key = isCompose ? "      SERVICE_NAME" : "ENV";
const line = lines.findIndex((it, i) => i >= lines.length * 0.6 && it.startsWith(key));
const at = { line: line < 0 ? lines.findIndex((it) => it.startsWith(key)) : line, character: isCompose ? 12 : 4 };
const doc = await open(OURS, { uri: isCompose ? "file:///bench/compose.yaml" : "file:///bench/Dockerfile", languageId: isCompose ? "dockercompose" : "dockerfile", text, at });
await settled(doc);
const w = Number(process.argv[4] ?? 0);
for (const [name, run] of [["edit", () => editToDiagnostics(doc)], process.argv[5] === "only" ? ["none", async () => {}] : ["hover", () => ask(doc, "hover", { position: { ...at, character: 1 } })]] as const) {
  const all = await times(run, ROUNDS, w);
  for (let i = 0; i < ROUNDS; i += 100) {
    const part = all.slice(i, i + 100);
    console.log(name, i, "p50", percentile(part, .5).toFixed(2), "p90", percentile(part, .9).toFixed(2), "p95", percentile(part, .95).toFixed(2), "max", Math.max(...part).toFixed(2), "slow:", part.map((t, j) => t > 2 * percentile(part, .5) ? `${j}:${t.toFixed(1)}` : "").filter(Boolean).join(" "));
  }
}
await burst(doc); for (let i = 0; i < 100; i++) { await editToDiagnostics(doc); await ask(doc, "completion", { position: at }); } for (let i = 0; i < 30; i++) await ask(doc, "semanticTokens/full", {}); for (let i = 0; i < 30; i++) await ask(doc, "documentSymbol", {});
console.log("peak", peakMemory(doc).toFixed(1)); process.kill(Number(doc.client.pid), "SIGTERM"); await new Promise((r) => setTimeout(r, 4000)); doc.client.kill();
