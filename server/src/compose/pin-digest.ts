/** Writes the digest of an image behind its name, so that the same one runs everywhere and always. */
import * as l10n from "@vscode/l10n";
import type { CodeAction } from "vscode-languageserver-types";
import type { EngineState } from "../shared/protocol.ts";
import { textEdit } from "../text/document.ts";
import { insert, type Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { imageAt } from "./images-at.ts";

/** Null where the engine does not have the image, or has built it itself: then there is no digest. */
export function pinDigest(file: ComposeFile, { start }: Span, engine: EngineState | null): CodeAction | null {
  const found = imageAt(file, start);
  if (!found || !engine || found.node.value.includes("@") || found.node.value.includes("$")) return null;
  const { node, reference } = found;
  const tagged = /:[^/]*$/.test(reference) ? reference : `${reference}:latest`;
  const image = engine.images.find((it) => it.tags.some((tag) => shortName(tag) === shortName(tagged)));
  const digest = image?.digests[0]?.split("@")[1];
  if (!digest || !/^sha256:[0-9a-f]{64}$/.test(digest)) return null;
  return {
    title: l10n.t("Pin `{0}` to the digest that {1} has", reference, engine.name),
    kind: "refactor.rewrite",
    edit: { changes: { [file.document.uri]: [textEdit(file.document, insert(node.content.end, `@${digest}`))] } },
  };
}

/** Podman writes the registry in front, Docker leaves its own out. */
const shortName = (name: string): string => name.replace(/^docker\.io\/(?:library\/)?/, "");
