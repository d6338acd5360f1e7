// `npm test`: sets the machine up, then runs every suite, or those that are named: `node scripts/test.mjs unit engine`.
// A suite that cannot run has failed, unless GANTRY_SKIP names it: GANTRY_SKIP=host,workbench npm test.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { setUp } from "./setup.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(ROOT);

/** In the order in which they run: the quick ones first. `after` is what must be made before, once. */
const SUITES = {
  static: { needs: [], run: runChecks, limitMinutes: 5 },
  unit: { needs: [], run: () => nodeTest(["test/server", "test/client"], availableParallelism()), limitMinutes: 8 },
  server: { needs: [], makes: "build", run: () => nodeTest(["test/stdio"], 2), limitMinutes: 3 },
  // One engine at a time: each of these files starts its own, and breaks it.
  engine: { needs: ["engine"], makes: "build", run: () => nodeTest(["test/engine"], 1), limitMinutes: 12 },
  host: {
    needs: ["engine", "browser", "workbench"],
    makes: "package",
    run: () => script("test/host/run.ts"),
    limitMinutes: 5,
  },
  desktop: { needs: [], makes: "package", run: () => script("test/host/run-desktop.ts"), limitMinutes: 15 },
  workbench: {
    needs: ["engine", "browser", "workbench"],
    makes: "package",
    run: () => {
      rmSync("test/workbench/screenshots", { recursive: true, force: true });
      return nodeTest(["test/workbench"], 1);
    },
    limitMinutes: 20,
  },
};
/** Desktop VS Code has to be downloaded, and runs the same tests as `host`: only when named. */
const DEFAULT_SUITES = Object.keys(SUITES).filter((it) => it !== "desktop");

const CHECKS = {
  "biome ci": () => command("node_modules/.bin/biome", ["ci", "."]),
  knip: () => command("node_modules/.bin/knip"),
  "tsc -b": () => command("node_modules/.bin/tsc", ["-b"]),
  "npm run gen changes nothing": generatedIsFresh,
};

const counts = join(mkdtempSync(join(tmpdir(), "gantry-test-")), "counts.json");
const made = new Map();
let child = null;

for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }))
  process.once(signal, () => {
    void endChild().then(() => process.exit(code));
  });
process.on("exit", () => rmSync(dirname(counts), { recursive: true, force: true }));

process.exitCode = await main(process.argv.slice(2));

async function main(named) {
  const unknown = named.filter((it) => !(it in SUITES));
  if (unknown.length > 0) {
    console.error(`There is no suite ${unknown.join(", ")}. There are: ${Object.keys(SUITES).join(", ")}.`);
    return 2;
  }
  const off = new Set((process.env.GANTRY_SKIP ?? "").split(",").filter((it) => it !== ""));
  const results = [];
  for (const name of named.length > 0 ? named : DEFAULT_SUITES) {
    if (off.has(name)) results.push({ name, passed: 0, failed: 0, skipped: 0, seconds: 0, note: "switched off" });
    else results.push(await runSuite(name, SUITES[name]));
  }
  return summarise(results);
}

async function runSuite(name, suite) {
  heading(name);
  const start = Date.now();
  const done = (result) => ({ name, skipped: 0, ...result, seconds: (Date.now() - start) / 1000 });
  try {
    setUp(["modules", ...suite.needs]);
    if (suite.makes) await make(suite.makes);
    rmSync(counts, { force: true });
    const result = await within(suite.limitMinutes, suite.run);
    if (result.passed + result.failed + result.skipped === 0) throw new Error("no test ran");
    return done(result);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    return done({ passed: 0, failed: 1, note: error.message.split("\n")[0] });
  }
}

function summarise(results) {
  heading("Result");
  const sum = (key) => results.reduce((total, it) => total + it[key], 0);
  for (const { name, passed, failed, skipped, seconds, note } of results) {
    const parts = [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])];
    const what = note === "switched off" ? "switched off by GANTRY_SKIP" : parts.join(", ");
    const why = note && note !== "switched off" ? `: ${note}` : "";
    const mark = note === "switched off" ? "-" : failed > 0 ? "✖" : "✔";
    console.log(`${mark} ${name.padEnd(10)} ${`${seconds.toFixed(0)} s`.padStart(6)}  ${what}${why}`);
  }
  const skipped = sum("skipped");
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return sum("failed") > 0 || sum("passed") === 0 ? 1 : 0;
}

