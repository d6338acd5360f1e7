import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type CacheCause, cacheCauses, changedFiles } from "../../../client/src/build/cache-cause.ts";
import { causeSentence, causeText } from "../../../client/src/build/mark-text.ts";
import { type BuildStep, NO_PICTURE, type StepStatus, withEvent } from "../../../client/src/build/progress.ts";
import { parseSnapshot, snapshotOf } from "../../../client/src/build/snapshot.ts";
import { outline } from "../../../server/src/dockerfile/outline.ts";
import { parse } from "../../../server/src/dockerfile/parse.ts";
import { createDocument } from "../../../server/src/text/document.ts";

const DOCKERFILE = `FROM node AS build
COPY package.json ./
RUN npm ci
COPY src src
RUN npm run build
FROM nginx
COPY --from=build /dist /srv
RUN ls /srv
`;
const stagesOf = (text: string) =>
  outline(parse(createDocument("file:///shop/Dockerfile", "dockerfile", 1, text))).stages;
const STAGES = stagesOf(DOCKERFILE);
const NAMES = [
  "[build 1/5] FROM node",
  "[build 2/5] COPY package.json ./",
  "[build 3/5] RUN npm ci",
  "[build 4/5] COPY src src",
  "[build 5/5] RUN npm run build",
  "[stage-1 1/3] FROM nginx",
  "[stage-1 2/3] COPY --from=build /dist /srv",
  "[stage-1 3/3] RUN ls /srv",
];
const FILES = { "package.json": "1 a", "src/a.ts": "1 b", "src/b.ts": "1 c", "README.md": "1 d" };

/** `c` cached, `d` done, `f` failed, `w` waiting: one letter a step. */
function stepsOf(states: string, names: readonly string[] = NAMES): readonly BuildStep[] {
  return names.reduce((picture, name, i) => {
    const state = states[i];
    const vertex = {
      digest: name,
      name,
      cached: state === "c",
      startedAt: state === "w" ? null : 1,
      completedAt: state === "w" ? null : 2,
      error: state === "f" ? "exit code: 1" : null,
    };
    return withEvent(picture, { type: "vertex", vertex });
  }, NO_PICTURE).steps;
}

interface Build {
  readonly states: string;
  readonly names?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly args?: Readonly<Record<string, string>>;
}

function causes(before: Build, now: Build): Record<string, CacheCause> {
  const snapshot = ({ states, names, files = FILES, args = {} }: Build) =>
    snapshotOf(stepsOf(states, names), new Map(Object.entries(files)), args);
  const found = cacheCauses(stepsOf(now.states, now.names), STAGES, snapshot(now), snapshot(before));
  return Object.fromEntries(found.map(({ step, cause }) => [step.name, cause]));
}

suite("why a step ran again", () => {
  test("nothing is said where all is cached", () => {
    assert.deepEqual(causes({ states: "dddddddd" }, { states: "cccccccc" }), {});
  });

  test("the files that a COPY takes, and only at the first step of a stage", () => {
    const files = { ...FILES, "src/a.ts": "1 z", "src/new.ts": "1 y", "README.md": "1 x" };
    assert.deepEqual(causes({ states: "dddddddd" }, { states: "cccddcdd", files }), {
      "[build 4/5] COPY src src": {
        kind: "files",
        files: [
          { path: "src/a.ts", change: "changed" },
          { path: "src/new.ts", change: "added" },
        ],
      },
      "[stage-1 2/3] COPY --from=build /dist /srv": { kind: "stage", stage: "build" },
    });
  });

  test("an instruction that says something else", () => {
    const names = NAMES.with(2, "[build 3/5] RUN npm install");
    const found = causes({ states: "dddddddd" }, { states: "ccddd", names: names.slice(0, 5) });
    assert.deepEqual(found, { "[build 3/5] RUN npm install": { kind: "instruction" } });
  });

  test("a build argument", () => {
    const found = causes(
      { states: "dddddddd", args: { A: "1", B: "2" } },
      { states: "ccdddcdd", args: { A: "1", B: "3" } },
    );
    assert.deepEqual(found["[build 3/5] RUN npm ci"], { kind: "arguments", names: ["B"] });
  });

  test("what the last build did not complete", () => {
    assert.deepEqual(causes({ states: "ccf" }, { states: "ccdddcdd" })["[build 3/5] RUN npm ci"], {
      kind: "unfinished",
    });
    assert.deepEqual(causes({ states: "ccf" }, { states: "ccf" })["[build 3/5] RUN npm ci"], { kind: "unfinished" });
  });

  test("what the engine has thrown away", () => {
    assert.deepEqual(causes({ states: "dddddddd" }, { states: "ccdddcdd" })["[build 3/5] RUN npm ci"], {
      kind: "gone",
    });
  });

  test("a stage on top of one that ran goes without saying, but not behind a step that was cached", () => {
    const onTop = stagesOf("FROM node AS base\nRUN a\nFROM base\nRUN b\nRUN c\n");
    const names = ["[base 1/2] FROM node", "[base 2/2] RUN a", "[stage-1 1/2] RUN b", "[stage-1 2/2] RUN c"];
    const told = (states: string): string[] => {
      const snapshot = snapshotOf(stepsOf(states, names), new Map(), {});
      return cacheCauses(stepsOf(states, names), onTop, snapshot, snapshot).map(({ step }) => step.name);
    };
    assert.deepEqual(told("ddcd"), ["[base 2/2] RUN a", "[stage-1 2/2] RUN c"]);
    assert.deepEqual(told("dddd"), ["[base 2/2] RUN a"]);
    assert.deepEqual(told("dccd"), ["[stage-1 2/2] RUN c"]);
  });

  test("every cause has its words", () => {
    const all: CacheCause[] = [
      { kind: "instruction" },
      { kind: "files", files: [{ path: "a", change: "removed" }] },
      { kind: "stage", stage: "build" },
      { kind: "arguments", names: ["A"] },
      { kind: "unfinished" },
      { kind: "gone" },
    ];
    for (const it of all) assert.ok(causeText(it).length > 0 && causeSentence(it).length > causeText(it).length);
  });
});

suite("the files that a COPY takes", () => {
  const changed = (...sources: string[]): string[] =>
    changedFiles(sources, {}, { "a.txt": "1", "src/x.ts": "1", "src/deep/y.ts": "1", "b c": "1" }).map((it) => it.path);
  const cases: [sources: string[], paths: string[]][] = [
    [["."], ["a.txt", "b c", "src/deep/y.ts", "src/x.ts"]],
    [["/"], ["a.txt", "b c", "src/deep/y.ts", "src/x.ts"]],
    [["./src/"], ["src/deep/y.ts", "src/x.ts"]],
    [["*.txt"], ["a.txt"]],
    [["src/*"], ["src/deep/y.ts", "src/x.ts"]],
    [
      ["b c", "a.txt"],
      ["a.txt", "b c"],
    ],
    [["other"], []],
    [["!a.txt"], []],
  ];
  for (const [sources, paths] of cases) test(sources.join(" "), () => assert.deepEqual(changed(...sources), paths));
  test("all where a variable says what", () => assert.equal(changedFiles(null, {}, { a: "1", b: "1" }).length, 2));
});

test("a damaged snapshot is none", () => {
  for (const text of ["", "{", "null", "[]", '{"steps":{}}']) assert.equal(parseSnapshot(text), null);
  const states: StepStatus = "done";
  assert.ok(
    parseSnapshot(JSON.stringify({ steps: { a: { instruction: "x", status: states } }, files: {}, buildArgs: {} })),
  );
});
