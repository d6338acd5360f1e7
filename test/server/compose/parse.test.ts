import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { compose, dumpFile, manyServices, within } from "../../support/compose.ts";
import { belowFrom } from "../../support/random.ts";

const SAMPLE = `# A file with a bit of everything
x-env: &env
  TZ: UTC
  "quoted key": 'it''s'
services: # the services
  # comment above the first
  web: &web
    image: "nginx:1.29"
    ports: [ &p "80:80", 443, { target: 90 } ]
    environment:
      <<: *env
      EMPTY:
      ÜNÍCÖDÉ 😀: "😀\\n"
    command: |
      echo key: value
      done
  api:
    <<: [*web, *env]
    build: !reset null
    healthcheck: !override
      test: >-
        a
        b
volumes:
  data:
  other: {}
`;

test("places count in the file's own text", () => {
  const file = compose(SAMPLE);
  const source = (...path: string[]): string | undefined => {
    const root = file.roots[0];
    const node = root?.kind === "map" ? file.get(root, ...path) : null;
    return node ? SAMPLE.slice(node.start, node.end) : undefined;
  };
  assert.equal(source("services", "web", "image"), '"nginx:1.29"');
  assert.equal(source("services", "web", "environment", "ÜNÍCÖDÉ 😀"), '"😀\\n"');
  assert.equal(source("services", "api", "healthcheck", "test"), ">-\n        a\n        b\n");
  assert.equal(source("x-env", "quoted key"), "'it''s'");
});

test("merged keys are found, in lists of maps too", () => {
  const file = compose(SAMPLE);
  const api = file.entry("services", "api")?.body ?? null;
  assert.equal(file.scalar(api, "image")?.value, "nginx:1.29");
  assert.equal(file.scalar(api, "TZ")?.value, "UTC");
  assert.equal(file.scalar(api, "build"), null);
});

test("an alias means the last anchor of its name above it", () => {
  const file = compose("a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: *y\n");
  assert.deepEqual(
    file.aliases.map((it) => {
      const target = file.target(it);
      return target?.kind === "scalar" ? target.value : null;
    }),
    ["1", "2", null],
  );
});

test("one error does not hide the others, nor the services behind it", () => {
  const file = compose('services:\n  a:\n    image: "x\n  b:\n    image: y\n  c:\n    - "z\n');
  assert.equal(file.problems.length, 2);
  assert.equal(file.scalar(file.entry("services", "b")?.body ?? null, "image")?.value, "y");
});

test("keys that are twice are found at every level", () => {
  const file = compose("services:\n  a:\n    image: x\n    image: y\n  a:\n    <<: {}\n    <<: {}\nservices:\n");
  assert.deepEqual(
    file.problems.map((it) => `${it.code} ${it.span.start}`),
    ["DUPLICATE_KEY 32", "DUPLICATE_KEY 43", "DUPLICATE_KEY 68"],
  );
});

test("a key behind a question mark keeps its value", () => {
  const file = compose("services:\n  web:\n    image: a\n  ? db\n  : image: b\n  last:\n    image: c\n");
  assert.deepEqual(file.problems, []);
  assert.deepEqual(
    file.services.map((it) => `${it.name} ${file.scalar(it.body, "image")?.value}`),
    ["web a", "db b", "last c"],
  );
});

test("what the official tool's parser lets pass is no problem", () => {
  const file = compose(
    `services:\n  web:\n    image: "a"# a comment\n    labels: {}# another\n    user: "it\\'s"\nx-a: !!omap [b: 1, c: 2]\n`,
  );
  assert.deepEqual(file.problems, []);
  assert.equal(file.scalar(file.entry("services", "web")?.body ?? null, "image")?.value, "a");
});

test("several documents are read one after another", () => {
  const file = compose("services:\n  a:\n    image: x\n---\nservices:\n  b:\n    image: y\n");
  assert.deepEqual(
    file.services.map((it) => it.name),
    ["a", "b"],
  );
  assert.deepEqual(file.problems, []);
});

for (const [name, text] of Object.entries({
  "the leading document marker": "---\nservices:\n  a:\n    image: x\n",
  "a BOM": "\uFEFFservices:\n  a:\n    image: x\n",
  CRLF: "services:\r\n  a:\r\n    image: x\r\n",
  JSON: '{"services": {"a": {"image": "x"}}}',
  "no indentation below the key": "services:\n a:\n  image: x\n",
})) {
  test(`understands ${name}`, () => {
    const file = compose(text);
    assert.deepEqual(file.problems, []);
    assert.equal(file.scalar(file.entry("services", "a")?.body ?? null, "image")?.value, "x");
  });
}

