/** The features that answer about a whole file, and hover. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { format } from "../../../server/src/compose/format.ts";
import { inlayHints } from "../../../server/src/compose/hints.ts";
import { hover } from "../../../server/src/compose/hover.ts";
import { documentLinks } from "../../../server/src/compose/links.ts";
import { documentSymbols, foldingRanges, selectionRange } from "../../../server/src/compose/structure.ts";
import { semanticTokens } from "../../../server/src/compose/tokens.ts";
import { spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { compose, dumpFile, filesWith, manyServices, within } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

const FILES = filesWith({
  ".env": "TAG=1.2\nDB_PASSWORD=hunter2\n",
  "a.txt": "",
  "app/Dockerfile": "FROM x AS run\nRUN true\n\nFROM y",
});
const open = (text: string) => compose(text, { files: FILES });

suite("hover", () => {
  const says = (marked: string): string => {
    const { text, offset } = cursor(marked);
    const { contents } = hover(open(text), offset) ?? { contents: "" };
    return typeof contents === "object" && "value" in contents ? contents.value : "";
  };
  test("explains a name that the user has chosen by what it stands in", () => {
    assert.match(
      says("services:\n  a:\n    environment:\n      MO<|>DE: x"),
      /^Environment variables of the container/,
    );
    assert.match(says("services:\n  a:\n    environment:\n      MO<|>DE: x"), /Type: mapping \| list/);
    assert.match(says("services:\n  a:\n    healthcheck:\n      te<|>st: x"), /CMD-SHELL/);
  });
  test("explains a key, with values and default", () => {
    assert.match(
      says("services:\n  a:\n    res<|>tart: no"),
      /unless-stopped[\s\S]*Default: `no`[\s\S]*services\/#restart/,
    );
    assert.match(says("services:\n  a:\n    cgr<|>oup:"), /Allowed values: `host`, `private`/);
    assert.match(says("services:\n  a:\n    volumes:\n      - ty<|>pe: bind"), /bind/);
  });
  test("shows what a name is defined as, without its indentation", () => {
    assert.equal(
      says("services:\n    a:\n        depends_on: [b<|>]\n    b:\n        image: x\n"),
      "```yaml\nb:\n    image: x\n```",
    );
    assert.match(says("x: &a\n  k: v\ny: *<|>a\n"), /x: &a\n {2}k: v/);
  });
  test("shows the stage that is built", () => {
    const build = "services:\n  a:\n    build:\n      context: ./app\n      target: ru<|>n\n";
    assert.equal(says(build), "```dockerfile\nFROM x AS run\nRUN true\n```");
    assert.match(says(build.replace("ru<|>n", "no<|>ne")), /[Ss]tage/);
  });
  test("explains the keys of a template by what uses it", () => {
    assert.match(says("x-a: &a\n  rest<|>art: no\nservices:\n  a:\n    <<: *a\n"), /unless-stopped/);
    assert.equal(says("x-a: &a\n  rest<|>art: no\n"), "");
  });
  test("shows a variable's value and where it is from, but no secrets", () => {
    assert.match(says("services:\n  a:\n    image: x:${TA<|>G:-1}"), /`1.2` from `.env`/);
    assert.match(says("services:\n  a:\n    image: x:${N<|>O:-7}"), /`7` is taken/);
    assert.match(says("services:\n  a:\n    image: x:${N<|>O:-`[b](c)`}"), /`'\[b\]\(c\)'` is taken/);
    assert.doesNotMatch(says("services:\n  a:\n    hostname: ${DB_PASSWORD<|>}"), /hunter2/);
  });
  test("explains a value by its key, also in lists", () => {
    assert.match(says("services:\n  a:\n    read_only: tr<|>ue"), /read-only/);
    assert.match(says("services:\n  a:\n    cap_add: [SYS_<|>ADMIN]"), /[Cc]apabilities/);
    assert.match(says('services:\n  a:\n    ports:\n      - published: "8<|>0"'), /[Pp]ort/);
  });
  test("says nothing of comments, scripts and the user's own names", () => {
    const texts = [
      "# serv<|>ices:\n",
      "x-y:\n  ke<|>y: 1",
      "x-y:\n  key: <|>1",
      "services:\n  a:\n    command: |\n      ec<|>ho",
    ];
    for (const text of [...texts, "services:\n  a:\n    environment:\n      A: <|>b"]) assert.equal(says(text), "");
  });
});

suite("links", () => {
  const targets = (text: string): (string | undefined)[] => documentLinks(open(text)).map((it) => it.target);
  test("to the pages of images", () => {
    const images = [
      "nginx:1",
      "a/b",
      "ghcr.io/a/b:1",
      "quay.io/a/b",
      "mcr.microsoft.com/x/y",
      "localhost:5000/x",
      "docker.io/library/x",
    ];
    assert.deepEqual(targets(`services:\n${images.map((it, i) => `  s${i}:\n    image: ${it}\n`).join("")}`), [
      "https://hub.docker.com/_/nginx",
      "https://hub.docker.com/r/a/b",
      "https://ghcr.io/a/b",
      "https://quay.io/repository/a/b",
      "https://mcr.microsoft.com/artifact/mar/x/y",
      "https://hub.docker.com/_/x",
    ]);
  });
  test("to the pages of images whose tag is a variable, not of those whose name is one", () => {
    const images = ["a:${T}", "b:1.${T:-2}-x", "c/d@$D", "${R}/e:1", "localhost:${P}/f", "a${X}:1"];
    assert.deepEqual(targets(`services:\n${images.map((it, i) => `  s${i}:\n    image: ${it}\n`).join("")}`), [
      "https://hub.docker.com/_/a",
      "https://hub.docker.com/_/b",
      "https://hub.docker.com/r/c/d",
    ]);
  });
  test("to the Dockerfile in the context", () =>
    assert.deepEqual(targets("services:\n  a:\n    build:\n      context: app\n      dockerfile: Dockerfile\n"), [
      "file:///shop/app/Dockerfile",
    ]));
  test("to mounted files, not to folders", () =>
    assert.deepEqual(targets("services:\n  a:\n    image: ${X}\n    volumes: [./a.txt:/a, ./app:/b]\n"), [
      "file:///shop/a.txt",
    ]));
  test("with blanks and signs in the name", () =>
    assert.deepEqual(targets("include:\n  - a b#c%.yaml\n"), ["file:///shop/a%20b%23c%25.yaml"]));
});

suite("structure", () => {
  const text =
    "include:\n  - o.yaml\nservices:\n  web:\n    image: nginx:1\n    command: |\n      a\n\n  db:\n    image: x\nvolumes:\n  v:\n";
  test("the outline has everything with a name", () => {
    const symbols = documentSymbols(open(text));
    assert.deepEqual(
      symbols.map((it) => it.name),
      ["o.yaml", "web", "db", "v"],
    );
    assert.deepEqual(
      symbols[1]?.children?.map((it) => it.name),
      ["image", "command"],
    );
    assert.equal(symbols[1]?.detail, "nginx:1");
  });
  test("templates are in the outline, with their keys", () => {
    const [template, service] = documentSymbols(open("x-base: &b\n  restart: always\nservices:\n  web:\n    <<: *b\n"));
    assert.equal(template?.name, "x-base");
    assert.deepEqual(
      template?.children?.map((it) => it.name),
      ["restart"],
    );
    assert.equal(service?.name, "web");
  });
  test("blocks, texts and comments fold, without the blank lines behind them", () => {
    const folds = foldingRanges(open(`# a\n# b\n${text}`)).map(
      (it) => `${it.startLine}-${it.endLine}${it.kind ? ` ${it.kind}` : ""}`,
    );
    assert.deepEqual(folds, ["0-1 comment", "2-3", "4-11", "5-8", "7-8", "10-11", "12-13"]);
  });
  test("a selection grows from the word to the file", () => {
    const { text: plain, offset } = cursor('services:\n  a:\n    image: "ngi<|>nx"\n');
    const file = open(plain);
    const grown: string[] = [];
    for (let it = selectionRange(file, offset) as ReturnType<typeof selectionRange> | undefined; it; it = it.parent) {
      const { start, end } = spanOf(file.document, it.range);
      grown.push(plain.slice(start, end));
    }
    assert.deepEqual(grown, [
      "nginx",
      '"nginx"',
      'image: "nginx"',
      'a:\n    image: "nginx"',
      'services:\n  a:\n    image: "nginx"',
      plain,
    ]);
  });
});

suite("formatting", () => {
  const formatted = (text: string, options = {}): string => {
    const file = open(text);
    const edits = format(file, { tabSize: 2, ...options });
    return applyEdits(
      text,
      edits.map((it) => ({ span: spanOf(file.document, it.range), newText: it.newText })),
    );
  };
  test("indents evenly; comments, texts and lists move along", () => {
    assert.equal(
      formatted(
        "services:\n    # the web\n    web:\n          image: x   \n          command: |\n             a\n               b  \n          ports:\n          - 1\n          - a: 1\n            b: 2\n",
      ),
      "services:\n  # the web\n  web:\n    image: x\n    command: |\n       a\n         b  \n    ports:\n    - 1\n    - a: 1\n      b: 2\n",
    );
  });
  test("changes nothing in what is well, whatever its style", () => {
    for (const text of [
      manyServices(3),
      "a:\n- b\n-   c: 1\n    d: 2\n",
      "a: {b: c,\n   d: e}\n",
      "a: &x\n  b: 'c'   # d\n\n\ne: *x\n",
    ]) {
      assert.equal(formatted(text), text);
    }
  });
  test("leaves a file with errors alone", () => assert.equal(formatted('a:\n    b: "c\n'), 'a:\n    b: "c\n'));
  test("never changes what the file says, nor its own result", () => {
    for (const text of [
      "a:\n     - b:\n         c: |2\n             d\n       e: f\n     # g\n     - >-\n        h\n\n        i\nj:\n   k: [l,\n m]\n",
      "services:\n   web:\n      image: x\n   # end\n# top\nvolumes:\n",
    ]) {
      const after = formatted(text);
      const plain = (it: string): string => dumpFile(compose(it)).replace(/\d+-\d+|\d+/g, "");
      assert.equal(plain(after), plain(text));
      assert.equal(formatted(after), after);
    }
  });
  test("adds a line break at the end when asked", () => {
    assert.equal(formatted("a: b", { insertFinalNewline: true }), "a: b\n");
    assert.equal(formatted("a: b"), "a: b");
  });
});

test("hints show variables, and what an extended service had said", () => {
  const text =
    "services:\n  a:\n    image: x:${TAG}\n    hostname: h\n    user: ${DB_PASSWORD}\n  b:\n    extends: a\n    hostname: i\n";
  const hints = inlayHints(open(text), { start: 0, end: text.length }).map(
    (it) => `${it.position.line}:${it.position.character} ${it.label}`,
  );
  assert.deepEqual(hints, ["2:19 = 1.2", "7:15 instead of h"]);
});

test("hints show what an extended service of another file says, however far away", () => {
  const files = filesWith({
    "common/base.yaml":
      "services:\n  base:\n    image: x:1\n    user: me\n  web:\n    extends: {file: more.yaml, service: far}\n    user: you\n",
    "common/more.yaml": "services:\n  far:\n    image: far:1\n    extends: {file: base.yaml, service: web}\n",
  });
  const text =
    "services:\n  a:\n    extends: {file: common/base.yaml, service: web}\n    image: y:2\n    user: them\n  b:\n    extends: {file: gone.yaml, service: b}\n    image: z\n";
  assert.deepEqual(
    inlayHints(compose(text, { files }), { start: 0, end: text.length }).map((it) => it.label),
    ["instead of far:1", "instead of you"],
  );
});

test("hints show the ports that bases and other files add", () => {
  const files = filesWith({
    ".env": "PORT=80\n",
    "compose.override.yaml":
      "services:\n  web:\n    ports: ['8443:443', {target: 53, published: 53, protocol: udp}]\n  db:\n    ports: [5432:5432]\n",
  });
  const text =
    'services:\n  web:\n    image: x\n    ports: ["${PORT}:80"]\n  db:\n    image: y\n  again:\n    extends: web\n    ports:\n      - 81:81\n  other:\n    image: z\n    ports: [1:1]\n';
  const file = compose(text, { files });
  const found = inlayHints(file, { start: 0, end: text.length }).filter((it) => !String(it.label).startsWith("="));
  assert.deepEqual(
    found.map((it) => `${it.position.line}:${it.position.character} ${it.label}`),
    ['3:25 and "8443:443", "53:53/udp"', '4:5 ports "5432:5432"', '8:10 and "80:80"'],
  );
});

test("hints of ports stand behind a list in brackets, unless it goes on below", () => {
  const base = "services:\n  base:\n    image: x\n    ports: [80:80]\n";
  const hint = (ports: string): string[] => {
    const text = `${base}  web:\n    extends: base\n    ports: ${ports}\n`;
    return inlayHints(open(text), { start: 0, end: text.length }).map(({ position }) => JSON.stringify(position));
  };
  assert.deepEqual(hint("[1:1]"), ['{"line":6,"character":16}']);
  assert.deepEqual(hint("[\n      1:1\n    ]"), ['{"line":6,"character":10}']);
});

test("tokens mark names and variables, apart from each other", () => {
  const data = semanticTokens(open("services:\n  ab:\n    image: ${TAG}\n    depends_on: [cd]\n"));
  assert.deepEqual(data, [1, 2, 2, 0, 1, 1, 13, 3, 2, 0, 1, 17, 2, 0, 0]);
});

test("nothing throws on any prefix, nothing hangs on a long file", () => {
  const all = (text: string): void => {
    const file = open(text);
    documentSymbols(file);
    foldingRanges(file);
    selectionRange(file, text.length);
    documentLinks(file);
    semanticTokens(file);
    inlayHints(file, { start: 0, end: text.length });
    format(file, { tabSize: 2 });
    hover(file, text.length);
  };
  const text = `${manyServices(1)}a: [b, {c: "\${D:-e}"}]\n? f\n: g\n`;
  for (let i = 0; i <= text.length; i++) all(text.slice(0, i));
  within(5000, () => all(manyServices(1000)));
});
