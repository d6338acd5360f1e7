/** What a file names that can be opened: other files, and the pages of images and models. */
import type { DocumentLink } from "vscode-languageserver-types";
import { parseImageReference } from "../shared/image-reference.ts";
import { contains, type Span } from "../text/span.ts";
import type { ComposeFile, Entry } from "./compose-file.ts";
import { contextOf } from "./dockerfiles.ts";
import { homeOf, uriOf } from "./env.ts";
import { resolvePath } from "./files.ts";
import { includedPaths } from "./project.ts";
import { mountsOf } from "./services.ts";
import type { Resolved, ScalarNode } from "./yaml.ts";

export interface Link {
  readonly span: Span;
  readonly target: string;
}

export const linksOf = (file: ComposeFile): readonly Link[] => file.derive(linksOf, () => new Collector(file).links);

export const linkAt = (file: ComposeFile, offset: number): Link | null =>
  linksOf(file).find((it) => contains(it.span, offset)) ?? null;

export const documentLinks = (file: ComposeFile): DocumentLink[] =>
  linksOf(file).map(({ span, target }) => ({ range: file.rangeOf(span), target }));

class Collector {
  readonly links: Link[] = [];
  readonly #file: ComposeFile;
  readonly #seen = new Set<ScalarNode>();

  constructor(file: ComposeFile) {
    this.#file = file;
    for (const node of includedPaths(file)) this.#path(node);
    for (const pair of file.section("include")) {
      for (const item of file.items(file.resolve(pair.value))) {
        if (item.kind === "map") for (const node of file.scalars(file.get(item, "env_file"))) this.#path(node);
      }
    }
    for (const service of file.services) this.#service(service);
    for (const section of ["configs", "secrets"] as const) {
      for (const { body } of file.entries(section)) this.#path(file.scalar(body, "file"));
    }
    for (const { body } of file.entries("models")) this.#model(file.scalar(body, "model"));
  }

  #add(node: ScalarNode, target: string | null, span: Span = node.content): void {
    if (target === null || this.#seen.has(node)) return;
    this.#seen.add(node);
    this.links.push({ span, target });
  }

  #path(node: ScalarNode | null, base = homeOf(this.#file)): void {
    if (node && node.value !== "") this.#add(node, resolvePath(base, node.value));
  }

  #service({ body }: Entry): void {
    const file = this.#file;
    const image = file.scalar(body, "image");
    if (image) this.#image(image);
    const dockerfile = file.scalar(body, "build", "dockerfile");
    if (dockerfile) this.#path(dockerfile, contextOf(file, body) ?? undefined);
    this.#path(file.scalar(body, "credential_spec", "file"));
    this.#path(file.scalar(body, "extends", "file"));
    this.#paths(file.get(body, "env_file"));
    this.#paths(file.get(body, "label_file"));
    for (const { node, type, source, short } of mountsOf(file, body)) {
      if (type !== "bind" || source === null) continue;
      const target = uriOf(file, source);
      const isFile = target !== null && file.files.read(target) !== null;
      if (isFile) this.#add(node, target, short?.source ? node.part(short.source.from, short.source.to) : node.content);
    }
  }

  #paths(value: Resolved | null): void {
    for (const item of value?.kind === "seq" ? this.#file.items(value) : value ? [value] : []) {
      if (item.kind === "map") this.#path(this.#file.scalar(item, "path"));
      else if (item.kind === "scalar" && item.type !== "null") this.#path(item);
    }
  }

  #image(node: ScalarNode): void {
    // An unfinished tag, or one from a variable, is no reason to take the link away.
    const text = node.value.replace(TAG_FROM_VARIABLE, "").replace(/:$/, "");
    const image = parseImageReference(text);
    if (!image) return;
    const length = (image.registry === null ? 0 : image.registry.length + 1) + image.name.length;
    this.#add(node, imagePage(image.registry, image.name), node.part(0, length));
  }

  #model(node: ScalarNode | null): void {
    if (!node || node.value.includes("$")) return;
    const [name = ""] = node.value.split(":");
    const hub = /^[a-z0-9._-]+\/[a-zA-Z0-9._-]+$/.test(name);
    const hugging = /^(?:hf\.co|huggingface\.co)\/(.+)$/.exec(name);
    const target = hugging ? `https://hf.co/${hugging[1]}` : hub ? `https://hub.docker.com/r/${name}` : null;
    this.#add(node, target, node.part(0, name.length));
  }
}

/** `:${TAG}`, `:${TAG:-1}-alpine`, `@$DIGEST`: the rest of a name without another slash outside of variables. */
const TAG_FROM_VARIABLE = /[:@](?:[^/:@${}]*(?:\$\{[^{}]*\}|\$\w+))+[^/${}]*$/;

function imagePage(registry: string | null, name: string): string | null {
  if (registry === null || registry === "docker.io") {
    const official = registry === "docker.io" ? name.replace(/^library\//, "") : name;
    if (official.includes("/")) return hubPage(official);
    // No official image has a dot in its name: this is a registry whose image is being written.
    return official.includes(".") ? null : `https://hub.docker.com/_/${official}`;
  }
  if (registry === "ghcr.io") return `https://ghcr.io/${name}`;
  if (registry === "quay.io") return `https://quay.io/repository/${name}`;
  return registry === "mcr.microsoft.com" ? `https://mcr.microsoft.com/artifact/mar/${name}` : null;
}

/** Docker Hub has no deeper names than owner and image. */
const hubPage = (name: string): string | null =>
  name.split("/").length === 2 ? `https://hub.docker.com/r/${name}` : null;
