import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { filesWith } from "../../support/compose.ts";
import { open } from "../../support/lint.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const CLIENT = { snippets: true };

type Range = { start: { line: number; character: number }; end: { line: number; character: number } };
const show = ({ start, end }: Range): string => `${start.line}:${start.character}-${end.line}:${end.character}`;

function at(marked: string) {
  const { text, offset } = cursor(marked);
  const document = open(text);
  return { document, position: document.text.positionAt(offset), text };
}

function completions(marked: string): string[] {
  const { document, position } = at(marked);
  return (service.complete?.(document, position, CLIENT) ?? []).map((it) => it.label);
}
function hoverText(marked: string): string {
  const { document, position } = at(marked);
  return JSON.stringify(service.hover?.(document, position)?.contents ?? "");
}
/** The text of what the definition points at, with its line. */
function definition(marked: string): string | null {
  const { document, position } = at(marked);
  const [found] = service.definition?.(document, position) ?? [];
  return found ? `${found.range.start.line}: ${document.text.getText(found.range)}` : null;
}
function highlights(marked: string): string[] {
  const { document, position } = at(marked);
  return (service.highlight?.(document, position) ?? []).map((it) => show(it.range));
}
function renamed(marked: string, name: string): string {
  const { document, position, text } = at(marked);
  const edits = Object.values(service.rename?.(document, position, name)?.changes ?? {}).flat();
  const spans = edits.map(
    ({ range, newText }) => [document.text.offsetAt(range.start), document.text.offsetAt(range.end), newText] as const,
  );
  return spans
    .sort((a, b) => b[0] - a[0])
    .reduce((all, [start, end, newText]) => all.slice(0, start) + newText + all.slice(end), text);
}
function signature(marked: string): string {
  const { document, position } = at(marked);
  const help = service.signature?.(document, position);
  const first = help?.signatures[0];
  return first ? `${first.label} @ ${first.parameters?.[help?.activeParameter ?? 0]?.label}` : "";
}

suite("completion", () => {
  test("flags that are not there yet, right behind the keyword and the other flags", () => {
    assert.deepEqual(completions("FROM a\nCOPY --chown=1 --c<|>"), ["--chmod=755"]);
    assert.ok(completions("FROM a\nRUN <|>").includes("--mount=type=cache,target=/root/.cache"));
    assert.deepEqual(completions("FROM a\nCOPY x --c<|>"), []);
  });
  test("types, keys and values of mounts", () => {
    assert.deepEqual(completions("FROM a\nRUN --mount=type=s<|>"), ["secret", "ssh"]);
    assert.deepEqual(completions("FROM a\nRUN --mount=type=cache,target=/x,sh<|>"), ["sharing="]);
    assert.deepEqual(completions("FROM a\nRUN --mount=type=cache,sharing=l<|>"), ["locked"]);
    assert.deepEqual(completions("FROM a AS one\nFROM b\nRUN --mount=from=<|>"), ["one"]);
  });
  test("stages above, in COPY --from and in FROM", () => {
    assert.deepEqual(completions("FROM a AS one\nFROM b AS two\nCOPY --from=<|>"), ["one"]);
    assert.ok(completions("FROM a AS one\nFROM o<|>").includes("one"));
    assert.deepEqual(completions("FROM a\nFROM <|>"), ["--platform=arm64"]);
    assert.deepEqual(completions("FROM a\nFROM b\nCOPY --from=<|>"), ["0"]);
  });
  test("variables in scope, with braces when only the dollar is there", () => {
    assert.deepEqual(completions("FROM a\nENV ABC=1 XYZ=2\nRUN echo $A<|>").slice(0, 1), ["$ABC"]);
    assert.ok(completions("FROM a\nARG ABC\nWORKDIR /$<|>").includes("${ABC}"));
    assert.ok(!completions("FROM a\nARG ABC\nFROM b\nRUN $A<|>").includes("$ABC"));
  });
  test("folders that the stage has worked in", () =>
    assert.deepEqual(completions("FROM a\nWORKDIR /srv/app\nCOPY x /s<|>"), ["/srv/app/"]));
  test("signals, protocols and switches", () => {
    assert.deepEqual(completions("FROM a\nSTOPSIGNAL SIGQ<|>"), ["SIGQUIT"]);
    assert.deepEqual(completions("FROM a\nEXPOSE 80/u<|>"), ["udp"]);
    assert.deepEqual(completions("FROM a\nCOPY --link=t<|>"), ["true"]);
  });
  test("an editor without snippets gets what stands before the first placeholder", () => {
    const inserted = (marked: string, label: RegExp): string[] => {
      const { document, position } = at(marked);
      const items = service.complete?.(document, position, { ...CLIENT, snippets: false }) ?? [];
      return items.filter((it) => label.test(it.label)).map((it) => it.textEdit?.newText ?? "");
    };
    assert.deepEqual(inserted("FROM a\nWORK<|>", /^WORKDIR/), ["WORKDIR"]);
    assert.deepEqual(inserted("FROM a\nENTRY<|>", /^ENTRYPOINT/), ["ENTRYPOINT"]);
    assert.deepEqual(inserted("FROM a\nCOPY --cho<|>", /chown/), ["--chown="]);
    assert.deepEqual(inserted("# synt<|>", /^syntax/), ["syntax=docker/dockerfile:1"]);
  });
  test("directives, but only at the top", () => {
    assert.deepEqual(completions("# sy<|>"), ["syntax=docker/dockerfile:1"]);
    assert.deepEqual(completions("# syntax=x\n# ch<|>"), ["check=skip=all"]);
    assert.deepEqual(completions("FROM a\n# sy<|>"), []);
  });
  test("on a continued line", () => {
    assert.deepEqual(completions("FROM a\nCOPY \\\n  --li<|>"), ["--link"]);
    assert.ok(completions("FROM a\nHEALTHCHECK \\\n  <|>").includes("NONE"));
  });
});

