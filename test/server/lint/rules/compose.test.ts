/** What the rules find beyond the examples of their docs: the exact token, and where they are silent. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../../server/src/documents.ts";
import { fixesOf, messageOf } from "../../../../server/src/lint/rule.ts";
import { lintCompose } from "../../../../server/src/lint/run.ts";
import { applyEdits } from "../../../../server/src/text/span.ts";
import { filesWith, manyServices, within } from "../../../support/compose.ts";
import { configWith, lint, lintTable, only } from "../../../support/lint.ts";

const service = (lines: string): string => `services:\n  a:\n    image: x:1\n${lines}`;

suite("undefined-anchor", () => {
  lintTable("undefined-anchor", {
    "below its use": "a: *x\n#  ^^ undefined-anchor\nb: &x 1",
    "in a merge": "services:\n  a:\n    <<: *x\n#       ^^ undefined-anchor",
    "above: silent": "a: &x 1\nb: *x",
  });
});

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

suite("empty-section", () => {
  lintTable("empty-section", {
    "a list": service("    ports:\n#   ^^^^^ empty-section"),
    "networks and volumes may be empty":
      "services:\n  a:\n    image: x\n    networks:\n      n:\nnetworks:\n  n:\nvolumes:\n  v:",
  });
});

suite("missing-key", () => {
  lintTable("missing-key", {
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
  test("offers to define a volume, under the section or a new one", () => {
    const fixed = (text: string): string => {
      const fixes = lint(text, only("undefined-reference"), "compose").flatMap(fixesOf);
      return applyEdits(text, fixes.at(-1)?.edits ?? []);
    };
    const text = service("    volumes: [data:/d]");
    assert.equal(fixed(text), `${text}\n\nvolumes:\n  data:\n`);
    assert.equal(fixed(`volumes:\n    other:\n${text}\n`), `volumes:\n    other:\n    data:\n${text}\n`);
    assert.equal(fixed(`volumes:\n${text}\n`), `volumes:\n  data:\n${text}\n`);
    assert.equal(fixed(`${text}\nvolumes:\n  other:`), `${text}\nvolumes:\n  other:\n  data:`);
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

suite("ports", () => {
  lintTable("invalid-port-mapping", {
    "the host port": service('    ports:\n      - "99999:80"\n#        ^^^^^ invalid-port-mapping'),
    "the container port": service('    ports:\n      - "80:http"\n#           ^^^^ invalid-port-mapping'),
    "nothing behind the colon": service('    ports:\n      - "80:"\n#          ^ invalid-port-mapping'),
    "the protocol": service('    ports:\n      - "80:80/tpc"\n#              ^^^ invalid-port-mapping'),
    "the address": service('    ports:\n      - "127.0.0:80:80"\n#        ^^^^^^^ invalid-port-mapping'),
    "ranges of different lengths": service(
      '    ports:\n      - "8000-8002:80-81"\n#        ^^^^^^^^^^^^^^^ invalid-port-mapping',
    ),
    "all that is allowed: silent": service(
      '    ports:\n      - 80\n      - "8000-8010:80"\n      - "3000-3005"\n      - "[::1]:80:80"\n      - "::1:80:80"\n      - "127.0.0.1::80/udp"\n      - ":82"\n      - "${P}:80"',
    ),
  });
  lintTable("duplicate-host-port", {
    "in a range, of another service":
      'services:\n  a:\n    ports: ["8000-8010:80"]\n  b:\n    ports: ["8005:80"]\n#           ^^^^^^ duplicate-host-port'.replace(
        "^^^^^^ ",
        "^^^^^^^^^ ",
      ),
    "other protocols, other addresses, no host port: silent":
      'services:\n  a:\n    ports: ["80:80", "127.0.0.1:90:90", "80"]\n  b:\n    ports: ["80:80/udp", "127.0.0.2:90:90", "80"]',
    "of profiles: silent": 'services:\n  a:\n    ports: ["80:80"]\n  b:\n    profiles: [p]\n    ports: ["80:80"]',
  });
  lintTable("database-port-published", {
    "in long syntax": service(
      "    ports:\n      - target: 6379\n        published: 6379\n#                  ^^^^ database-port-published",
    ),
    "on one address, or without a host port: silent": service('    ports: ["127.0.0.1:5432:5432", "5432"]'),
  });
  lintTable("unquoted-value", {
    "only where it may be taken for base 60": service(
      "    ports:\n      - 22:22\n#       ^^^^^ unquoted-value\n      - 8080:80\n      - 8080:59\n#       ^^^^^^^ unquoted-value",
    ),
    "values that YAML changes": service(
      "    environment:\n      A: 1e3\n#        ^^^ unquoted-value\n      B: on\n#        ^^ unquoted-value\n      C: 0755\n#        ^^^^ unquoted-value\n      D: 1.10\n#        ^^^^ unquoted-value\n      E: 10\n      F: 1.5\n      G: true\n      H: 'on'",
    ),
  });
});

suite("volumes and devices", () => {
  lintTable("invalid-volume-mapping", {
    "too many colons": service("    volumes:\n      - vol:/b:ro:z\n#                ^^ invalid-volume-mapping"),
    "an empty part": service("    volumes:\n      - :/b\n#       ^ invalid-volume-mapping"),
    "drives and defaults: silent": service("    volumes:\n      - C:\\a:/b:ro\n      - ${A:-b}:/c:ro"),
  });
  lintTable("duplicate-mount", {
    "a tmpfs too": service("    volumes: [vol:/d]\n    tmpfs: /d\n#          ^^ duplicate-mount"),
  });
});

suite("malformed-variable", () => {
  lintTable("malformed-variable", {
    "of the shell": service(
      "    command: echo ${X%%.*} $$HOME $1 $(date)\n#                 ^^^^^^^^ malformed-variable",
    ),
    "not closed": service("    hostname: ${X\n#             ^^^ malformed-variable"),
    "all operators, nested: silent": service('    hostname: "${A:-${B-c}}${D:?e}${F?}${G:+h}${I+j}$K$$L"'),
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

suite("others", () => {
  lintTable("secret-in-environment", {
    "in a list, the value only": service(
      "    environment:\n      - DB_PASSWORD=abc\n#                   ^^^ secret-in-environment",
    ),
    "variables, files, nothing: silent": service(
      "    environment:\n      A_TOKEN: ${T}\n      B_PASSWORD_FILE: /run/secrets/p\n      C_SECRET:\n      PASSWORD_LENGTH: 8",
    ),
    "switches and the places of files: silent": service(
      "    environment:\n      ALLOW_EMPTY_PASSWORD: 1\n      APP_CREDENTIALS: /run/key.json\n      SSL_CREDENTIALS: key.pem",
    ),
  });
  lintTable("disabled-dependency", {
    "required: false: silent":
      "services:\n  a:\n    depends_on:\n      b:\n        condition: service_started\n        required: false\n  b:\n    profiles: [p]",
  });
  lintTable("unused-resource", {
    "used in a build or by a service: silent":
      "services:\n  a:\n    build:\n      secrets: [s]\n    networks:\n      n: {}\nsecrets:\n  s:\n    file: x\nnetworks:\n  n:",
  });
  lintTable("unpinned-image", {
    latest: "services:\n  a:\n    image: ghcr.io/a/b:latest\n#          ^^^^^^^^^^^^^^^^^^ unpinned-image",
    "built here, by variable, by digest: silent": `services:\n  a:\n    image: a\n    build: .\n  b:\n    image: $X\n  c:\n    image: x@sha256:${"0".repeat(64)}`,
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
  });
  lintTable("unknown-build-argument", {
    "in a list, the name only": build(
      "      args:\n        - VERSION=1\n        - VERSON=1\n#         ^^^^^^ unknown-build-argument",
    ),
    "built in: silent": build("      args:\n        HTTP_PROXY: x"),
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

suite("comments that switch rules off", () => {
  lintTable("unpinned-image", {
    "in the key below and all that it holds":
      "services:\n  # gantry ignore=unpinned-image\n  a:\n    image: x\n  b:\n    image: y\n#          ^ unpinned-image",
    "in their line": "services:\n  a:\n    image: x # gantry ignore=unpinned-image",
    everywhere: "# gantry global ignore=unpinned-image\nservices:\n  a:\n    image: x",
    "dclint's, by its own name":
      "services:\n  a:\n    # dclint disable-line service-image-require-explicit-tag\n    image: x\n  b:\n    image: y # dclint disable-line",
    "dclint's, for the file": "# dclint disable service-image-require-explicit-tag\nservices:\n  a:\n    image: x",
    "of another rule: no": "services:\n  a:\n    image: x # gantry ignore=wrong-type\n#          ^ unpinned-image",
  });
});

test("1,000 services with the usual idioms are clean and quick", () => {
  within(5000, () => assert.deepEqual(lint(manyServices(1000), configWith({}), "compose"), []));
});

test("no rule throws on any prefix of a file", () => {
  const text = `${manyServices(2)}secrets:\n  s: { file: ./x }\nx-a: &a [1, {b: "c}"}]\n`;
  for (let i = 0; i <= text.length; i++) lint(text.slice(0, i), configWith({}), "compose");
});

test("after any edits the findings are those of reading the file anew", () => {
  const sample = `x-a: &a
  restart: always
  depends_on: [db]
  ports: ["1:99999"]
services:
  web:
    <<: *a
    image: nginx
    networks: [back, none]
  api:
    <<: *a
    image: node:24
    volumes: [data:/d, more:/m]
    environment: &env
      PASSWORD: x
  db:
    imag: x
    environment: *env
networks:
  back:
volumes:
  data:
`;
  const inserts = [
    "",
    "x",
    "\n",
    " ",
    ":",
    "  ",
    "- ",
    "*a",
    "&b ",
    "\n  new:\n    image: z\n    networks: [back]\n",
    "<<: *a",
    "a",
  ];
  let seed = 11;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const found = (document: OpenDocument): string[] =>
    lintCompose(document.compose, configWith({})).map(
      (it) => `${it.rule.id} ${it.span.start}-${it.span.end} ${messageOf(it)}`,
    );
  let document = new OpenDocument("file:///compose.yaml", "", 0, sample);
  for (let i = 1; i <= 400; i++) {
    if (i % 25 === 0) document = new OpenDocument("file:///compose.yaml", "", 0, sample);
    const { text } = document;
    const at = random(text.getText().length);
    const range = { start: text.positionAt(at), end: text.positionAt(at + random(3)) };
    document.change([{ range, text: inserts[random(inserts.length)] ?? "" }], i);
    const whole = text.getText();
    assert.deepEqual(
      found(document).sort(),
      found(new OpenDocument("file:///compose.yaml", "", 0, whole)).sort(),
      whole,
    );
  }
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

suite("circles through other files", () => {
  const found = (texts: Readonly<Record<string, string>>, id: string) => {
    const document = new OpenDocument(
      "file:///shop/compose.yaml",
      "",
      1,
      texts["compose.yaml"] ?? "",
      filesWith(texts),
    );
    return lintCompose(document.compose, only(id)).map(messageOf);
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
