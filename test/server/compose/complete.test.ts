import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { CompletionItem, CompletionList } from "vscode-languageserver-types";
import { complete, completeList, documented } from "../../../server/src/compose/complete.ts";
import { applyEdits, replace } from "../../../server/src/text/span.ts";
import { compose, filesWith, manyServices, within } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

const FILES = filesWith({
  ".env": "TAG=1.2\n",
  "app/Dockerfile": "ARG BASE=x\nFROM x AS build\nARG VERSION\nFROM build AS run\nEXPOSE 3000/tcp\n",
  "app/src/index.js": "",
  "app/other/Dockerfile.dev": "FROM x",
  "tools.yaml": "services:\n  t:\n    image: x\n    profiles: [debug]\n",
  "base.yaml": "services:\n  common:\n    image: x\n",
});

function items(marked: string, snippets = true): { text: string; offset: number; all: CompletionItem[] } {
  const { text, offset } = cursor(marked);
  return { text, offset, all: complete(compose(text, { files: FILES }), offset, { snippets }) };
}
const labels = (marked: string): string[] => items(marked).all.map((it) => it.label);

/** The text after an item of that name is taken, which is the same in editors that take one range for all items. */
function taking(label: string, marked: string, snippets = true): string {
  const { text, offset, all } = items(marked, snippets);
  const file = compose(text, { files: FILES });
  const { document } = file;
  const taken = ({ items: offered, itemDefaults }: CompletionList): string => {
    const it = offered.find((item) => item.label === label);
    const range = it?.textEdit && "range" in it.textEdit ? it.textEdit.range : itemDefaults?.editRange;
    assert.ok(it && range && "start" in range, `no ${label} among ${offered.map((item) => item.label).join(" ")}`);
    const newText = it.textEdit?.newText ?? it.textEditText ?? it.label;
    return text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
  };
  const result = taken({ isIncomplete: false, items: all });
  assert.equal(taken(completeList(file, offset, { snippets, asksForDocumentation: true })), result);
  return result;
}

test("values are offered behind a tab", () => {
  assert.deepEqual(labels("services:\n  a:\n    restart:\t<|>"), labels("services:\n  a:\n    restart: <|>"));
  assert.deepEqual(labels("services:\n  a:\n    depends_on:\t[<|>]\n  b:\n    image: x\n"), ["b"]);
  assert.deepEqual(labels("services:\n  a:\n    ports:\n      -\t<|>"), []);
});

test("in a line that tabs indent, what is taken is indented with spaces, and so are its neighbours", () => {
  const taken = (marked: string, label: string): string => {
    const { text, offset, all } = items(marked);
    const it = all.find((item) => item.label === label);
    assert.ok(it?.textEdit && "range" in it.textEdit, `no ${label} among ${all.map((item) => item.label).join(" ")}`);
    const { document } = compose(text);
    const edits = [it.textEdit, ...(it.additionalTextEdits ?? [])].map(({ range, newText }) =>
      replace({ start: document.offsetAt(range.start), end: document.offsetAt(range.end) }, newText),
    );
    const { items: shared } = completeList(compose(text), offset, { snippets: true });
    assert.deepEqual(shared.find((item) => item.label === label)?.additionalTextEdits, it.additionalTextEdits);
    return applyEdits(text, edits);
  };
  const file = "services:\n\tweb:\n\t\timage: x\n\t\tde<|>\n\tdb:\n\t\timage: y\n";
  const mended = "services:\n  web:\n    image: x\n    deploy:\n      \n  db:\n    image: y\n";
  assert.equal(taken(file, "deploy"), mended);
  assert.equal(taken(file.replace("de<|>", "<|>"), "deploy"), mended);
  assert.equal(
    taken("services:\n    a:\n\t\tim<|>", "init"),
    "services:\n    a:\n        init: true".replace("true", `$\{1|true,false|}`),
  );
  assert.ok(labels("services:\n\ta:\n\t\tdepends_on: [<|>]\n\tb:\n\t\timage: x\n").includes("b"));
  assert.deepEqual(labels("services:\n\ta:\n\t<|>\tim"), []);
});