/** Builds or packages once for all suites. A package holds a fresh build. */
async function make(what) {
  if (made.has("package") || made.has(what)) return;
  made.set(what, true);
  heading(what);
  const isMade = await command("npm", ["run", what]);
  if (!isMade) {
    made.delete(what);
    throw new Error(`npm run ${what} failed`);
  }
}

async function runChecks() {
  const result = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, check] of Object.entries(CHECKS)) {
    const isRight = await check();
    console.log(`${isRight ? "✔" : "✖"} ${name}`);
    result[isRight ? "passed" : "failed"] += 1;
  }
  return result;
}

/** In a clean clone this is `git diff --exit-code` after `npm run gen`; work in progress of yours is no difference. */
async function generatedIsFresh() {
  const before = workingTree();
  if (!(await command("npm", ["run", "--silent", "gen"]))) return false;
  const after = workingTree();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((it) => before.get(it) !== after.get(it));
  if (changed.length > 0)
    console.error(`Generated files were stale: commit what \`npm run gen\` wrote.\n${changed.join("\n")}`);
  return changed.length === 0;
}

/** What differs from the last commit, untracked files too: path -> hash of the content. */
function workingTree() {
  const { stdout, status } = spawnSync("git", ["status", "--porcelain", "-z", "-uall", "--no-renames"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error("git status failed: the generated files cannot be checked");
  const paths = stdout
    .split("\0")
    .filter((it) => it !== "")
    .map((it) => it.slice(3));
  const hash = (path) => (existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : "removed");
  return new Map(paths.map((it) => [it, hash(it)]));
}

async function nodeTest(folders, concurrency) {
  const files = folders.flatMap((it) => filesOf(it)).filter((it) => it.endsWith(".test.ts"));
  // Without a file, node would look for tests everywhere.
  if (files.length === 0) throw new Error(`no *.test.ts in ${folders.join(", ")}`);
  const reporters = [
    ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...["--test-reporter=./scripts/counts-reporter.mjs", `--test-reporter-destination=${counts}`],
  ];
  const options = ["--import", "tsx", "--test", `--test-concurrency=${concurrency}`, ...reporters];
  return reported(await command(process.execPath, [...options, ...files.sort()]));
}

async function script(file) {
  return reported(await command(process.execPath, ["--import", "tsx", file], { GANTRY_COUNTS: counts }));
}

/** The counts that a suite wrote; one that ended badly without a failed test has failed all the same. */
function reported(endedWell) {
  if (!existsSync(counts) || readFileSync(counts, "utf8") === "")
    throw new Error("ended without reporting its results");
  const result = JSON.parse(readFileSync(counts, "utf8"));
  return endedWell || result.failed > 0 ? result : { ...result, failed: 1, note: "ended with an error" };
}

function filesOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((it) => it.isFile())
    .map((it) => relative(ROOT, join(it.parentPath ?? it.path, it.name)));
}

async function within(minutes, run) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => {
      void endChild().then(() => reject(new Error(`took more than ${minutes} minutes`)));
    }, minutes * 60_000);
  });
  try {
    return await Promise.race([run(), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** In a group of its own, so that ending it ends all that it started. True when it ended with 0. */
async function command(name, args = [], env = {}) {
  const options = { stdio: ["ignore", "inherit", "inherit"], detached: true, env: { ...process.env, ...env } };
  child = spawn(name, args, options);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  child = null;
  return code === 0;
}

/** Waits for the whole group: the leader may be gone while a test still removes what it made. */
async function endChild() {
  const pid = child?.pid;
  if (!pid) return;
  signalGroup(pid, "SIGTERM");
  for (const until = Date.now() + 15_000; Date.now() < until && signalGroup(pid, 0); )
    await new Promise((resolve) => setTimeout(resolve, 50));
  signalGroup(pid, "SIGKILL");
}

/** False when the group has ended. */
function signalGroup(pid, signal) {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false; /* has ended */
  }
}

function heading(text) {
  console.log(`\n── ${text} ${"─".repeat(Math.max(0, 76 - text.length))}`);
}
