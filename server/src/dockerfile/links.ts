/** Links from images to their pages: behind FROM, in COPY --from and in RUN --mount=from=. */
import type { DocumentLink } from "vscode-languageserver-types";
import type { Dockerfile } from "./dockerfile.ts";
import { fromsOf } from "./froms.ts";
import { imageParts } from "./image.ts";
import type { Word } from "./instruction.ts";
import { stageCalled } from "./stages.ts";

export function documentLinks(file: Dockerfile): DocumentLink[] {
  const bases = file.stages.list.flatMap(({ image, base }) => (image && !base ? [image] : []));
  const froms = [...file.all("COPY", "RUN")].flatMap((it) => fromsOf(it));
  const images = froms.filter(({ unquoted }) => !/^\d+$/.test(unquoted) && !stageCalled(file.stages, unquoted));
  return [...bases, ...images].flatMap((it) => linkOf(file, it) ?? []);
}

/** `:${TAG}`, `:$TAG-alpine`: the page is the same whatever the tag. */
const TAG_FROM_VARIABLE = /:[^/:@$]*\$[^/]*$/;

function linkOf(file: Dockerfile, word: Word): DocumentLink | null {
  const text = word.unquoted.replace(TAG_FROM_VARIABLE, "");
  if (text.includes("$") || text === "scratch") return null;
  const { name, registry } = imageParts(text);
  const target = name && pageOf(name, registry);
  if (!target) return null;
  const start = word.isQuoted ? 1 : 0;
  const end = start + (registry ? registry.length + 1 : 0) + name.length;
  return { range: file.rangeOf(word.part(start, end)), target };
}

function pageOf(name: string, registry: string | null): string | null {
  if (!registry || registry === "docker.io" || registry === "index.docker.io") {
    const path = name.replace(/^library\//, "");
    return path.includes("/") ? `https://hub.docker.com/r/${path}/` : `https://hub.docker.com/_/${path}/`;
  }
  if (registry === "ghcr.io")
    return `https://github.com/${name.split("/").slice(0, 1).join("/")}/${name.split("/")[1] ?? ""}/pkgs/container/${name.split("/").at(-1)}`;
  if (registry === "mcr.microsoft.com") return `https://mcr.microsoft.com/artifact/mar/${name}/about`;
  if (registry === "quay.io") return `https://quay.io/repository/${name}`;
  return null;
}
