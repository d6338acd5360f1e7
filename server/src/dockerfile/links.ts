/** Links from base images to their pages. */
import type { DocumentLink } from "vscode-languageserver-types";
import type { Dockerfile } from "./dockerfile.ts";
import { imageParts } from "./image.ts";

export function documentLinks(file: Dockerfile): DocumentLink[] {
  return file.stages.list.flatMap(({ image, base }) => {
    if (!image || base || image.text.includes("$") || image.text === "scratch") return [];
    const { name, registry } = imageParts(image.unquoted);
    const target = name && pageOf(name, registry);
    if (!target || !name) return [];
    const length = registry ? registry.length + 1 + name.length : name.length;
    return [{ range: file.rangeOf(image.part(0, Math.min(length, image.text.length))), target }];
  });
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
