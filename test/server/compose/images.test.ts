import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { MarkupContent } from "vscode-languageserver-types";
import { OpenDocument } from "../../../server/src/documents.ts";
import type { Images } from "../../../server/src/images/images.ts";
import { languageOfFile } from "../../../server/src/languages.ts";
import type { EngineState, ImageDetails } from "../../../server/src/shared/protocol.ts";
import { spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { filesWith } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

const WEB = { tags: ["web:1.4"], digests: ["web@sha256:abc"], size: 5_000_000, createdAt: 1_700_000_000 };
const DETAILS: ImageDetails = {
  ...WEB,
  platform: "linux/amd64",
  ports: ["80/tcp", "53/udp"],
  entrypoint: [],
  command: ["run"],
  user: "",
  workingDir: "",
};
const ENGINE: EngineState = {
  name: "Docker 28.1.0",
  version: "28.1.0",
  apiVersion: "1.49",
  os: "linux",
  arch: "amd64",
  buildkit: true,
  images: [WEB],
};
const IMAGES: Images = {
  engine: ENGINE,
  isWaiting: false,
  wanted: async () => ENGINE,
  details: async (reference) => (reference === "web:1.4" ? DETAILS : null),
};
const NO_TAGS = { tags: async () => [], signal: new AbortController().signal };
const service = languageOfFile("compose.yaml");
const FILES = filesWith({ ".env": "TAG=1.4\n" });

function open(marked: string) {
  const { text, offset } = cursor(marked);
  const document = new OpenDocument("file:///shop/compose.yaml", "dockercompose", 1, text, FILES);
  return { document, at: document.text.positionAt(offset), text };
}

async function completed(marked: string): Promise<string[] | null> {
  const { document, at, text } = open(marked);
  const found = await service?.completeImage?.(document, at, IMAGES, NO_TAGS);
  return (
    found?.items.map(({ textEdit }) => {
      if (!textEdit || !("range" in textEdit)) return "";
      return applyEdits(text, [{ span: spanOf(document.text, textEdit.range), newText: textEdit.newText }]);
    }) ?? null
  );
}

async function hovered(marked: string): Promise<string | null> {
  const { document, at } = open(marked);
  const found = await service?.hoverImage?.(document, at, IMAGES);
  return found ? (found.contents as MarkupContent).value : null; // What hoverImage makes.
}

suite("images of services", () => {
  test("are completed with what the engine has, in quotes too", async () => {
    const [plain] = (await completed("services:\n  a:\n    image: we<|>")) ?? [];
    assert.equal(plain, "services:\n  a:\n    image: web:1.4");
    const [quoted] = (await completed('services:\n  a:\n    image: "we<|>"')) ?? [];
    assert.equal(quoted, 'services:\n  a:\n    image: "web:1.4"');
  });

  test("are not completed elsewhere, nor in a variable", async () => {
    for (const marked of ["services:\n  a:\n    user: <|>", "services:\n  a:\n    image: ${<|>}", "image: <|>"])
      assert.equal(await completed(marked), null, marked);
  });

  test("are explained, with their variables filled in", async () => {
    assert.match((await hovered("services:\n  a:\n    image: web:<|>1.4")) ?? "", /5\.0 MB[\s\S]*linux\/amd64/);
    assert.match((await hovered("services:\n  a:\n    image: we<|>b:${TAG}")) ?? "", /`web:1\.4`/);
    assert.equal(await hovered("services:\n  a:\n    image: we<|>b:${GONE}"), null);
  });

  test("say which ports there are to publish", async () => {
    const start = "services:\n  a:\n    image: web:1.4\n    ports:\n      - ";
    assert.deepEqual(await completed(`${start}<|>`), [`${start}"80:80"`, `${start}"53:53/udp"`]);
    assert.deepEqual(await completed(`${start}"<|>"`), [`${start}"80:80"`, `${start}"53:53/udp"`]);
  });
});
