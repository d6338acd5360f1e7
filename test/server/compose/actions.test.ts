import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { rewrites } from "../../../server/src/compose/actions.ts";
import { spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { compose } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

/** The text after the rewrite that is offered at the cursor; null when there is none. */
function rewritten(marked: string): string | null {
  const { text, offset } = cursor(marked);
  const file = compose(text);
  const [action] = rewrites(file, { start: offset, end: offset });
  const edits = Object.values(action?.edit?.changes ?? {}).flat();
  if (edits.length === 0) return null;
  return applyEdits(
    text,
    edits.map((it) => ({ span: spanOf(file.document, it.range), newText: it.newText })),
  );
}

const service = (lines: string): string => `services:\n  a:\n    image: x\n${lines}`;

for (const [name, before, after] of [
  [
    "a port",
    '    ports:\n      - "127.0.0.1:80<|>80:80/udp"\n      - 90\n',
    '    ports:\n      - target: 80\n        published: "8080"\n        host_ip: "127.0.0.1"\n        protocol: udp\n      - 90\n',
  ],
  ["a port alone", "    ports:\n      - 8<|>0\n", "    ports:\n      - target: 80\n"],
  [
    "a mounted folder",
    "    volumes:\n    - ./a<|>:/b:ro\n",
    "    volumes:\n    - type: bind\n      source: ./a\n      target: /b\n      read_only: true\n      bind:\n        create_host_path: true\n",
  ],
  [
    "a volume",
    "    volumes:\n      - data<|>:/b\n",
    "    volumes:\n      - type: volume\n        source: data\n        target: /b\n",
  ],
  ["a build", "    build: ./a<|>pp\n    init: true\n", "    build:\n      context: ./app\n    init: true\n"],
  [
    "dependencies",
    "    depends_on:\n    - b<|>\n    - c\n    init: true\n",
    "    depends_on:\n      b:\n        condition: service_started\n      c:\n        condition: service_started\n    init: true\n",
  ],
  [
    "dependencies in brackets",
    "    depends_on: [b<|>, c]\n    init: true\n",
    "    depends_on:\n      b:\n        condition: service_started\n      c:\n        condition: service_started\n    init: true\n",
  ],
] as const) {
  test(`writes ${name} in the long syntax`, () => {
    const result = rewritten(service(before));
    assert.equal(result, service(after));
    assert.deepEqual(compose(result ?? "").problems, []);
  });
}

test("leaves alone what has no long syntax, what has variables, and flow style", () => {
  for (const line of [
    '    ports:\n      - "80<|>-90:80-90"\n',
    "    ports:\n      - ${P}<|>:80\n",
    "    volumes:\n      - data:/b<|>:z\n",
    "    ports: [80<|>]\n",
    "    image: x<|>\n",
    "    depends_on:\n      - b<|> # why\n      - c\n",
  ]) {
    assert.equal(rewritten(service(line)), null, line);
  }
  assert.deepEqual(rewrites(compose(""), { start: 0, end: 0 }), []);
});

const LONG: readonly (readonly [string, string, string])[] = [
  [
    "a port",
    '    ports:\n      - target: 8<|>0\n        published: "8080"\n        host_ip: "127.0.0.1"\n        protocol: udp\n      - 90\n',
    '    ports:\n      - "127.0.0.1:8080:80/udp"\n      - 90\n',
  ],
  [
    "a mounted folder",
    "    volumes:\n      - type: bi<|>nd\n        source: ./a\n        target: /b\n        read_only: true\n        bind:\n          create_host_path: true\n    init: true\n",
    "    volumes:\n      - ./a:/b:ro\n    init: true\n",
  ],
  [
    "a volume",
    "    volumes:\n      - { type: volume, source: data<|>, target: /b }\n",
    "    volumes:\n      - data:/b\n",
  ],
  ["a build", "    build:\n      context: ./a<|>pp\n    init: true\n", "    build: ./app\n    init: true\n"],
  [
    "dependencies",
    "    depends_on:\n      b:\n        condition: service_<|>started\n      c: { condition: service_started }\n    init: true\n",
    "    depends_on:\n      - b\n      - c\n    init: true\n",
  ],
  [
    "a port among others that are commented",
    '    ports:\n      - target: 8<|>0\n        published: "8080"\n      - 90 # why\n',
    '    ports:\n      - "8080:80"\n      - 90 # why\n',
  ],
  [
    "a volume without a name",
    "    volumes:\n      - type: vol<|>ume\n        target: /b\n",
    "    volumes:\n      - /b\n",
  ],
];
for (const [name, before, after] of LONG)
  test(`writes ${name} in the short syntax`, () => assert.equal(rewritten(service(before)), service(after)));

test("leaves in the long syntax what the short one cannot say", () => {
  for (const lines of [
    "    ports:\n      - target: 8<|>0\n        mode: host\n",
    "    volumes:\n      - type: bind<|>\n        source: ./a\n        target: /b\n        bind: { create_host_path: false }\n",
    "    volumes:\n      - type: tmpfs<|>\n        target: /b\n",
    "    build:\n      context: .<|>\n      target: x\n",
    "    build:\n      # here\n      context: .<|>\n",
    "    depends_on:\n      b:\n        condition: service_<|>healthy\n",
  ])
    assert.equal(rewritten(service(lines)), null, lines);
});

test("writes in the indentation of the file", () => {
  const before = "services:\n    a:\n        image: x\n        depends_on: [<|>b]\n";
  const after =
    "services:\n    a:\n        image: x\n        depends_on:\n            b:\n                condition: service_started\n";
  assert.equal(rewritten(before), after);
});

suite("an anchor", () => {
  const LOGGING = "    logging:\n      driver: local\n      options:\n        max-size: 10m\n";
  test("takes out what services repeat", () => {
    const before = `services:\n  a:\n    image: x\n${LOGGING.replace("logging", "log<|>ging")}  b:\n${LOGGING}    image: y\n`;
    assert.equal(
      rewritten(before),
      "x-logging: &logging\n  driver: local\n  options:\n    max-size: 10m\n\nservices:\n  a:\n    image: x\n    logging: *logging\n  b:\n    logging: *logging\n    image: y\n",
    );
  });
  test("gets a name of its own", () => {
    const before = "x-logging: &logging {}\nservices:\n  a:\n    log<|>ging:\n      driver: local\n";
    assert.match(rewritten(before) ?? "", /^x-logging: &logging \{\}\nx-logging-2: &logging-2\n {2}driver: local\n/);
  });
  test("is of lists too, in the column of their key", () => {
    assert.equal(
      rewritten("services:\n  a:\n    dns<|>:\n    - 1.1.1.1\n    - 9.9.9.9\n"),
      "x-dns: &dns\n  - 1.1.1.1\n  - 9.9.9.9\n\nservices:\n  a:\n    dns: *dns\n",
    );
  });
  test("stands where the sections do, in their indentation", () => {
    assert.equal(
      rewritten(" services:\n    a:\n        dns<|>:\n        - 1.1.1.1\n"),
      " x-dns: &dns\n   - 1.1.1.1\n\n services:\n    a:\n        dns: *dns\n",
    );
    assert.match(
      rewritten("services:\n    a:\n        log<|>ging:\n            driver: local\n") ?? "",
      /^x-logging: &logging\n {4}driver: local\n/,
    );
  });
  test("does not come before an anchor that it uses", () => {
    const text =
      "services:\n  a:\n    environment: &env\n      A: 1\n  b:\n    environ<|>ment:\n      <<: *env\n      B: 1\n";
    assert.equal(rewritten(text), null);
    assert.ok(rewritten(text.replace("services", "x-e: &env { A: 1 }\nservices").replace(" &env\n      A: 1", " {}")));
  });
  test("is not for single values, flow style and what has an anchor", () => {
    for (const lines of [
      "    ima<|>ge: x",
      "    log<|>ging: { driver: local }",
      "    log<|>ging: &a\n      driver: local\n",
    ])
      assert.equal(rewritten(`services:\n  a:\n${lines}`), null, lines);
  });
});

suite("a digest", () => {
  const HASH = `sha256:${"a".repeat(64)}`;
  const image = {
    tags: ["nginx:1.29", "docker.io/library/redis:latest"],
    digests: [`nginx@${HASH}`],
    size: 1,
    createdAt: 1,
  };
  const facts = { name: "Docker 28.1.0", version: "28.1.0", apiVersion: "1.49", os: "linux", arch: "amd64" };
  const engine = { ...facts, buildkit: true, images: [image, { ...image, tags: ["mine:1"], digests: [] }] };
  const pinned = (marked: string): string | null => {
    const { text, offset } = cursor(marked);
    const file = compose(text);
    const [action] = rewrites(file, { start: offset, end: offset }, engine);
    const edits = Object.values(action?.edit?.changes ?? {}).flat();
    const plain = edits.map((it) => ({ span: spanOf(file.document, it.range), newText: it.newText }));
    return edits.length === 0 ? null : applyEdits(text, plain);
  };
  test("is written behind the tag, inside quotes", () => {
    assert.equal(pinned("services:\n  a:\n    image: ng<|>inx:1.29"), `services:\n  a:\n    image: nginx:1.29@${HASH}`);
    assert.equal(pinned('services:\n  a:\n    image: "re<|>dis"'), `services:\n  a:\n    image: "redis@${HASH}"`);
  });
  test("is not there for images that were built here, and unknown ones", () => {
    for (const name of ["mine:1", "other:1", `nginx:1.29@${HASH}`, "nginx:${TAG}"])
      assert.equal(pinned(`services:\n  a:\n    image: <|>${name}`), null, name);
  });
});