suite("editors that take one range for all items, and ask for the documentation of the one that is looked at", () => {
  const listed = (marked: string): CompletionList => {
    const { text, offset } = cursor(marked);
    return completeList(compose(text), offset, { snippets: true, asksForDocumentation: true });
  };
  const key = (marked: string, label: string) => listed(marked).items.find((it) => it.label === label);
  const SERVICE = "services:\n  a:\n    <|>\n";

  test("are offered the same items again while somebody types", () => {
    assert.equal(key(SERVICE, "deploy"), key(SERVICE.replace("<|>", "de<|>"), "deploy"));
    assert.equal(key(SERVICE, "deploy")?.textEditText, "deploy:\n      ");
  });
  test("are offered others where they would say something else", () => {
    assert.equal(key("services:\n    a:\n        <|>\n", "deploy")?.textEditText, "deploy:\n            ");
    assert.equal(key("services:\n  a:\n    de<|>: 1\n", "deploy")?.textEditText, "deploy");
    assert.equal(key("services:\n  a:\n    deploy: {}\n    <|>\n", "deploy")?.sortText, "~deploy");
    assert.equal(key(SERVICE, "deploy")?.sortText, undefined);
  });
  test("are asked again where something can be chosen behind a key", () => {
    const { text, offset } = cursor(SERVICE);
    const asking = (asksAgain: boolean): string[] =>
      completeList(compose(text), offset, { snippets: true, asksAgain }).items.flatMap((it) =>
        it.command ? it.label : [],
      );
    const again = asking(true);
    for (const key of ["image", "build", "depends_on", "healthcheck"]) assert.ok(again.includes(key), key);
    for (const key of ["container_name", "restart", "environment"]) assert.ok(!again.includes(key), key);
    assert.deepEqual(asking(false), []);
  });
  test("are told of a key when they ask", () => {
    const item = key(SERVICE, "deploy");
    assert.ok(item && item.documentation === undefined);
    const documentation = items(SERVICE).all.find((it) => it.label === "deploy")?.documentation;
    assert.deepEqual(documented(JSON.parse(JSON.stringify(item))).documentation, documentation);
    for (const data of [undefined, "x", [{}], ["x", "y"], [null]])
      assert.deepEqual(documented({ label: "deploy", data }), { label: "deploy", data });
  });
});

