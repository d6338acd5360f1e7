import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../server/src/documents.ts";
import { languageOf, languageOfFile, problemsOf } from "../../server/src/languages.ts";
import { FIXTURES } from "../support/fixtures.ts";
import { configWith, lint, open } from "../support/lint.ts";
import { cursor } from "../support/markers.ts";

const service = languageOfFile("Dockerfile");
const client = { snippets: true };

function labels(marked: string): string[] {
  const { text, offset } = cursor(marked);
  const document = open(text);
  return (service?.complete?.(document, document.text.positionAt(offset), client) ?? []).map((it) => it.label);
}

function hoverText(marked: string): string {
  const { text, offset } = cursor(marked);
  const document = open(text);
  const found = service?.hover?.(document, document.text.positionAt(offset));
  return found ? JSON.stringify(found.contents) : "";
}

suite("which language a file is in", () => {
  test("Dockerfiles by their names", () => {
    for (const name of [
      "Dockerfile",
      "Containerfile",
      "Dockerfile.dev",
      "web.dockerfile",
      "DOCKERFILE",
      "app.Containerfile",
    ])
      assert.equal(languageOfFile(name), service, name);
  });
  test("nothing is found in what a program will make a Dockerfile of", () => {
    const found = (name: string, text: string): number => {
      const document = new OpenDocument(`file:///shop/${name}`, "dockerfile", 1, text);
      const of = languageOf(document);
      return of ? problemsOf(of, document, configWith({})).length : -1;
    };
    const text = "FROM {{ image }}\n{% if x %}\nRUN id\n{% endif %}\n";
    assert.equal(found("Dockerfile.j2", text), 0);
    assert.ok(found("Dockerfile", text) > 0);
    assert.ok(found("Dockerfile.tmpl", "FROM a b\n") > 0, "it has no marks");
  });
  test("compose files by theirs", () => {
    for (const name of ["compose.yaml", "docker-compose.yml", "docker-compose.override.yml", "compose.dev.yaml"])
      assert.ok(languageOfFile(name) && languageOfFile(name) !== service, name);
  });
  test("a workflow that starts compose is no compose file", () => {
    const of = (path: string) => languageOf(new OpenDocument(`file:///shop/${path}`, "dockercompose", 1, "on: push\n"));
    assert.equal(of(".github/workflows/docker-compose.yml"), null);
    assert.ok(of("workflows/docker-compose.yml"));
  });
  test("what a Dockerfile ignores, even where the editor takes it for a Dockerfile", () => {
    const ignores = languageOfFile(".dockerignore");
    assert.ok(ignores && ignores !== service);
    for (const name of ["Dockerfile.dockerignore", "web.Dockerfile.dockerignore", "Containerfile.containerignore"])
      assert.equal(languageOf(new OpenDocument(`file:///shop/${name}`, "dockerfile", 1, "")), ignores, name);
  });
  test("a name that is no text does no harm", () =>
    assert.equal(languageOf(new OpenDocument("git:/shop/100%/Dockerfile%", "dockerfile", 1, "")), service));
  test("others are not ours", () => assert.equal(languageOfFile("README.md"), null));
});

suite("completion of instructions", () => {
  test("an empty file starts with FROM or ARG", () =>
    assert.deepEqual(
      labels("<|>").map((it) => it.split(" ")[0]),
      ["FROM", "ARG", "ARG"],
    ));
  test("after a FROM there is everything that fits what is typed", () => {
    assert.deepEqual(labels("FROM a\nCO<|>"), ["COPY source dest"]);
    assert.ok(labels("FROM a\n<|>").length > 18);
  });
  test("not in arguments, in comments, or on a continued line", () => {
    for (const marked of ["FROM a\nRUN R<|>", "FROM a\n# R<|>", "FROM a\nRUN x \\\n<|>"])
      assert.deepEqual(labels(marked), []);
  });
  test("inside ONBUILD no FROM and no ONBUILD", () => {
    const words = labels("FROM a\nONBUILD <|>").map((it) => it.split(" ")[0]);
    assert.ok(words.includes("RUN") && !words.includes("FROM") && !words.includes("ONBUILD"));
  });
});

suite("hover", () => {
  test("an instruction is explained, in any case and inside ONBUILD", () => {
    for (const marked of ["FR<|>OM a", "from<|> a", "ONBUILD FR<|>OM x"])
      assert.match(hoverText(marked), /base image/, marked);
  });
  test("unknown words and arguments are not", () => {
    for (const marked of ["FO<|>O a", "FROM a<|>"]) assert.equal(hoverText(marked), "", marked);
  });
});

test("no prefix of a fixture makes a feature throw", () => {
  const config = configWith({});
  for (const text of FIXTURES) {
    for (let end = 0; end <= text.length; end++) {
      const document = open(text.slice(0, end));
      const at = document.text.positionAt(end);
      service?.complete?.(document, at, client);
      service?.hover?.(document, at);
      lint(text.slice(0, end), config);
    }
  }
});
