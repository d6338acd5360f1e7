import assert from "node:assert/strict";
import { test } from "node:test";
import { effectiveProject, effectiveService } from "../../../server/src/compose/effective.ts";
import { compose, dumpFile, filesWith, manyServices, within } from "../../support/compose.ts";

const FILES = filesWith({
  ".env": "TAG=1.2\nDB_PASSWORD=hunter2\n",
  "base.yaml":
    "services:\n  base:\n    image: x:${TAG}\n    command: [a]\n    environment:\n      A: 1\n      B: 2\n    ports: ['80:80']\n",
  "compose.yaml": "services:\n  web:\n    image: y\n    ports: ['1:1']\nvolumes:\n  data:\n",
});

test("a service is what merges, bases and variables make of it", () => {
  const text = `x-env: &env
  B: three
services:
  web:
    extends: { file: base.yaml, service: base }
    command: [b, "c d"]
    environment:
      <<: *env
      URL: http://\${HOST:-localhost}/$$x
      DB_PASSWORD: plain
    ports: ["81:81", '80:80']
    hostname: \${NOBODY}
`;
  assert.equal(
    effectiveService(compose(text, { files: FILES }), "web"),
    `web:
  image: x:1.2
  command:
    - b
    - c d
  environment:
    A: 1
    B: three
    URL: http://localhost/$x
    DB_PASSWORD: •••
  ports:
    - "80:80"
    - "81:81"
  hostname: \${NOBODY}
`,
  );
  assert.equal(effectiveService(compose(text), "none"), null);
});

test("an override lies over its base", () => {
  const file = compose("services:\n  web:\n    image: z\n    labels: [PASSWORD=x]\n", {
    files: FILES,
    uri: "file:///shop/compose.override.yaml",
  });
  assert.equal(
    effectiveProject(file),
    'services:\n  web:\n    image: z\n    ports:\n      - "1:1"\n    labels:\n      - PASSWORD=•••\nvolumes:\n  data: {}\n',
  );
});

test("what it writes is YAML that says the same again", () => {
  const text =
    "services:\n  a:\n    image: x\n    command: ['#a', 'b: c', '', ' d', 'yes', '1', \"e\\nf\", '- g']\n    build: { args: { K: '12', L: [] } }\n";
  const once = effectiveProject(compose(text));
  assert.deepEqual(compose(once).problems, []);
  assert.equal(effectiveProject(compose(once)), once);
});

test("circles and bombs come to an end", () => {
  const circle = "services:\n  a:\n    extends: b\n  b:\n    extends: a\n    image: x\n";
  assert.match(effectiveService(compose(circle), "a") ?? "", /image: x/);
  const lines = ["a0: &a0 [x, x]"];
  for (let i = 1; i < 40; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(", ")}]`,
    );
  within(5000, () =>
    effectiveProject(compose(`${lines.join("\n")}\nservices:\n  a:\n    image: x\n    command: *a39\n`)),
  );
  within(5000, () => effectiveProject(compose(manyServices(1000))));
  assert.ok(dumpFile(compose("a: &a [*a]\n")));
});
