import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { effectiveProject } from "../../../server/src/compose/effective.ts";
import { parseEnv } from "../../../server/src/compose/env-document.ts";
import { documentLinks } from "../../../server/src/compose/links.ts";
import { outline } from "../../../server/src/compose/outline.ts";
import { OpenDocument } from "../../../server/src/documents.ts";
import { languageOfFile, problemsOf } from "../../../server/src/languages.ts";
import { lintCompose } from "../../../server/src/lint/run.ts";
import { finish } from "../../../server/src/steps.ts";
import { createDocument } from "../../../server/src/text/document.ts";
import { compose, filesWith } from "../../support/compose.ts";
import { only } from "../../support/lint.ts";

type Texts = Readonly<Record<string, string>>;
const fileOf = (texts: Texts, name: string) =>
  compose(texts[name] ?? "", { files: filesWith(texts), uri: `file:///shop/${name}` });

function findings(texts: Texts, name: string, rule: string): string[] {
  const document = new OpenDocument(`file:///shop/${name}`, "", 1, texts[name] ?? "", filesWith(texts));
  const service = languageOfFile(name) ?? languageOfFile("compose.yaml");
  assert.ok(service);
  return problemsOf(service, document, only(rule)).map(({ span }) =>
    document.text.getText().slice(span.start, span.end),
  );
}

