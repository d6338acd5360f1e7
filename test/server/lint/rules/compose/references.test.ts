/** Names that lead nowhere, or in circles, also through other files. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../../../server/src/documents.ts";
import { fixesOf, messageOf } from "../../../../../server/src/lint/rule.ts";
import { lintCompose } from "../../../../../server/src/lint/run.ts";
import { finish } from "../../../../../server/src/steps.ts";
import { applyEdits } from "../../../../../server/src/text/span.ts";
import { filesWith, within } from "../../../../support/compose.ts";
import { configWith, lint, lintTable, only } from "../../../../support/lint.ts";

const service = (lines: string): string => `services:\n  a:\n    image: x:1\n${lines}`;

suite("undefined-anchor", () => {
  lintTable("undefined-anchor", {
    "below its use": "a: *x\n#  ^^ undefined-anchor\nb: &x 1",
    "in a merge": "services:\n  a:\n    <<: *x\n#       ^^ undefined-anchor",
    "above: silent": "a: &x 1\nb: *x",
  });
});

suite("undefined-reference", () => {
  lintTable("undefined-reference", {
    "depends_on as a list": service("    depends_on: [b]\n#                ^ undefined-reference"),
    "depends_on as a mapping": service(
      "    depends_on:\n      b: {condition: service_started}\n#     ^ undefined-reference",
    ),
    "the part of a link before the colon": service("    links:\n      - db:database\n#       ^^ undefined-reference"),
    network_mode: service("    network_mode: service:vpn\n#                         ^^^ undefined-reference"),
    "a volume's name only": service('    volumes:\n      - "data:/d:ro"\n#        ^^^^ undefined-reference'),
    "a volume in long syntax": service(
      "    volumes:\n      - type: volume\n        source: data\n#               ^^^^ undefined-reference\n        target: /d",
    ),
    "secrets and configs": service(
      "    secrets:\n      - s\n#       ^ undefined-reference\n    configs:\n      - source: c\n#               ^ undefined-reference",
    ),
    "a build secret": service(
      "    build:\n      context: .\n      secrets: [s]\n#               ^ undefined-reference",
    ),
    "binds, anonymous volumes, drives: silent": service(
      "    volumes:\n      - ./a:/a\n      - /b\n      - ~/c:/c\n      - C:\\d:/d\n      - ${E}:/e\n      - ${F:-./f}:/f\n      - ../g:/g",
    ),
    "the default network: silent": service("    networks: [default]"),
    "other containers: silent": service("    volumes_from:\n      - container:x\n    network_mode: container:x"),
    "extends of another file: silent": service("    extends:\n      file: far.yaml\n      service: base"),
    "with an include: silent": `include: [nowhere.yaml]\n${service("    depends_on: [b]")}`,
    "in another document of the file: silent": `${service("    depends_on: [b]")}\n---\nservices:\n  b:\n    image: x`,
  });
  const fixed = (text: string): string => {
    const fixes = lint(text, only("undefined-reference"), "compose").flatMap(fixesOf);
    return applyEdits(text, fixes.at(-1)?.edits ?? []);
  };
  test("offers to define a service, a secret or a config with what it needs", () => {
    const secret = service("    secrets: [key]\n");
    assert.equal(fixed(secret), `${secret}\nsecrets:\n  key:\n    file: ./key\n`);
    const unknown = "services:\n    a:\n        image: x:1\n        depends_on: [shop]\n";
    assert.equal(fixed(unknown), `${unknown}    shop:\n        image: shop\n`);
    const known = fixed(unknown.replace("shop", "redis"));
    assert.match(known, /\n {4}redis:\n {8}image: redis:\S+\n[\s\S]*\n {8}healthcheck:\n {12}test: \[/);
    assert.deepEqual(lint(known, only("undefined-reference"), "compose"), []);
  });
  test("offers to define a volume, under the section or a new one", () => {
    const text = service("    volumes: [data:/d]");
    assert.equal(fixed(text), `${text}\n\nvolumes:\n  data:\n`);
    assert.equal(fixed(`volumes:\n    other:\n${text}\n`), `volumes:\n    other:\n    data:\n${text}\n`);
    assert.equal(fixed(`volumes:\n${text}\n`), `volumes:\n  data:\n${text}\n`);
    assert.equal(fixed(`${text}\nvolumes:\n  other:`), `${text}\nvolumes:\n  other:\n  data:`);
  });
});

suite("unset-variable", () => {
  lintTable("unset-variable", {
    "an image or mount that is nothing without it":
      "services:\n  web:\n    image: ${NOWHERE}\n#            ^^^^^^^ unset-variable\n    volumes:\n      - $MUSIC:/music:ro\n#        ^^^^^ unset-variable\n      - ${C:-./c}:/c\n      - ${HOME}:/home",
  });
});

suite("cycles", () => {
  lintTable("dependency-cycle", {
    "of one": service("    depends_on: [a]\n#                ^ dependency-cycle"),
    "of three, reported once":
      "services:\n  a:\n    depends_on: [b]\n  b:\n    links: [c]\n  c:\n    network_mode: service:a\n#                         ^ dependency-cycle",
    "a diamond: silent":
      "services:\n  a:\n    depends_on: [b, c]\n  b:\n    depends_on: [d]\n  c:\n    depends_on: [d]\n  d: {}",
  });
  test("names the services that wait for each other through what they share", () => {
    const text =
      "x-late: &late\n  depends_on: [db]\nservices:\n  web:\n    image: a:1\n    <<: *late\n  db:\n    image: b:1\n    <<: *late\n";
    const messages = lint(text, only("dependency-cycle"), "compose").map(messageOf);
    assert.deepEqual(messages, ["These services wait for each other: `db` → `db`."]);
  });

  lintTable("extends-cycle", {
    "of two": "services:\n  a:\n    extends: b\n  b:\n    extends:\n      service: a\n#              ^ extends-cycle",
    "through another file: silent": "services:\n  a:\n    extends:\n      service: a\n      file: b.yaml",
  });
  test("a chain of 5,000 services is no problem", () => {
    const chain = Array.from({ length: 5_000 }, (_, i) => `  s${i}:\n    depends_on: [s${i + 1}]\n`).join("");
    within(5000, () => assert.equal(lint(`services:\n${chain}`, only("dependency-cycle"), "compose").length, 0));
  });
});

suite("no-image-or-build", () => {
  lintTable("no-image-or-build", {
    "nothing at all": "services:\n  a:\n# ^ no-image-or-build",
    "from a base: silent": "services:\n  a:\n    extends: b\n  b:\n    image: x",
    "from another file: silent": "services:\n  a:\n    extends:\n      file: b.yaml\n      service: b",
    "merged in: silent": "x-a: &a\n  build: .\nservices:\n  a:\n    <<: *a",
    "a provider: silent": "services:\n  a:\n    provider:\n      type: model",
  });
});

suite("other files", () => {
  const build = (lines: string): string => `services:\n  a:\n    build:\n      context: app\n${lines}`;
  lintTable("missing-file", {
    "of includes, environments, secrets":
      "include:\n  - a.yaml\n#   ^^^^^^ missing-file\n  - base.yaml\nservices:\n  a:\n    image: x\n    env_file: [.env, b.env]\n#                    ^^^^^ missing-file\nsecrets:\n  s:\n    file: ./s\n#         ^^^ missing-file",
    "a context, and a Dockerfile in one":
      "services:\n  a:\n    build: nowhere\n#          ^^^^^^^ missing-file\n  b:\n    build:\n      context: app\n      dockerfile: D\n#                 ^ missing-file\n  c:\n    build: .\n#          ^ missing-file",
    "not required, by variable, elsewhere: silent":
      "services:\n  a:\n    build: https://github.com/a/b.git\n    env_file:\n      - path: c.env\n        required: false\n      - ${D}\n  b:\n    build: ./app",
  });
  lintTable("unknown-build-stage", {
    "of a file": build("      target: run\n#             ^^^ unknown-build-stage"),
    "by number, in other case: silent": `${build("      target: BUILD")}\n  b:\n    build:\n      context: app\n      target: "0"`,
    "extends what may name another Dockerfile: silent": `${build("      dockerfile: ../other")}\n  b:\n    extends: a\n    build: {context: app, target: run}`,
    "extends, but names its Dockerfile":
      "services:\n  b:\n    extends: {file: far.yaml, service: a}\n    build:\n      context: app\n      dockerfile: Dockerfile\n      target: run\n#             ^^^ unknown-build-stage",
    "is named twice, so that the other may name a Dockerfile: silent": `${build("      target: run")}\n---\nservices:\n  a:\n    build: {dockerfile: ../other}`,
  });
  lintTable("unknown-build-argument", {
    "in a list, the name only": build(
      "      args:\n        - VERSION=1\n        - VERSON=1\n#         ^^^^^^ unknown-build-argument",
    ),
    "built in: silent": build("      args:\n        HTTP_PROXY: x"),
    "extends what may name another Dockerfile: silent": `${build("      dockerfile: ../other")}\n  b:\n    extends: a\n    build: {context: app, args: {VERSON: 1}}`,
  });
  lintTable("unset-variable", {
    "the name, inside a default too": service(
      "    command: ${SET} $NOT ${A:-${B}}\n#                    ^^^ unset-variable\n#                               ^ unset-variable",
    ),
    "usual ones, $$: silent": service("    command: $HOME $$X ${C-}"),
  });
  lintTable("undefined-reference", {
    "in a file that is extended": service(
      "    extends:\n      file: base.yaml\n      service: none\n#              ^^^^ undefined-reference",
    ),
    "in a file that is included: all are known": `include: [base.yaml]\n${service("    depends_on: [none]\n#                ^^^^ undefined-reference")}`,
  });
});

suite("circles through other files", () => {
  const found = (texts: Readonly<Record<string, string>>, id: string) => {
    const document = new OpenDocument(
      "file:///shop/compose.yaml",
      "",
      1,
      texts["compose.yaml"] ?? "",
      filesWith(texts),
    );
    return finish(lintCompose(document.compose, only(id))).map(messageOf);
  };

  test("of include", () => {
    const texts = {
      "compose.yaml": "include: [a.yaml, c.yaml]\nservices: {}\n",
      "a.yaml": "include: [b.yaml]\n",
      "b.yaml": "include: [compose.yaml]\n",
      "c.yaml": "include: [c.yaml]\n",
    };
    assert.deepEqual(found(texts, "include-cycle"), [
      "These files include each other: `compose.yaml` → `a.yaml` → `b.yaml` → `compose.yaml`.",
    ]);
  });

  test("what two files that are included define is named, what they share is not", () => {
    const texts = {
      "compose.yaml":
        "include:\n  - a.yaml\n  - b.yaml\n  - path: [c.yaml, a.yaml]\nservices:\n  db:\n    image: y:1\nvolumes:\n  data:\n",
      "a.yaml": "include: [c.yaml]\nservices:\n  web:\n    image: x:1\nvolumes:\n  data: # kept\n",
      "b.yaml": "include: [c.yaml]\nservices:\n  web:\n    image: x:2\n",
      "c.yaml": "services:\n  db:\n    image: x:1\n",
    };
    assert.deepEqual(found(texts, "include-conflict"), [
      "`web` is defined in `a.yaml` and in `b.yaml`, and both are included.",
      "`db` is defined in `c.yaml` too, which is included: rename one of them.",
    ]);
  });

  test("of extends", () => {
    const texts = {
      "compose.yaml": "services:\n  web:\n    extends: { file: a.yaml, service: base }\n",
      "a.yaml": "services:\n  base:\n    extends: { file: compose.yaml, service: web }\n",
    };
    assert.deepEqual(found(texts, "extends-cycle"), ["These services extend each other: `web` → `base` → `web`."]);
  });
});

test("what Docker Compose does not ask of a service whose profile is off is no error there", () => {
  const text = `services:
  a:
    image: x:1
    container_name: one
  b:
    image: x:1
    container_name: one
    profiles: [off]
    depends_on: [nobody]
    networks: [nowhere]
    network_mode: host
    healthcheck: { test: [curl, x] }
  c:
    profiles: [off]
    imag: x:1
`;
  const errors = lint(text, configWith({}), "compose").filter((it) => it.severity === "error");
  assert.deepEqual(
    errors.map((it) => it.rule.id),
    ["unknown-key"],
  );
  const warnings = lint(text, only("undefined-reference"), "compose");
  assert.deepEqual(
    warnings.map((it) => it.severity),
    ["warning", "warning"],
  );
});