suite("hover", () => {
  test("a variable has the value that holds at this point", () => {
    assert.match(hoverText('FROM a\nARG V=1\nENV W="$V.2"\nRUN echo $<|>W'), /1\.2/);
    assert.match(hoverText("FROM a\nENV V=1\nENV V=2\nRUN echo ${<|>V}"), /2.*`ENV` in line 3/);
    assert.match(hoverText("ARG V=3\nFROM a\nARG V\nRUN echo $<|>V"), /3/);
  });
  test("an ENV of a stage that this one is built on counts", () =>
    assert.match(hoverText("FROM a AS base\nENV V=old\nFROM base\nRUN echo $<|>V"), /old/));
  test("a stage is shown by its FROM", () =>
    assert.match(hoverText("FROM node:24 AS build\nFROM scratch\nCOPY --from=bu<|>ild /a /b"), /node:24/));
  test("a directive is explained before its value is written", () => {
    assert.match(hoverText("# syn<|>tax=\nFROM a"), /docker\/dockerfile/);
    assert.equal(signature("# escape=<|>\nFROM a"), "escape=` @ `");
    assert.equal(signature("# syntax=x\n# escape = <|>"), "escape=` @ `");
    assert.equal(signature("FROM a\n# escape=<|>\n"), "");
  });
  test("flags, directives and platform variables are explained", () => {
    assert.match(hoverText("FROM a\nCOPY --l<|>ink a b"), /layer/);
    assert.match(hoverText("# esc<|>ape=`\nFROM a"), /escape/);
    assert.match(hoverText("FROM --platform=$BUILD<|>PLATFORM a"), /machine that builds/);
  });
});