suite("keys", () => {
  test("of the file", () => assert.ok(labels("<|>").includes("services")));
  test("of a service, typed in part", () => {
    const found = items("services:\n  a:\n    ima<|>\n").all.find((it) => it.label === "image");
    assert.equal(found?.detail, "text");
  });
  test("of a service: first those that most services have, last those that are there", () => {
    const { all } = items("services:\n  a:\n    ports: []\n    <|>\n");
    const order = (label: string) => all.find((it) => it.label === label)?.sortText ?? label;
    assert.ok(order("image") < order("annotations") && order("annotations") < order("ports"));
  });
  test("of an item of a list, in the column behind the dash", () => {
    const text = "services:\n  a:\n    volumes:\n      - type: bind\n        so<|>";
    assert.equal(taking("source", text), text.replace("so<|>", "source: "));
  });
  test("directly behind a dash", () => {
    const text = "services:\n  a:\n    develop:\n      watch:\n        -<|>";
    assert.equal(taking("path", text), text.replace("<|>", " path: "));
  });
  test("with the indentation of what follows", () => {
    const text = "services:\n  a:\n    dep<|>";
    assert.equal(taking("deploy", text), text.replace("dep<|>", "deploy:\n      "));
  });
  test("with required keys inside", () => {
    const text = "services:\n  a:\n    prov<|>";
    assert.equal(taking("provider", text), text.replace("prov<|>", "provider:\n      type: $1"));
    assert.equal(taking("provider", text, false), text.replace("prov<|>", "provider:\n      type: "));
  });
  test("with a dash and required keys of items", () => {
    const text = "services:\n  a:\n    develop:\n      wa<|>";
    assert.equal(taking("watch", text), text.replace("wa<|>", "watch:\n        - path: $1\n          action: $2"));
  });
  test("with a choice of values", () => {
    const text = "services:\n  a:\n    ini<|>";
    assert.equal(taking("init", text), text.replace("ini<|>", "init: ${1|true,false|}"));
  });
  test("that are there already come last", () => {
    const [image] = items("services:\n  a:\n    image: x\n    <|>").all.filter((it) => it.label === "image");
    assert.equal(image?.sortText, "~image");
  });
  test("in brackets, nested and of several lines", () => {
    assert.ok(labels("services:\n  a:\n    build: { con<|>").includes("context"));
    const build = "services:\n  a:\n    build: {\n      context: ./app, # here\n      ";
    assert.ok(labels(`${build}<|>\n    }\n`).includes("target"));
    assert.deepEqual(labels(`${build}target: <|>`), ["build", "run"]);
    assert.ok(labels("services:\n  a:\n    deploy: { resources: { limits: { cpus: '1', <|>").includes("memory"));
    assert.ok(labels("services:\n  a:\n    ports: [{ target: 80, pro<|>").includes("protocol"));
    assert.deepEqual(labels("services:\n  a:\n    command: echo {a: <|>"), []);
    assert.ok(labels("\n<|>").includes("services"), "an empty first line");
    assert.ok(labels("services:\n  a:\n    command: [a, b]\n    <|>").includes("ports"));
  });
  test("in brackets stand in one line", () => {
    const text = "services:\n  a: { dep<|> }";
    assert.equal(taking("deploy", text), text.replace("dep<|>", "deploy: "));
    const names = "services:\n  a:\n    depends_on: { <|> }\n  b:\n    image: x";
    assert.equal(taking("b", names, false), names.replace("<|>", "b: { condition: service_started }"));
    assert.ok(!labels(names).includes("- b"));
  });
  test("with the colon behind them are replaced as words, the cursor in their middle", () => {
    for (const text of ["services:\n  a:\n    ima<|>ge: x", "services:\n  a:\n    deplo<|>: x"])
      assert.equal(taking("init", text), text.replace(/\w+<\|>\w*/, "init"));
    const dependency = "services:\n  a:\n    depends_on:\n      c<|>:\n        condition: x\n  b:\n    image: x";
    assert.equal(taking("b", dependency), dependency.replace("c<|>", "b"));
    assert.ok(!labels(dependency).includes("- b"));
    const value = "services:\n  a:\n    restart: al<|>ways # x";
    assert.equal(taking("unless-stopped", value), value.replace("al<|>ways", "unless-stopped"));
    const variable = "services:\n  a:\n    image: x:${T<|>G}";
    assert.equal(taking("TAG", variable), variable.replace("T<|>G", "TAG"));
  });
  test("in the indentation of the file", () => {
    const text = "services:\n    a:\n        dep<|>";
    assert.equal(taking("deploy", text), text.replace("dep<|>", "deploy:\n            "));
    const after = taking("redis", "services:\n    a:\n        image: x\n    re<|>", false);
    assert.match(after, /\n {4}redis:\n {8}image: redis\S+\n[\s\S]*\n {8}healthcheck:\n {12}test:/);
  });
  test("of what an anchor is used as", () => {
    const tail = "\nservices:\n  a:\n    <<: [*common]\n    logging: *log\n    image: x\n";
    assert.ok(labels(`x-common: &common\n  res<|>${tail}`).includes("restart"));
    assert.ok(labels(`x-log: &log\n  driver: <|>${tail}`).includes("journald"));
    assert.deepEqual(labels("x-other:\n  <|>"), []);
  });
  test("with mappings to merge", () => {
    const text = "x-a: &a\n  init: true\nx-b: &b [1]\nservices:\n  a:\n    <|>";
    assert.equal(taking("<<", text), text.replace("<|>", "<<: *a"));
    assert.ok(!labels(text.replace("<|>", "<<: *a\n    <|>")).includes("<<"));
  });
});

