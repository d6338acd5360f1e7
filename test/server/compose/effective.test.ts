import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { effectiveProject, effectiveService } from "../../../server/src/compose/effective.ts";
import { compose, dumpFile, filesWith, manyServices, within } from "../../support/compose.ts";

const FILES = filesWith({
  ".env": "TAG=1.2\nDB_PASSWORD=hunter2\n",
  "base.yaml":
    "services:\n  base:\n    image: x:${TAG}\n    command: [a]\n    environment:\n      A: 1\n      B: 2\n    ports: ['80:80']\n",
  "compose.yaml": "services:\n  web:\n    image: y\n    ports: ['1:1']\nvolumes:\n  data:\n",
});

/** Without the comments at the top. */
const bodyOf = (text: string): string => text.replace(/^(?:#.*\n)*\n/, "");
const notesOf = (text: string): string[] => text.split("\n").filter((it) => it.startsWith("# "));

test("a project whose name is a number keeps it as a text", () => {
  for (const name of ["2024", "1e3", "true"]) {
    const file = compose("services: {}\n", { uri: `file:///shop/${name}/compose.yaml` });
    assert.equal(bodyOf(effectiveProject(file)), `name: "${name}"\n`);
  }
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

test("what a variable leaves is a text", () => {
  const files = filesWith({ ".env": "GO=1.20\nDEBUG=on\n" });
  const text =
    "services:\n  web:\n    environment:\n      GO: ${GO}\n      DEBUG: $DEBUG\n      URL: x/${GO}\n      C: 1.20\n";
  assert.equal(
    effectiveService(compose(text, { files }), "web"),
    'web:\n  environment:\n    GO: "1.20"\n    DEBUG: "on"\n    URL: x/1.20\n    C: 1.20\n',
  );
});

test("the keys of one's own stand at the end, also over each other", () => {
  const files = filesWith({
    "sub/db.yaml": "services:\n  db:\n    build: { dockerfile: Db }\nx-there: 1\n",
    "compose.override.yaml": "x-team:\n  API_TOKEN: abc\n  size: 2\n",
  });
  const text =
    "x-team: &t\n  name: shop\n  size: 1\ninclude: [sub/db.yaml]\nservices:\n  web:\n    build: { target: run }\n";
  assert.equal(
    bodyOf(effectiveProject(compose(text, { files, uri: "file:///shop/compose.yaml" }))),
    "name: shop\nservices:\n  db:\n    build:\n      context: ./sub\n      dockerfile: Db\n  web:\n    build:\n      target: run\nx-team:\n  name: shop\n  size: 2\n  API_TOKEN: •••\n",
  );
});

test("an override lies over its base", () => {
  const file = compose("services:\n  web:\n    image: z\n    labels: [PASSWORD=x]\n", {
    files: FILES,
    uri: "file:///shop/compose.override.yaml",
  });
  assert.equal(
    bodyOf(effectiveProject(file)),
    'name: shop\nservices:\n  web:\n    image: z\n    ports:\n      - "1:1"\n    labels:\n      - PASSWORD=•••\nvolumes:\n  data:\n',
  );
});

test("what it writes is YAML that says the same again", () => {
  const text =
    "services:\n  a:\n    image: x\n    command: ['#a', 'b: c', '', ' d', 'yes', '1', \"e\\nf\", '- g']\n    build: { args: { K: '12', L: [] } }\n";
  const once = effectiveProject(compose(text));
  assert.deepEqual(compose(once).problems, []);
  assert.equal(effectiveProject(compose(once)), once);
});

test("a file that is extended and cannot be read is told of by its name", () => {
  const text = "services:\n  a:\n    image: x\n    extends: { file: gone.yaml, service: b }\n";
  const effective = effectiveProject(compose(text, { files: filesWith({ "compose.yaml": text }) }));
  assert.deepEqual(
    notesOf(effective).filter((it) => it.includes("Cannot be read")),
    ["# Cannot be read, and left out: gone.yaml."],
  );
  assert.match(effective, /image: x/);
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

suite("the effective project", () => {
  const project = (texts: Readonly<Record<string, string>>, name = "compose.yaml"): string => {
    const file = compose(texts[name] ?? "", { files: filesWith(texts), uri: `file:///shop/${name}` });
    return effectiveProject(file);
  };

  test("has what is included below it and the override over it", () => {
    const text = project({
      "compose.yaml": "include: [db.yaml]\nservices:\n  web:\n    image: web:1\n    command: [a]\n",
      "db.yaml": "services:\n  db:\n    image: postgres:18\n",
      "compose.override.yaml": "services:\n  web:\n    command: [b]\n  db:\n    ports: ['5432:5432']\n",
    });
    assert.equal(
      bodyOf(text),
      'name: shop\nservices:\n  db:\n    image: postgres:18\n    ports:\n      - "5432:5432"\n  web:\n    image: web:1\n    command:\n      - b\n',
    );
    assert.deepEqual(notesOf(text), [
      "# db.yaml + compose.yaml + compose.override.yaml",
      "# Merged and with all variables. Secrets are masked.",
    ]);
  });

  test("merges as Docker Compose does: variables by name, ports and mounts by what they mean", () => {
    const text = project({
      "compose.yaml":
        "services:\n  web:\n    build: ./web\n    environment: [A=1, B=2]\n    ports: ['80:80', '81:81']\n    volumes: ['./a:/data', 'v:/v']\n    depends_on: [db]\n    ulimits:\n      nofile: { soft: 1, hard: 2 }\n",
      "compose.override.yaml":
        "services:\n  web:\n    build: { target: dev }\n    environment:\n      B: 3\n    ports: [{ target: 80, published: '80' }]\n    volumes: ['./b:/data']\n    depends_on:\n      cache:\n        condition: service_healthy\n    ulimits:\n      nofile: 9\n",
    });
    assert.equal(
      bodyOf(text),
      `name: shop
services:
  web:
    build:
      context: ./web
      target: dev
    environment:
      A: "1"
      B: 3
    ports:
      - target: 80
        published: "80"
      - "81:81"
    volumes:
      - "./b:/data"
      - "v:/v"
    depends_on:
      db:
        condition: service_started
      cache:
        condition: service_healthy
    ulimits:
      nofile: 9
`,
    );
  });

  test("writes paths of files in other folders as the project's own folder sees them", () => {
    const text = project({
      "compose.yaml":
        "include:\n  - stock/compose.yaml\n  - { path: till/compose.yaml, project_directory: . }\nservices:\n  web:\n    extends: { file: parts/web.yaml, service: web }\n",
      "stock/compose.yaml":
        "services:\n  stock:\n    build: { context: ., additional_contexts: { lib: ../lib, far: 'https://example.com/a.git' } }\n    env_file: [a.env, { path: b.env }]\n    volumes: ['./data:/data:ro', 'named:/n', '/etc:/e', '~/h:/h', { type: bind, source: ./x, target: /x }]\nvolumes:\n  named: {}\nconfigs:\n  c: { file: ./c.conf }\n",
      "till/compose.yaml": "services:\n  till:\n    build: ./till\n",
      "parts/web.yaml": "services:\n  web:\n    build: ../web\n    volumes: !override ['..:/all']\n",
    });
    assert.equal(
      bodyOf(text),
      `name: shop
services:
  stock:
    build:
      context: ./stock
      additional_contexts:
        lib: ./lib
        far: "https://example.com/a.git"
    env_file:
      - ./stock/a.env
      - path: ./stock/b.env
    volumes:
      - "./stock/data:/data:ro"
      - "named:/n"
      - "/etc:/e"
      - "~/h:/h"
      - type: bind
        source: ./stock/x
        target: /x
  till:
    build: ./till
  web:
    build: ./web
    volumes:
      - ".:/all"
volumes:
  named: {}
configs:
  c:
    file: ./stock/c.conf
`,
    );
  });

  test("a base is the one of the file that extends it, before anything is laid over it", () => {
    const text = project({
      "compose.yaml":
        "services:\n  base:\n    image: base\n    user: a\n  web:\n    extends: base\n  cart:\n    extends: { file: parts.yaml, service: cart }\n",
      "parts.yaml":
        "services:\n  base:\n    image: part\n    init: true\n  cart:\n    extends: { service: base }\n    user: c\n",
      "compose.override.yaml": "services:\n  base:\n    user: b\n",
    });
    assert.equal(
      bodyOf(text),
      "name: shop\nservices:\n  base:\n    image: base\n    user: b\n  web:\n    image: base\n    user: a\n  cart:\n    image: part\n    init: true\n    user: c\n",
    );
  });

  test("adds hosts and search domains, joins options of the one driver, and takes the subnets that lie above", () => {
    const text = project({
      "compose.yaml":
        "services:\n  web:\n    dns_search: a.example\n    extra_hosts: ['db:10.0.0.1']\n    logging: { options: { a: x } }\nnetworks:\n  n:\n    ipam: { config: [{ subnet: 10.0.0.0/24, gateway: 10.0.0.9 }, { subnet: 10.9.0.0/24 }] }\n",
      "compose.override.yaml":
        "services:\n  web:\n    dns_search: b.example\n    extra_hosts: { db: 10.0.0.2 }\n    logging: { driver: journald, options: { b: y } }\nnetworks:\n  n:\n    ipam: { config: [{ subnet: 10.1.0.0/24 }, { subnet: 10.0.0.0/24 }] }\n",
    });
    assert.equal(
      bodyOf(text),
      `name: shop
services:
  web:
    dns_search:
      - a.example
      - b.example
    extra_hosts:
      - "db=10.0.0.1"
      - "db=10.0.0.2"
    logging:
      options:
        a: x
        b: y
      driver: journald
networks:
  n:
    ipam:
      config:
        - subnet: 10.1.0.0/24
        - subnet: 10.0.0.0/24
          gateway: 10.0.0.9
`,
    );
  });

  test("knows the project's name as a variable, and tells what is set to nothing from what is not set", () => {
    const text = project({
      ".env": "EMPTY=\n",
      "compose.yaml":
        "services:\n  web:\n    image: ${COMPOSE_PROJECT_NAME}-web\n    environment:\n      SET: ${EMPTY}\n      TAKEN:\n",
    });
    assert.equal(
      bodyOf(text),
      'name: shop\nservices:\n  web:\n    image: shop-web\n    environment:\n      SET: ""\n      TAKEN:\n',
    );
  });

  test("obeys !reset and !override", () => {
    const text = project({
      "compose.yaml":
        "services:\n  web:\n    image: x\n    ports: ['80:80']\n    dns: [1.1.1.1]\n  old:\n    image: y\n",
      "compose.override.yaml":
        "services:\n  web:\n    ports: !override ['81:81']\n    dns: !reset []\n  old: !reset null\n",
    });
    assert.equal(bodyOf(text), 'name: shop\nservices:\n  web:\n    image: x\n    ports:\n      - "81:81"\n');
  });

  test("reads the .env of each folder, the project's own first", () => {
    const text = project({
      ".env": "TAG=1\nFULL=${TAG}-x\nLITERAL='${TAG}'\n",
      "compose.yaml": "include: [sub/db.yaml]\nservices:\n  web:\n    image: web:${FULL}\n    user: ${LITERAL}\n",
      "sub/.env": "TAG=2\nDB=9\n",
      "sub/db.yaml": "services:\n  db:\n    image: db:${TAG}-${DB}\n",
    });
    assert.match(text, /image: db:1-9\n/);
    assert.match(text, /image: web:1-x\n {4}user: "?\$\{TAG\}"?\n/);
  });

  test("says what could not be worked out", () => {
    const text = project({
      "compose.yaml":
        "include: [gone.yaml, round.yaml]\nservices:\n  web:\n    image: x:${TAG}\n    user: ${WHO:?who are you}\n",
      "round.yaml": "include: [compose.yaml]\nservices:\n  a:\n    image: [\n",
    });
    assert.deepEqual(notesOf(text).slice(2), [
      "# round.yaml has YAML errors: what they hide is missing here.",
      "# Cannot be read, and left out: gone.yaml.",
      "# Goes round in circles, and left out: compose.yaml.",
      "# WHO must be set, or Docker Compose stops: who are you",
      "# Not set in any .env, and left as they are: TAG.",
    ]);
  });

  test("shows no secret", () => {
    const text = project({
      ".env": "DB_PASSWORD=hunter2\nAPI_KEY=abc\n",
      "compose.yaml":
        "services:\n  web:\n    image: x\n    environment:\n      URL: postgres://shop:hunter2@db/shop\n      API_KEY: ${API_KEY}\n      OTHER: ${DB_PASSWORD}\n      DB_PASSWORD_FILE: /run/secrets/db\n",
    });
    assert.ok(!/hunter2|abc/.test(text), text);
    assert.match(text, /DB_PASSWORD_FILE: \/run\/secrets\/db/);
  });

  test("comes to an end with files that include each other many times over", () => {
    const texts = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`f${i}.yaml`, `include: [f${i + 1}.yaml, f${i + 1}.yaml]\nservices: {}\n`]),
    );
    within(5000, () => project({ ...texts, "compose.yaml": "include: [f0.yaml]\nservices: {}\n" }));
  });
});