suite("navigation", () => {
  test("a stage, by name in any case and by number", () => {
    assert.equal(definition("FROM a AS One\nFROM b\nCOPY --from=o<|>ne x y"), "0: One");
    assert.equal(definition("FROM a AS one\nFROM b\nCOPY --from=<|>0 x y"), "0: one");
    assert.equal(definition("FROM a AS one\nFROM o<|>ne"), "0: one");
    assert.equal(definition("FROM a AS one\nFROM b\nRUN --mount=from=o<|>ne,target=/x id"), "0: one");
    assert.equal(definition("FROM a AS one\nFROM b\nCOPY --from=t<|>wo x y"), null);
  });
  test("a variable, in its stage only", () => {
    assert.equal(definition("FROM a\nARG V\nFROM b\nARG V\nRUN $<|>V"), "3: V");
    assert.equal(definition("ARG V=1\nFROM a:${<|>V}"), "0: V");
    assert.equal(definition("FROM a AS one\nENV V=1\nFROM one\nRUN echo $<|>V"), "1: V");
  });
  test("a heredoc and its end", () => {
    assert.deepEqual(highlights("FROM a\nRUN <<E<|>OF\nx\nEOF"), ["1:6-1:9", "3:0-3:3"]);
  });
  test("all places of a variable, also in single quotes of a shell", () =>
    assert.deepEqual(highlights("FROM a\nENV V<|>=1\nRUN sh -c '$V' ${V:-2}"), ["1:4-1:5", "2:12-2:13", "2:17-2:18"]));
  test("renaming a stage changes every mention", () =>
    assert.equal(
      renamed("FROM a AS o<|>ne\nFROM one AS two\nCOPY --from=ONE x y\nRUN --mount=from=one,target=/x id", "base"),
      "FROM a AS base\nFROM base AS two\nCOPY --from=base x y\nRUN --mount=from=base,target=/x id",
    ));
  test("renaming a stage changes the compose files that build it, those above the Dockerfile too", () => {
    const files = filesWith({
      "compose.yaml":
        'services:\n  a:\n    build: { context: app, target: "one" }\n  b:\n    build: { context: x, target: one }\n',
      "app/docker-compose.dev.yml": "services:\n  c:\n    build:\n      context: .\n      target: ONE\n",
    });
    const document = new OpenDocument("file:///shop/app/Dockerfile", "", 1, "FROM a AS one\nFROM one", files);
    const changes = service.rename?.(document, { line: 0, character: 11 }, "base")?.changes ?? {};
    assert.deepEqual(
      Object.entries(changes).map(([uri, edits]) => [uri, edits.map((it) => `${show(it.range)} ${it.newText}`)]),
      [
        ["file:///shop/app/Dockerfile", ["0:10-0:13 base", "1:5-1:8 base"]],
        ["file:///shop/app/docker-compose.dev.yml", ["4:14-4:17 base"]],
        ["file:///shop/compose.yaml", ["2:36-2:39 base"]],
      ],
    );
    assert.equal(service.references?.(document, { line: 0, character: 11 }, true)?.length, 4);
  });
  test("renaming a variable leaves other stages alone", () =>
    assert.equal(renamed("FROM a\nARG V=1\nRUN $<|>V\nFROM b\nARG V", "W"), "FROM a\nARG W=1\nRUN $W\nFROM b\nARG V"));
});

suite("signature help", () => {
  test("keeps silent in scripts unless it is asked for", () => {
    const unasked = (marked: string) => {
      const { document, position } = at(marked);
      return service.signature?.(document, position, false) ?? null;
    };
    for (const line of ["RUN a <|>", 'CMD ["a", <|>', "ONBUILD RUN a <|>"]) {
      assert.equal(unasked(`FROM a\n${line}`), null, line);
      assert.notEqual(signature(`FROM a\n${line}`), "", line);
    }
    assert.ok(unasked("FROM a\nCOPY a <|>"));
  });
  const cases: Readonly<Record<string, string>> = {
    "COPY <|>": "COPY [flags] source ... dest @ source",
    "COPY <|>--link a b": "COPY [flags] source ... dest @ [flags]",
    "COPY --from=<|>build a b": "--from=stage @ stage",
    'ADD ["a", <|>"b"': 'ADD [flags] [ "source", ..., "dest" ] @ "dest"',
    'ADD ["a", "b", <|>': 'ADD [flags] [ "source", ..., "dest" ] @ "dest"',
    'ADD ["a", <|>"b", "c"]': 'ADD [flags] [ "source", ..., "dest" ] @ ...',
    "WORKDIR [<|>": "WORKDIR /the/workdir/path @ /the/workdir/path",
    "# esc<|>ape=`": "escape=` @ `",
    "COPY a <|>b": "COPY [flags] source ... dest @ dest",
    'CMD ["a", <|>"b"]': 'CMD [ "executable", "parameter", ... ] @ "parameter"',
    "ENV A=<|>1": "ENV key=value @ value",
    "FROM a:1 AS <|>x": "FROM baseImage:tag AS stage @ stage",
    "ONBUILD RUN a <|>b": "RUN command parameter ... @ parameter",
    "HEALTHCHECK --retries=<|>": "HEALTHCHECK --retries=3 ... @ --retries=3",
    "RU<|>N a": "",
  };
  for (const [marked, expected] of Object.entries(cases)) test(marked, () => assert.equal(signature(marked), expected));
});