suite("values", () => {
  test("of an enumeration", () => assert.deepEqual(labels("services:\n  a:\n    cgroup: <|>"), ["host", "private"]));
  test("that other readers of YAML take for booleans are quoted", () => {
    const text = "services:\n  a:\n    restart: <|>";
    assert.equal(taking("no", text), text.replace("<|>", '"no"'));
    assert.match(taking("restart", "services:\n  a:\n    res<|>"), /restart: \$\{1\|"no",always,/);
  });
  test("usual ones where any is allowed", () =>
    assert.ok(labels("services:\n  a:\n    restart: <|>").includes("unless-stopped")));
  test("booleans", () => assert.deepEqual(labels("services:\n  a:\n    privileged: <|>"), ["true", "false"]));
  test("conditions of a dependency, and no names of services", () => {
    const found = labels("services:\n  a:\n    depends_on:\n      b:\n        condition: <|>\n  b:\n    image: x");
    assert.deepEqual(found.sort(), ["service_completed_successfully", "service_healthy", "service_started"]);
  });
  test("in quotes keep them, and close those that are open", () => {
    const text = 'services:\n  a:\n    restart: "al<|>';
    assert.equal(taking("always", text), text.replace("al<|>", 'always"'));
    assert.equal(taking("always", `${text}"`), `${text}"`.replace("al<|>", "always"));
    assert.equal(
      taking("always", `${text}\r\n    user: "me"\r\n`),
      `${text}"\r\n    user: "me"\r\n`.replace("al<|>", "always"),
    );
  });
  test("anchors whose values fit, not that of what the cursor is in", () => {
    const text = `x-log: &log
  logging:
    driver: json-file
x-env: &env
  TZ: UTC
x-ports: &ports ["80:80"]
services:
  web: &web
    image: x
`;
    const after = (tail: string) => labels(`${text}${tail}`).filter((it) => it.startsWith("*"));
    assert.deepEqual(after("    <<: *<|>"), ["*log"]);
    assert.deepEqual(after("    environment:\n      <<: *<|>"), ["*env"]);
    assert.deepEqual(after("    ports: *<|>"), ["*ports"]);
    assert.deepEqual(after("  db:\n    <<: *<|>"), ["*log", "*web"]);
    assert.ok(!labels(`${text}    deploy:\n      <|>`).includes("<<"));
    assert.ok(!labels(`${text}  <|>`).includes("<<"));
  });
  test("no item of a list among the keys of a mapping", () => {
    const text =
      "services:\n  a:\n    depends_on:\n      b:\n        condition: service_started\n      <|>\n  b: {}\n  c: {}\n";
    assert.deepEqual(
      labels(text).filter((it) => /^(?:- )?c$/.test(it)),
      ["c"],
    );
  });
  test("anchors behind a star", () => assert.deepEqual(labels("a: &x 1\nb: &y 2\nc: *<|>\nd: &z 3"), ["*x", "*y"]));
  test("not in comments, block texts and behind the colon", () => {
    for (const text of [
      "services:\n  # im<|>",
      "a:\n  b: |\n    im<|>",
      "services:\n  a:\n    image:<|>",
      "a: x # <|>",
    ]) {
      assert.deepEqual(labels(text), [], text);
    }
  });
});

suite("names", () => {
  const tail =
    "\n  b:\n    image: x\n    profiles: [p]\nnetworks:\n  n:\nvolumes:\n  v:\nsecrets:\n  s:\n    file: x\n";
  test("of services, not the service itself", () =>
    assert.deepEqual(labels(`services:\n  a:\n    depends_on:\n      - <|>${tail}`), ["b"]));
  test("that are used and not yet defined, as keys of their section", () => {
    const service =
      "services:\n  a:\n    networks: [n, default]\n    volumes: [vol:/v, ./w:/w, w, $X:/x]\n    secrets: [s]\n";
    assert.deepEqual(labels(`${service}networks:\n  <|>`), ["n"]);
    assert.deepEqual(labels(`${service}networks: {<|>}\nvolumes:\n  vol:\n`), ["n"]);
    assert.deepEqual(labels(`${service}volumes:\n  other:\n  <|>`), ["vol"]);
    assert.equal(taking("s", `${service}secrets:\n  <|>`, false), `${service}secrets:\n  s:\n    file: ./s`);
  });
  test("in a flow list, not those that are in it", () => {
    assert.deepEqual(labels(`services:\n  a:\n    depends_on: [b, <|>\n  c:\n    image: x${tail}`), ["c"]);
  });
  test("as keys with their condition", () => {
    const text = `services:\n  a:\n    depends_on:\n      <|>${tail}`;
    assert.equal(taking("b", text, false), text.replace("<|>", "b:\n        condition: service_started"));
  });
  test("of networks, volumes, secrets, profiles", () => {
    assert.ok(labels(`services:\n  a:\n    networks:\n      - <|>${tail}`).includes("n"));
    assert.ok(labels(`services:\n  a:\n    volumes:\n      - <|>${tail}`).includes("v"));
    assert.ok(labels(`services:\n  a:\n    secrets:\n      - source: <|>${tail}`).includes("s"));
    assert.ok(labels(`services:\n  a:\n    profiles: [<|>${tail}`).includes("p"));
  });
  test("before what the schema allows", () => {
    const sorted = (marked: string): string[] =>
      items(marked)
        .all.sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1))
        .map((it) => it.label);
    assert.equal(sorted(`services:\n  a:\n    volumes:\n      - <|>${tail}`)[0], "v");
    const ports = sorted("services:\n  a:\n    build: ./app\n    ports:\n      - <|>");
    assert.deepEqual(ports.slice(0, 2), ["3000:3000", "hostPort:containerPort"]);
    assert.ok(ports.indexOf("containerRange") < ports.indexOf("app_protocol"));
    const args = sorted("x: &x {}\nservices:\n  a:\n    build:\n      context: ./app\n      args:\n        <|>");
    assert.deepEqual([args[0], args.at(-1)], ["BASE", "<<"]);
  });
  test("with a prefix that a mode of the network needs", () =>
    assert.ok(labels(`services:\n  a:\n    network_mode: <|>${tail}`).includes("service:b")));
  test("from the file that is extended", () =>
    assert.deepEqual(labels("services:\n  a:\n    extends:\n      file: base.yaml\n      service: <|>\n"), ["common"]));
  test("of profiles in included files", () => {
    const text = "include: [tools.yaml]\nservices:\n  a:\n    image: x\n    profiles: [<|>]\n";
    assert.deepEqual(labels(text), ["debug"]);
  });
  test("from included files", () =>
    assert.ok(labels("include: [base.yaml]\nservices:\n  a:\n    depends_on: [<|>").includes("common")));
});

