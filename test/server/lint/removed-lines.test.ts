/** What is left of a compose file when a fix takes a key or an item of a list out of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fixesOf } from "../../../server/src/lint/rule.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { fixed, lint, only } from "../../support/lint.ts";

const service = (lines: string): string => `services:\n  a:\n    image: x:1\n${lines}`;
const external = (lines: string): string => `networks:\n  n:\n    external: true\n${lines}`;
const used = service("    networks: [n]\n");

const FIXES: Readonly<Record<string, readonly [id: string, before: string, after: string]>> = {
  "the last line of the file": ["privileged-service", service("    privileged: true"), service("")],
  "with the comment behind it": ["privileged-service", service("    privileged: true # why\n"), service("")],
  "line breaks of Windows": [
    "privileged-service",
    service("    privileged: true\n    tty: true\n").replaceAll("\n", "\r\n"),
    service("    tty: true\n").replaceAll("\n", "\r\n"),
  ],
  "with all that it holds": [
    "ignored-network-key",
    used + external("    labels:\n      a: b\n\n      c: |\n        d\n    name: x\n"),
    used + external("    name: x\n"),
  ],
  "between braces: left alone": [
    "privileged-service",
    "services:\n  a: {image: x:1, privileged: true}\n",
    "services:\n  a: {image: x:1, privileged: true}\n",
  ],
  "with an anchor: left alone": [
    "ignored-network-key",
    used + external("    labels: &l\n      a: b\n"),
    used + external("    labels: &l\n      a: b\n"),
  ],
  "the first key behind a dash: left alone": [
    "empty-section",
    service("    volumes:\n      - source:\n        target: /b\n"),
    service("    volumes:\n      - source:\n        target: /b\n"),
  ],
  "the only key: left alone": [
    "empty-section",
    service("    build:\n      context:\n"),
    service("    build:\n      context:\n"),
  ],
  "the only one that is not used, with its section": [
    "unused-resource",
    `${used}networks:\n  n:\nvolumes:\n  data:\n    driver: local\n`,
    `${used}networks:\n  n:\n`,
  ],
  "one of several that are not used": ["unused-resource", `${used}networks:\n  m:\n  n:\n`, `${used}networks:\n  n:\n`],
  "an item": [
    "repeated-item",
    service('    expose:\n      - "80"\n      - "80" # again\n      - "443"\n'),
    service('    expose:\n      - "80"\n      - "443"\n'),
  ],
  "an item between brackets: left alone": [
    "repeated-item",
    service('    expose: ["80", "80"]\n'),
    service('    expose: ["80", "80"]\n'),
  ],
};

for (const [name, [id, before, after]] of Object.entries(FIXES))
  test(`${id}: ${name}`, () => {
    const problems = lint(before, only(id), "compose");
    assert.equal(problems.length, 1);
    assert.equal(fixed(before, problems, "first"), after);
  });

test("of two keys that exclude each other either may go", () => {
  const both = `${service("    network_mode: host\n    networks: [n]\n")}networks:\n  n:\n`;
  const fixes = lint(both, only("exclusive-keys"), "compose").flatMap(fixesOf);
  assert.deepEqual(
    fixes.map((it) => applyEdits(both, it.edits)),
    [both.replace("    networks: [n]\n", ""), both.replace("    network_mode: host\n", "")],
  );
});