suite("structure", () => {
  const text = "# a\n# b\nFROM x AS one\nRUN a \\\n  b\nFROM y\nCOPY <<E /z\nf\nE\n";
  test("the outline has the instructions below their stages", () => {
    const outline = (service.symbols?.(open(text)) ?? []).map((it) => [
      it.name,
      it.detail,
      (it.children ?? []).map((of) => of.name),
    ]);
    assert.deepEqual(outline, [
      ["FROM x AS one", "", ["RUN a b"]],
      ["FROM y", "", ["COPY <<E /z"]],
    ]);
  });
  test("the outline spells keywords and directives as they are written", () =>
    assert.deepEqual(
      service.symbols?.(open("# Escape=`\nCoppy a b\nfrom x")).map((it) => it.name),
      ["Escape", "Coppy a b", "from x"],
    ));
  test("comments, stages, long instructions and heredocs fold", () => {
    const lines = (service.folding?.(open(text)) ?? []).map((it) => `${it.startLine}-${it.endLine}`);
    for (const expected of ["0-1", "2-4", "3-4", "5-8", "6-8"]) assert.ok(lines.includes(expected), expected);
  });
  test("the selection grows from the word to the file", () => {
    const { document, position } = at("FROM a AS b\nRUN make in<|>stall");
    const ranges: string[] = [];
    for (let it = service.selection?.(document, position); it; it = it.parent) ranges.push(show(it.range));
    assert.deepEqual(ranges, ["1:9-1:16", "1:4-1:16", "1:0-1:16", "0:0-1:16", "0:0-1:16"]);
  });
  test("base images link to their pages, stages do not", () => {
    const links =
      service.links?.(open("FROM node:24 AS a\nFROM a\nFROM ghcr.io/o/r:1\nFROM $X\nFROM localhost:5000/x")) ?? [];
    assert.deepEqual(
      links.map((it) => it.target),
      ["https://hub.docker.com/_/node/", "https://github.com/o/r/pkgs/container/r"],
    );
  });
  test("images that files are copied or mounted from link to their pages, stages and their numbers do not", () => {
    const text = [
      "FROM node:${V} AS a",
      "COPY --from=nginx:1 /a /b",
      "COPY --from=a /a /b",
      "ONBUILD COPY --from=quay.io/o/r /a /b",
      "COPY --from=0 /a /b",
      "RUN --mount=type=bind,from=ghcr.io/o/r,target=/x ls",
      "COPY --from=$X /a /b",
      'FROM "redis:8"',
    ].join("\n");
    const document = open(text);
    assert.deepEqual(
      service.links?.(document).map((it) => [document.text.getText(it.range), it.target]),
      [
        ["node", "https://hub.docker.com/_/node/"],
        ["redis", "https://hub.docker.com/_/redis/"],
        ["nginx", "https://hub.docker.com/_/nginx/"],
        ["quay.io/o/r", "https://quay.io/repository/o/r"],
        ["ghcr.io/o/r", "https://github.com/o/r/pkgs/container/r"],
      ],
    );
  });
});