suite("from other files", () => {
  const build = (line: string): string => `services:\n  a:\n    build:\n      context: ./app\n      ${line}`;
  test("the stages of the Dockerfile", () => assert.deepEqual(labels(build("target: <|>")), ["build", "run"]));
  test("the arguments of the Dockerfile", () => {
    assert.deepEqual(labels(build("args:\n        - <|>")), ["BASE=", "VERSION="]);
    assert.ok(labels(build("args:\n        <|>")).includes("VERSION"));
  });
  test("the ports that it exposes, in the long syntax too", () => {
    const ports = "services:\n  a:\n    build: ./app\n    ports:\n      - target: <|>";
    assert.deepEqual(labels(ports), ["3000"]);
  });
  test("the ports that it exposes", () =>
    assert.ok(labels("services:\n  a:\n    build: ./app\n    ports:\n      - <|>").includes("3000:3000")));
  test("folders for a context, files elsewhere", () => {
    assert.deepEqual(labels("services:\n  a:\n    build: ./<|>"), ["app"]);
    assert.ok(labels("services:\n  a:\n    env_file: <|>").includes(".env"));
    assert.deepEqual(labels("services:\n  a:\n    volumes:\n      - ./app/<|>"), ["Dockerfile", "src", "other"]);
  });
  test("Dockerfiles in the context", () => {
    assert.deepEqual(labels(build("dockerfile: <|>")), ["Dockerfile", "src", "other"]);
    assert.deepEqual(labels(build("dockerfile: ./other/<|>")), ["Dockerfile.dev"]);
  });
  test("variables of .env and of this file", () => {
    assert.deepEqual(labels("services:\n  a:\n    image: x:${<|>\n  b:\n    image: ${OTHER:-x}"), ["TAG", "OTHER"]);
    assert.deepEqual(labels("services:\n  a:\n    command: $$<|>"), []);
  });
});

