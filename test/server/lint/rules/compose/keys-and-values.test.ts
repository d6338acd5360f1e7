/** What does not fit the schema: unknown keys, wrong types, values and names that are none. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../../../server/src/documents.ts";
import { fixesOf, messageOf } from "../../../../../server/src/lint/rule.ts";
import { lintCompose, type Problem } from "../../../../../server/src/lint/run.ts";
import { finish } from "../../../../../server/src/steps.ts";
import { applyEdits } from "../../../../../server/src/text/span.ts";
import { filesWith } from "../../../../support/compose.ts";
import { configWith, lint, lintTable, only } from "../../../../support/lint.ts";

const service = (lines: string): string => `services:\n  a:\n    image: x:1\n${lines}`;

suite("unknown-key", () => {
  lintTable("unknown-key", {
    "at the top": "service:\n#<^^^^^^^ unknown-key\n  a:\n    image: x",
    "deep inside": service(
      "    deploy:\n      resources:\n        limits:\n          cpu: 1\n#         ^^^ unknown-key",
    ),
    "in what is merged in, where it stands":
      "x-base: &base\n  imag: x\n# ^^^^ unknown-key\nservices:\n  a:\n    <<: *base\n  b:\n    <<: *base",
    "a name with a blank": "services:\n  my web:\n# ^^^^^^ unknown-key\n    image: x",
    "extensions: silent": `x-a: 1\n${service("    x-b: 1\n    build:\n      context: .\n      x-c: 1")}`,
    "what the user names: silent": service("    labels:\n      any.thing: 1\n    environment:\n      ANY: 1"),
    "newer keys: silent": service("    build:\n      context: .\n      provenance: true\n      sbom: true"),
    "reset: silent": service("    ports: !reset { any: thing }"),
  });
  lintTable("unknown-key", {
    "version 1: once": "web:\n#<^^^ unknown-key\n  image: x\ndb:\n  image: y",
    "jobs of a workflow are no services": "on: push\n#<^^ unknown-key\njobs:\n  build:\n    runs-on: x",
    "some other file: once": "on: push\n#<^^ unknown-key\njobs:\n  a: 1\nsteps: []",
  });
  test("puts what was written for version 1 under services", () => {
    const text = "# My shop\nweb:\n  image: x\n\n# The database\ndb:\n  build: .\n";
    const [fix] = lint(text, only("unknown-key"), "compose").flatMap(fixesOf);
    const wanted = "# My shop\nservices:\n  web:\n    image: x\n\n  # The database\n  db:\n    build: .\n";
    assert.equal(applyEdits(text, fix?.edits ?? []), wanted);
  });
  test("offers the key that was meant", () => {
    const text = service("    enviroment: {}\n");
    const [fix] = lint(text, only("unknown-key"), "compose").flatMap(fixesOf);
    assert.equal(applyEdits(text, fix?.edits ?? []), service("    environment: {}\n"));
  });
});

suite("wrong-type", () => {
  lintTable("wrong-type", {
    "nothing in include, which Docker Compose passes over: silent":
      "include:\n  -\n  - ~\nservices:\n  a:\n    image: x:1",
    "a number for a text": service("    hostname: 12\n#             ^^ wrong-type"),
    "a text for a list": service('    ports: "80:80"\n#          ^^^^^^^ wrong-type'),
    "a list for a mapping": "services:\n  - a\n# ^ wrong-type",
    "numbers in a command": service("    command: [sleep, 10]\n#                    ^^ wrong-type"),
    "variables: silent": service("    hostname: ${H}\n    init: ${I}\n    cpu_count: ${C}"),
    "restart: no is a text": service("    restart: no"),
    "through an alias": "x-p: &p 5\n#       ^ wrong-type\nservices:\n  a:\n    image: *p",
    "an anchor used for two things": 'x-l: &l ["1"]\nservices:\n  a:\n    image: x\n    dns: *l\n    expose: *l',
  });
  test("quotes numbers, and makes lists one by one", () => {
    const text = service("    hostname: 12\n    cap_add: ALL\n");
    const problems = lint(text, only("wrong-type"), "compose");
    const all = problems.flatMap((it) => fixesOf(it).flatMap((fix) => fix.edits));
    assert.equal(applyEdits(text, all), service('    hostname: "12"\n    cap_add: [ALL]\n'));
  });
});

suite("wrong-type, in lists and of times", () => {
  const lines = "    environment:\n      - A: 1\n      - B: a b\n    healthcheck:\n      test: x\n      interval: 30\n";
  const found = (): Problem[] => lint(service(lines), only("wrong-type"), "compose");
  test("the message says what is meant", () =>
    assert.deepEqual(found().map(messageOf), [
      "In a list this is written `A=1`.",
      "Each item of `environment` must be a text.",
      "A unit is missing: `30s` are seconds.",
    ]));
  test("the fix writes it", () => {
    const fixed = lines.replace("A: 1", "A=1").replace("30", "30s");
    const edits = found().flatMap((it) => fixesOf(it).flatMap((fix) => fix.edits));
    assert.equal(applyEdits(service(lines), edits), service(fixed));
  });
});

suite("yaml-syntax, while a line is typed", () => {
  const found = (text: string): string[] =>
    lint(text, configWith({}), "compose")
      .filter((it) => it.severity === "error")
      .map((it) => `${text.slice(it.span.start, it.span.end)}: ${messageOf(it)}`);
  const FILE = 'services:\n  a:\n    image: x\n    # a\n    ports: ["80:80"]\n  b:\n    image: y\nvolumes:\n  v: {}\n';
  const with_ = (before: string, line: string): string => FILE.replace(before, `${line}\n${before}`);
  const COLON = "The colon is missing behind";
  for (const [before, line] of [
    ["services:", "volu"],
    ["    image: x", "    ima"],
    ["    # a", "    res"],
    ["  b:", "    res # soon"],
    ["  b:", "  cache"],
    ["    image: y", "    <<"],
    ["volumes:", "netw"],
    ["volumes:", "    build:\n      context: .\n      tar"],
  ] as const) {
    const word = /\S+(?= # soon$)|\S+$/.exec(line)?.[0] ?? "";
    test(`only ${JSON.stringify(line)} before ${before.trim()} is a problem`, () =>
      assert.deepEqual(found(with_(before, line)), [`${word}: ${COLON} \`${word}\`.`]));
  }
  test("two of them, in a file with carriage returns", () => {
    const text = with_("  b:", "    dep\n\n  cache").replaceAll("\n", "\r\n");
    assert.deepEqual(found(text), [`dep: ${COLON} \`dep\`.`, `cache: ${COLON} \`cache\`.`]);
  });
  test("an only word is no text where a mapping stands", () => {
    assert.deepEqual(found("servi"), [`servi: ${COLON} \`servi\`.`]);
    assert.deepEqual(found("services:\n  a:\n    ima\n"), [`ima: ${COLON} \`ima\`.`]);
  });
  test("a blank, a quote or a bracket that is missing", () => {
    assert.deepEqual(found(with_("    # a", "    restart:no")), ["restart:no: A blank is missing behind the colon."]);
    assert.deepEqual(found(with_("  b:", '    user: "me')), ['"me: The closing `"` is missing.']);
    assert.deepEqual(found(with_("  b:", "    'res")), ["'res: The closing `'` is missing."]);
    assert.deepEqual(found(with_("  b:", "    depends_on: [b")), ["[b: The closing `]` is missing."]);
    assert.deepEqual(found(with_("  b:", "    build: {context: .\n    res")), [
      "{context: .: The closing `}` is missing.",
      `res: ${COLON} \`res\`.`,
    ]);
  });
  test("a quote that is missing in brackets", () => {
    assert.deepEqual(found(with_("  b:", '    command: [a, "b]')), ['"b: The closing `"` is missing.']);
  });
  const INDENT = "The indentation does not fit: keys and items of one block start in the same column.";
  for (const [name, line, named, right] of [
    ["a key further in than the one above", "      init: true\n      labels:\n        x: y", "init: true", "    "],
    ["a key too far in by one", "     init: true\n     labels:\n      x: y", "init: true", "    "],
    ["a key that is not far enough in", "   labels:\n      x: y", "labels:", "    "],
    ["an item not far enough in", '    expose:\n      - "1"\n     - "2"', '- "2"', "      "],
  ] as const) {
    test(`${name} is one finding in its place`, () => {
      const text = with_("    # a", line);
      const expected = [`${named}: ${INDENT}`];
      assert.deepEqual(found(text), expected);
      const [problem] = lint(text, only("yaml-syntax"), "compose");
      const edits = problem ? fixesOf(problem).flatMap((fix) => fix.edits) : [];
      const fixed = applyEdits(text, edits);
      assert.deepEqual(found(fixed), []);
      assert.match(fixed, new RegExp(`\n${right}${named}`));
    });
  }
  const REST = "What follows the colon of";
  for (const [line, named, message] of [
    ["image: redis:", "redis:", `${REST} \`redis\` is missing.`],
    ["user: http://me:", "http://me:", `${REST} \`http://me\` is missing.`],
    ["user: a: b: c # d: e", "a: b: c", "A second `key:` on the same line: put it on a line of its own or in quotes."],
    ["volumes: [v:/v]\n    ports:\n      - 80:", "80:", `${REST} \`80\` is missing.`],
    ["volumes:\n      - v:", "v:", `${REST} \`v\` is missing.`],
    ["networks:\n      - ./n:", "./n:", `${REST} \`./n\` is missing.`],
    ["volumes:\n      - type:", "type", "`type` has no value: give it one or remove it."],
  ] as const) {
    test(`one finding says what is missing behind a colon: ${line}`, () => {
      const text = `services:\n  a:\n    restart: always\n    ${line}\n    expose: [80]\nvolumes:\n  v: {}\n`;
      const all = found(text).filter((it) => !it.includes("needs an `image`") && !it.includes("`target` is missing"));
      assert.deepEqual(all, [`${named}: ${message}`]);
    });
  }
  test("the fixes write what is missing", () => {
    const all = [
      ["restart no", "restart: no"],
      ["restart:no", "restart: no"],
      ["user: a: b", 'user: "a: b"'],
      ['user: a "b": c', "user: 'a \"b\": c'"],
      ['user: "me', 'user: "me"'],
      ["depends_on: [b", "depends_on: [b]"],
      ["res", "res:"],
    ] as const;
    for (const [line, fixed] of all) {
      const text = with_("  b:", `    ${line}`);
      const fixes = lint(text, only("yaml-syntax"), "compose").flatMap((it) => fixesOf(it));
      assert.deepEqual(
        fixes.map(({ edits }) => applyEdits(text, edits)),
        [with_("  b:", `    ${fixed}`)],
      );
    }
  });
  test("tabs hide nothing that they indent", () => {
    const text = "services:\n\ta:\n\t\timage: x\n\t\tport: 1\n\tb:\n\t\timage: y\n";
    assert.deepEqual(found(text), [
      "\t: Indent with spaces: YAML allows no tabs.",
      "port: `port` is not known here. Did you mean `ports`?",
    ]);
    assert.deepEqual(found(with_("    # a", "\trestart: always")), ["\t: Indent with spaces: YAML allows no tabs."]);
  });
});

lintTable("yaml-syntax", {
  "a document with nothing in it": `---\n${service("---\n#<^^^ yaml-syntax\n# nothing\n---\nvolumes: {}")}`,
  "a single one, and the end of one: silent": `# Shop\n---\n${service("...")}`,
});

suite("empty-section", () => {
  lintTable("empty-section", {
    "a list": service("    ports:\n#   ^^^^^ empty-section"),
    "a text, and what is merged in": `x-base: &base\n  labels:\n# ^^^^^^ empty-section\n${service("    <<: *base\n    hostname:\n#   ^^^^^^^^ empty-section")}`,
    "a section": "services:\n  a:\n    image: x\nvolumes:\n#<^^^^^^^ empty-section",
    "what Docker Compose reads as not there: silent":
      "include:\n  - path: a.yaml\n    env_file:\nservices:\n  a:\n    image: x\n    command:\n    develop:\n    environment:\n      A:",
    "over what is extended: silent": service("    ports: [80]\n  b:\n    extends: a\n    ports:"),
    "over another document of the file: silent": `${service("    ports: [80]")}\n---\nservices:\n  a:\n    ports:`,
    "networks and volumes may be empty":
      "services:\n  a:\n    image: x\n    networks:\n      n:\nnetworks:\n  n:\nvolumes:\n  v:",
  });
});

test("nothing over what a file below says is no mistake", () => {
  const files = filesWith({ "compose.yaml": "services:\n  a:\n    image: x:1\n    ports: [80]\n" });
  const text = "services:\n  a:\n    ports:\n";
  const document = new OpenDocument("file:///shop/compose.prod.yaml", "", 1, text, files);
  assert.deepEqual(finish(lintCompose(document.compose, only("empty-section"))), []);
});

suite("missing-key", () => {
  lintTable("missing-key", {
    "where something is mounted or published": service(
      "    ports:\n      - published: 80\n#       ^^^^^^^^^^^^^ missing-key\n    volumes:\n      - type: volume\n#       ^^^^^^^^^^^^ missing-key\n    devices:\n      - source: /dev/a\n#       ^^^^^^^^^^^^^^ missing-key",
    ),
    "which secret and config": service(
      "    secrets:\n      - target: a\n#       ^^^^^^^^^ missing-key\n    configs:\n      - uid: '1'\n#       ^^^^^^^^ missing-key",
    ),
    "in a flow mapping": service(
      "    develop:\n      watch:\n        - { path: . }\n#         ^^^^^^^^^^^ missing-key",
    ),
    "merged in: silent":
      "x-d: &d\n  condition: service_started\nservices:\n  a:\n    image: x\n    depends_on:\n      a2:\n        <<: *d\n  a2:\n    image: x",
  });
});

suite("invalid-value", () => {
  lintTable("invalid-value", {
    "an enumeration": service("    cgroup: hst\n#           ^^^ invalid-value"),
    "a duration": service("    healthcheck:\n      interval: 5 s\n#               ^^^ invalid-value"),
    "a size": service("    mem_limit: 5x\n#              ^^ invalid-value"),
    "a range": service("    cpu_percent: 101\n#                ^^^ invalid-value"),
    "a pull policy": service("    pull_policy: sometimes\n#                ^^^^^^^^^ invalid-value"),
    "neither true nor false": service("    privileged: maybe\n#               ^^^^^ invalid-value"),
    "no number": service(
      '    pids_limit: many\n#               ^^^^ invalid-value\n    healthcheck:\n      retries: ""\n#              ^^ invalid-value\n    ulimits:\n      nofile: all\n#             ^^^ invalid-value',
    ),
    "a number below 0": service(
      "    healthcheck:\n      retries: -1\n#              ^^ invalid-value\n    deploy:\n      replicas: -1\n      update_config:\n        parallelism: -1\n#                    ^^ invalid-value",
    ),
    "rates, weights and modes": service(
      "    blkio_config:\n      weight: much\n#             ^^^^ invalid-value\n      device_read_bps:\n        - path: /dev/a\n          rate: fast\n#               ^^^^ invalid-value\n    mem_swappiness: some\n#                   ^^^^ invalid-value\n    cpu_count: two\n#              ^^^ invalid-value\n    build:\n      secrets:\n        - source: s\n          mode: rw\n#               ^^ invalid-value",
    ),
    "texts of which few are taken": service(
      "    cpu_period: 20ms\n    cpu_rt_period: some\n#                  ^^^^ invalid-value\n    gpus: [{ count: all }, { count: 2 }, { count: both }]\n#                                                 ^^^^ invalid-value\n    env_file:\n      - path: .env\n        format: rwa\n#               ^^^ invalid-value",
    ),
    "lists of two parts": service(
      '    extra_hosts: [db, "db:", "db=10.0.0.5", "db:10.0.0.5"]\n#                 ^^ invalid-value\n    build:\n      context: .\n      additional_contexts: [src]\n#                           ^^^ invalid-value\n      ssh: [default, key]\n#                    ^^^ invalid-value',
    ),
    "quoted booleans and numbers, and attestations with parameters: silent": service(
      "    privileged: 'TRUE'\n    tty: yes\n    init: \"off\"\n    cpus: '0.50'\n    scale: '2'\n    ulimits: { nofile: '1', nproc: { soft: '1', hard: '2' } }\n    build: { context: ., provenance: mode=max, sbom: generator=x, no_cache: 'false' }\n    cpuset: 0-3\n    ports: [{ target: '80', published: 80-90 }]\n    configs: [{ source: c, mode: '0440' }]\n    group_add: [audio]",
    ),
    "durations: silent": service(
      "    stop_grace_period: 1m30s\n    healthcheck:\n      interval: 1.5h\n      timeout: 100ms\n      start_period: 0s",
    ),
    "sizes: silent": service(
      "    mem_limit: 1.5gb\n    memswap_limit: -1\n    shm_size: 64M\n    mem_reservation: 512 MiB",
    ),
    "variables: silent": service("    cgroup: ${C:-host}\n    mem_limit: ${M}"),
    "every_12h: silent": service("    pull_policy: every_12h"),
  });
});

suite("obsolete-version", () => {
  test("its fix takes the blank line too", () => {
    const text = 'version: "3"\n\nservices: {}\n';
    const [fix] = lint(text, only("obsolete-version"), "compose").flatMap(fixesOf);
    assert.equal(applyEdits(text, fix?.edits ?? []), "services: {}\n");
  });
});

suite("exclusive-keys", () => {
  lintTable("exclusive-keys", {
    "both of a build": service(
      "    build:\n      context: .\n      dockerfile: D\n      dockerfile_inline: FROM x\n#     ^^^^^^^^^^^^^^^^^ exclusive-keys",
    ),
    "a driver of something external":
      "volumes:\n  v:\n    external: true\n    driver: local\n#   ^^^^^^ exclusive-keys",
    "a secret from nowhere": "secrets:\n  s: {}\n# ^ exclusive-keys",
    "external: silent": "secrets:\n  s:\n    external: true\nconfigs:\n  c:\n    content: x",
  });
});

lintTable("exclusive-keys", {
  "limits that differ": `services:
  web:
    image: nginx:1.29
    mem_limit: 512m
#              ^^^^ exclusive-keys
    cpus: 0.5
    pids_limit: 10
#               ^^ exclusive-keys
    deploy:
      resources:
        limits: { memory: 1g, cpus: "0.50", pids: 20 }`,
  "the same in other units": `services:
  web:
    image: nginx:1.29
    mem_limit: 1g
    deploy:
      resources:
        limits: { memory: 1024M }`,
});

lintTable("invalid-choice", {
  "a restart policy": "services:\n  web:\n    image: x:1\n    restart: alwyas\n#            ^^^^^^ invalid-choice",
  attempts: "services:\n  web:\n    image: x:1\n    restart: on-failure:x\n#            ^^^^^^^^^^^^ invalid-choice",
  "all that there are, and variables": `services:
  a: { image: "x:1", restart: "no" }
  b: { image: "x:1", restart: on-failure:3 }
  c: { image: "x:1", restart: "\${RESTART}" }
  d: { image: "x:1", deploy: { mode: global, endpoint_mode: dnsrr, restart_policy: { condition: any } } }`,
  "a mode": "services:\n  web:\n    image: x:1\n    deploy:\n      mode: globall\n#           ^^^^^^^ invalid-choice",
});

lintTable("unknown-key", {
  "a key of version 1": "services:\n  web:\n    image: x:1\n    net: host\n#   ^^^ unknown-key",
});

lintTable("unquoted-value", {
  "arguments of a build":
    "services:\n  web:\n    build:\n      context: .\n      args:\n        GO: 1.10\n#           ^^^^ unquoted-value",
});

lintTable("ignored-network-key", {
  "not of a network that is made": "networks:\n  a:\n    driver: bridge\n  b:\n    external: true\n    x-owner: me",
});

suite("names of containers", () => {
  lintTable("invalid-choice", {
    "that the engine refuses":
      "services:\n  a:\n    image: x\n    container_name: my shop\n#                   ^^^^^^^ invalid-choice",
    "of a variable: silent": "services:\n  a:\n    image: x\n    container_name: ${NAME}_1",
  });
  test("that only the engine refuses are no error", () => {
    const text = "services:\n  a:\n    image: x:1\n    container_name: _shop\n";
    assert.deepEqual(lint(text, only("invalid-value"), "compose"), []);
  });
});

test("repeated-item is an error where Docker Compose refuses the list", () => {
  const severityOf = (list: string): string | undefined =>
    lint(
      `services:\n  a:\n    image: x:1\n    ${list}: [b, b]\n  b:\n    image: y:1\n`,
      only("repeated-item"),
      "compose",
    )[0]?.severity;
  assert.equal(severityOf("depends_on"), "error");
  assert.equal(severityOf("security_opt"), "error");
  assert.equal(severityOf("cap_add"), "warning");
});