for (const [name, text] of Object.entries({
  "a list that is not indented":
    'services:\n  a:\n    image: x\n    command: [\n"a", # one: [\n "b"\n]\n    init: true\n',
  "a mapping that is not indented": "services:\n  a:\n    image: x\n    build: {\n  context: .\n}\n    init: true\n",
  "a text that is not indented": 'services:\n  a:\n    image: x\n    command: "a\nb"\n    init: true\n',
})) {
  test(`lets pass what the official tool does: ${name}`, () => {
    const file = compose(text);
    assert.deepEqual(file.problems, []);
    const body = file.entry("services", "a")?.body ?? null;
    const init = file.get(body, "init");
    assert.equal(text.slice(init?.start, init?.end), "true");
  });
}

suite("an edit", () => {
  /** Of services like these only the key is parsed that has changed. */
  const PLAIN = `services:
  web:
    image: nginx:1.29

    command: [a, "b c"]
    environment:
      A: 1

      B:
    ports:
    - "80:80"
    - 443
  db:
    build: .
    command: |
      echo key: value

    volumes: [data:/x]
`;

  for (const [name, sample] of Object.entries({ SAMPLE, PLAIN }))
    test(`gives the same tree as reading the whole text, wherever it is in ${name}`, () => {
      const inserts = [
        "",
        "x",
        "\n",
        "  ",
        ":",
        '"',
        "# ",
        "- ",
        "\n  new:\n    image: z\n",
        "&a ",
        "---\n",
        "\t",
        "{",
      ];
      const random = belowFrom(7);
      let text = sample;
      let file = compose(text);
      for (let i = 0; i < 400; i++) {
        const at = random(text.length + 1);
        text = text.slice(0, at) + (inserts[random(inserts.length)] ?? "") + text.slice(at + random(4));
        if (i % 10 === 0) text = sample;
        file = compose(text, { old: file });
        assert.equal(dumpFile(file), dumpFile(compose(text)), text);
      }
    });

  test("parses only the service it is in", () => {
    const before = manyServices(1000);
    let file = compose(before);
    const kept = file.entry("services", "service-900")?.body;
    file = compose(before.replace("app-500:1.500", "app-500:2"), { old: file });
    assert.equal(file.entry("services", "service-900")?.body, kept);
    assert.match(
      file.text.slice(kept?.start, kept?.end),
      /^<<: \*common\n {4}image: registry.example.com\/team\/app-900:/,
    );
  });

  test("behind a lone carriage return, which is no end of a line", () => {
    const texts = ["1", "12", "123"].map((it) => `services:\n  web:\n  \r  image: nginx:${it}\n    ports: [80]\n`);
    let file = compose(texts[0] ?? "");
    for (const text of texts) {
      file = compose(text, { old: file });
      assert.equal(dumpFile(file), dumpFile(compose(text)));
    }
  });

  test("parses only the key that it is in, of a service that was edited before", () => {
    const texts = ["app-500:2", "app-500:23", "app-500:234"].map((it) =>
      manyServices(1000).replace("app-500:1.500", it),
    );
    let file = compose(manyServices(1000));
    const ports = texts.map((text) => {
      file = compose(text, { old: file });
      assert.equal(dumpFile(file), dumpFile(compose(text)));
      return file.entry("services", "service-500")?.body?.pair("ports");
    });
    assert.equal(ports[1], ports[2]);
    assert.equal(
      file.text.slice(ports[2]?.span.start, ports[2]?.span.end).trim(),
      'ports:\n      - "127.0.0.1:20500:8080"',
    );
  });
});

suite("never throws and never hangs on", () => {
  test("any prefix of a file", () => {
    for (let i = 0; i <= SAMPLE.length; i++) compose(SAMPLE.slice(0, i));
  });
  test("1,000 services with aliases", () => within(5000, () => compose(manyServices(1000)).services));
  test("a map of 16,000 keys", () => {
    const keys = Array.from({ length: 16_000 }, (_, i) => `    K${i}: v\n`).join("");
    within(5000, () => compose(`services:\n  a:\n    environment:\n${keys.replaceAll("    K", "      K")}`));
    within(5000, () => compose(`x-a:\n${keys}`));
  });
  test("an alias bomb", () => {
    const lines = ["a0: &a0 [x, x]"];
    for (let i = 1; i < 60; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    within(5000, () => compose(lines.join("\n")));
  });
  test("deep nesting", () => {
    within(5000, () => compose(`a: ${"[".repeat(50_000)}`));
    within(5000, () => compose(Array.from({ length: 3000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")));
  });
  test("10 MB", () => within(5000, () => compose("services:\n".padEnd(10_000_000, "  a:\n    image: x\n"))));
  test("thousands of lines behind a quote that is not closed", () => {
    within(5000, () => compose(`services:\n  a:\n    image: "x\n${'    key: "value"\n'.repeat(8000)}`));
  });
  test("text that is not YAML", () => {
    for (const text of [
      "\0\0\0",
      "%",
      "---",
      "...",
      "?",
      ": :",
      "- - -",
      "*",
      "&",
      "!",
      "\t\t",
      "{{ x }}: y",
      "@",
      "`",
    ]) {
      compose(text);
      compose(`services:\n  a: ${text}\n`);
    }
  });
});