suite("files named together by COMPOSE_FILE", () => {
  const texts = {
    ".env": "COMPOSE_FILE=compose.yaml:dev/compose.dev.yaml:compose.extra.yaml\n",
    "compose.yaml": "services:\n  web:\n    image: web:1\n    depends_on: [db]\n    networks: [inner, nowhere]\n",
    "dev/compose.dev.yaml": "name: dev\nservices:\n  db:\n    image: postgres:18\n  web:\n    command: [dev]\n",
    "compose.extra.yaml": "services:\n  web:\n    user: me\n    volumes: [gone:/x]\nnetworks:\n  inner:\n",
    "compose.override.yaml": "services:\n  web:\n    user: nobody\n",
  };

  test("are one project: what none of them defines is found, from each of them", () => {
    assert.deepEqual(findings(texts, "compose.yaml", "undefined-reference"), ["nowhere"]);
    assert.deepEqual(findings(texts, "compose.extra.yaml", "undefined-reference"), ["gone"]);
    assert.deepEqual(findings(texts, "compose.extra.yaml", "no-image-or-build"), []);
  });

  test("are laid over each other in their order, without the usual override", () => {
    const text = effectiveProject(fileOf(texts, "compose.yaml"));
    assert.match(text, /^# compose.yaml \+ compose.dev.yaml \+ compose.extra.yaml\n/);
    assert.match(text, /name: dev\n[\s\S]*command:\n {6}- dev\n {4}user: me\n/);
  });

  test("are what Docker Compose is started with", () => {
    const { files, project, isNamed } = outline(fileOf(texts, "compose.extra.yaml"));
    assert.ok(isNamed);
    assert.deepEqual(
      files.map((it) => it.slice("file:///shop/".length)),
      ["compose.yaml", "dev/compose.dev.yaml", "compose.extra.yaml"],
    );
    assert.equal(project, "dev");
  });

  test("may be separated by something else, and one may be missing", () => {
    const other = { ...texts, ".env": "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=compose.yaml,compose.gone.yaml\n" };
    assert.deepEqual(findings(other, "compose.yaml", "undefined-reference"), []);
    const { files, isNamed } = outline(fileOf(other, "compose.yaml"));
    assert.deepEqual([files.length, isNamed], [1, false]);
  });

  test("may lie in folders below: each knows the others, the variables, and where Docker Compose is run", () => {
    const below = {
      ".env": "COMPOSE_FILE=deploy/base.yaml:deploy/dev.yaml\nTAG=1\n",
      "deploy/base.yaml": "services:\n  web:\n    image: web:${TAG}\n    networks: [inner, nowhere]\n",
      "deploy/dev.yaml": "services:\n  web:\n    user: me\nnetworks:\n  inner:\n",
    };
    const found = (name: string, rule: string) =>
      finish(lintCompose(fileOf(below, name), only(rule))).map(({ span }) =>
        below["deploy/base.yaml"].slice(span.start, span.end),
      );
    assert.deepEqual(found("deploy/base.yaml", "undefined-reference"), ["nowhere"]);
    assert.deepEqual(found("deploy/base.yaml", "unset-variable"), []);
    assert.deepEqual(found("deploy/dev.yaml", "no-image-or-build"), []);
    assert.match(effectiveProject(fileOf(below, "deploy/dev.yaml")), /image: web:1\n[\s\S]*user: me/);
    const over = { ...below, "deploy/web.env": "A=1\n", ".env": "COMPOSE_FILE=deploy/base.yaml:more/dev.yaml\n" };
    const more = { ...over, "more/dev.yaml": "services:\n  web:\n    env_file: [web.env, gone.env]\n" };
    assert.equal(finish(lintCompose(fileOf(more, "more/dev.yaml"), only("missing-file"))).length, 1);
    assert.deepEqual(
      documentLinks(fileOf(more, "more/dev.yaml")).map((it) => it.target),
      ["file:///shop/deploy/web.env", "file:///shop/deploy/gone.env"],
    );
    const { folder, project } = outline(fileOf(below, "deploy/dev.yaml"));
    assert.deepEqual([folder, project], ["file:///shop/", "deploy"]);
  });

  test("leave others alone", () => {
    assert.equal(
      outline(fileOf({ ...texts, "compose.prod.yaml": texts["compose.extra.yaml"] }, "compose.prod.yaml")).files.length,
      2,
    );
  });

  test("are those that the variables of .env are for", () => {
    const named = { ".env": "COMPOSE_FILE=dev/compose.dev.yaml\n", "dev/compose.dev.yaml": "services: {}\n" };
    const env = parseEnv(createDocument("file:///shop/.env", "dotenv", 1, named[".env"]), filesWith(named));
    assert.equal(env.project?.document.uri, "file:///shop/dev/compose.dev.yaml");
  });
});

test("COMPOSE_PROFILES switches services on", () => {
  const texts = {
    ".env": "COMPOSE_PROFILES=data, mail\n",
    "compose.yaml":
      "services:\n  web:\n    image: x\n    depends_on: [db, debug]\n  db:\n    image: y\n    profiles: [data]\n  debug:\n    image: z\n    profiles: [debug]\n",
  };
  const optional = outline(fileOf(texts, "compose.yaml")).services.filter((it) => it.isOptional);
  assert.deepEqual(
    optional.map((it) => it.name),
    ["debug"],
  );
  assert.deepEqual(findings(texts, "compose.yaml", "disabled-dependency"), ["debug"]);
});

test("what an included file makes of its own .env follows that .env", () => {
  const texts: Record<string, string> = {
    "compose.yaml": "include: [sub/db.yaml]\n",
    "sub/db.yaml": "services:\n  db:\n    image: db:${TAG}\n",
    "sub/.env": "TAG=1\n",
  };
  const document = new OpenDocument("file:///shop/compose.yaml", "", 1, texts["compose.yaml"] ?? "", filesWith(texts));
  assert.match(effectiveProject(document.compose), /image: db:1\n/);
  texts["sub/.env"] = "TAG=2\n";
  document.forget();
  assert.match(effectiveProject(document.compose), /image: db:2\n/);
});

test("documents of one file complete each other", () => {
  const texts = {
    "compose.yaml": "services:\n  web:\n    image: x:1\n---\nservices:\n  web:\n    user: me\n  db: {}\n",
  };
  assert.deepEqual(findings(texts, "compose.yaml", "no-image-or-build"), ["db"]);
});

test("an override that says only the stage means the Dockerfile below it", () => {
  const texts = {
    "compose.yaml": "services:\n  web:\n    build: web\n",
    "compose.override.yaml": "services:\n  web:\n    build: {target: prod}\n",
    "web/Dockerfile": "FROM node:24 AS prod\n",
    Dockerfile: "FROM scratch AS other\n",
  };
  assert.deepEqual(findings(texts, "compose.override.yaml", "unknown-build-stage"), []);
});

suite("a file that others take in", () => {
  const part = "services:\n  base:\n    restart: always\n    networks: [back]\n";
  const found = (texts: Texts, name: string): string[] =>
    ["no-image-or-build", "undefined-reference"].flatMap((rule) => findings({ [name]: part, ...texts }, name, rule));
  const extending = (file: string): string =>
    `services:\n  web:\n    extends: {file: ${file}, service: base}\n    image: web:1\n`;

  test("lacks what they say: they extend it", () => {
    assert.deepEqual(found({ "compose.yaml": extending("base.yaml") }, "base.yaml"), []);
    assert.deepEqual(found({ "docker-compose.dev.yml": extending("./base.yaml") }, "base.yaml"), []);
    assert.deepEqual(found({ "compose.yaml": extending("parts/base.yaml") }, "parts/base.yaml"), []);
    assert.deepEqual(found({ "api/compose.yaml": extending("../common.yml") }, "common.yml"), []);
  });

  test("lacks what they say: they include it", () => {
    assert.deepEqual(found({ "compose.yaml": "include: [parts/base.yaml]\n" }, "parts/base.yaml"), []);
    const text = "services:\n  a:\n    image: a:1\n    networks: [back]\n";
    const texts = { "api/compose.yaml": text, "compose.yaml": "include: [api/compose.yaml]\nnetworks:\n  back:\n" };
    assert.deepEqual(findings(texts, "api/compose.yaml", "undefined-reference"), []);
  });

  test("must be whole when nobody names it, or it is what Docker Compose opens by itself", () => {
    assert.deepEqual(found({ "compose.yaml": extending("other.yaml") }, "base.yaml"), ["base", "back"]);
    assert.deepEqual(found({ "compose.yaml": "# base.yaml\n" }, "base.yaml"), ["base", "back"]);
    assert.deepEqual(found({ "compose.dev.yaml": extending("compose.yaml") }, "compose.yaml"), ["base", "back"]);
  });
});