test("well-known services come with all that they need", () => {
  const after = taking("postgres", "services:\n  <|>", false);
  assert.match(after, /^services:\n {2}postgres:\n {4}image: postgres:\d+\n/);
  assert.match(after, /POSTGRES_PASSWORD: \$\{POSTGRES_PASSWORD:\?\}\n/);
  assert.deepEqual(compose(after).problems, []);
  const worker = taking("celery worker", "services:\n  <|>", false);
  assert.match(worker, /^services:\n {2}worker:\n {4}build: \./);
  assert.ok(worker.includes("celery@$$HOSTNAME"), worker);
  // In the editor's snippets a dollar needs a backslash.
  assert.ok(taking("celery worker", "services:\n  <|>").includes("celery@\\$\\$HOSTNAME"));
});

test("well-known services bring their volume, defined where it belongs", () => {
  assert.match(
    taking("redis", "services:\n  <|>", false),
    /\n {6}- redis-data:\/data\n[\s\S]*\n\nvolumes:\n {2}redis-data:\n$/,
  );
  const elsewhere = (marked: string): string | undefined =>
    items(marked).all.find((it) => it.label === "redis")?.additionalTextEdits?.[0]?.newText;
  assert.equal(elsewhere("services:\n  <|>\nvolumes:\n  other:\n"), "  redis-data:\n");
  assert.equal(elsewhere("services:\n  <|>\nnetworks:\n  n:\n"), "\nvolumes:\n  redis-data:\n");
  assert.equal(elsewhere("services:\n  <|>\nvolumes:\n  redis-data:\n"), undefined);
});

test("well-known services get another name where theirs is taken", () =>
  assert.match(taking("celery worker", "services:\n  worker:\n    image: x\n  <|>"), /\n {2}worker-2:\n/));

test("names that are offered behind a dash are offered once", () => {
  const all = labels("services:\n  a:\n    depends_on:\n      <|>\n  b:\n    image: x");
  assert.deepEqual(all.sort(), ["- b", "b"]);
  assert.ok(!labels("x: &x {}\n<|>").includes("<<"));
});

test("is the same with line breaks of Windows, and not disturbed by mistakes elsewhere", () => {
  const text = `x: [unclosed\n${manyServices(2)}a: [b, {c: "d"}]\n---\nservices:\n  ñandú:\n    image: "x\n`;
  const places = [...text.matchAll(/^ *(?:- )?|: /gm)].map((it) => it.index + it[0].length);
  for (const at of places) {
    const marked = `${text.slice(0, at)}<|>${text.slice(at)}`;
    assert.deepEqual(labels(marked.replaceAll("\n", "\r\n")), labels(marked), marked.slice(0, at + 3));
  }
});

test("never throws, wherever the cursor is", () => {
  const text = `${manyServices(2)}a: [b, {c: "d"}]\n- x\n\t? y\n`;
  for (let at = 0; at <= text.length; at++) {
    const file = compose(text.slice(0, at), { files: FILES });
    complete(file, at, { snippets: true });
  }
});

test("is quick at the end of a long file", () => {
  const text = `${manyServices(1000).split("networks:\n  backend")[0]}  last:\n    `;
  const file = compose(text);
  within(5000, () => assert.ok(complete(file, text.length, { snippets: true }).length > 80));
});
