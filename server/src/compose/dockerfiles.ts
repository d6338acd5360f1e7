/** The Dockerfile that a service is built from. */
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { parse } from "../dockerfile/parse.ts";
import { createDocument } from "../text/document.ts";
import { KeptWith } from "../text/once.ts";
import type { ComposeFile, Entry } from "./compose-file.ts";
import { homeOf, uriOf } from "./env.ts";
import { type Files, resolvePath } from "./files.ts";
import { isSaidElsewhere, layersOf } from "./project.ts";
import { type MapNode, Pair, type ScalarNode } from "./yaml.ts";

/** Where it should be; null when that cannot be known. */
export function dockerfileUri(file: ComposeFile, body: MapNode | null): string | null {
  if (!body) return null;
  if (layersOf(file).length > 1) return findUri(file, body);
  const { anchorStamp: stamp } = file;
  const home = homeOf(file);
  const before = places.get(body);
  if (before?.stamp === stamp && before.home === home) return before.uri;
  const uri = findUri(file, body);
  places.set(body, { stamp, home, uri });
  return uri;
}

/** By what the service says, which is kept while others are edited; its paths start from the home. */
const places = new KeptWith<MapNode, { readonly stamp: object; readonly home: string; readonly uri: string | null }>();

function findUri(file: ComposeFile, body: MapNode): string | null {
  const build = file.get(body, "build");
  if (!build || said(file, body, "dockerfile_inline")) return null;
  const context = contextOf(file, body);
  const name = said(file, body, "dockerfile")?.node.value ?? "Dockerfile";
  return context === null ? null : resolvePath(context, name);
}

/** The folder that a service is built in, as a URI with a slash at its end. */
export function contextOf(file: ComposeFile, body: MapNode | null): string | null {
  const context = said(file, body, "context");
  if (!context) return uriOf(file, "./");
  const { value } = context.node;
  return resolvePath(homeOf(context.file), `${value.replace(/\/+$/, "") || (value.startsWith("/") ? "" : ".")}/`);
}

interface Said {
  readonly file: ComposeFile;
  readonly node: ScalarNode;
}

/** What a service says of its build, or the file that is laid over or below: an override may say no more than the stage. */
function said(file: ComposeFile, body: MapNode | null, key: string): Said | null {
  const own = inBuild(file, body, key);
  if (own || body?.parent instanceof Pair === false) return own && { file, node: own };
  const name = body?.parent.name ?? "";
  for (const other of layersOf(file).toReversed()) {
    const node = other === file ? null : inBuild(other, other.entry("services", name)?.body ?? null, key);
    if (node) return { file: other, node };
  }
  return null;
}

function inBuild(file: ComposeFile, body: MapNode | null, key: string): ScalarNode | null {
  const build = file.get(body, "build");
  if (build?.kind === "map") return file.scalar(build, key);
  return build?.kind === "scalar" && key === "context" && build.type !== "null" ? build : null;
}

/** The Dockerfile beside the project or written into it. */
export function dockerfileOf(file: ComposeFile, body: MapNode | null): Dockerfile | null {
  const inline = said(file, body, "dockerfile_inline");
  if (inline) return parse(createDocument("untitled:Dockerfile", "dockerfile", 0, inline.node.value));
  const uri = dockerfileUri(file, body);
  const text = uri === null ? null : file.files.read(uri);
  return uri === null || text === null ? null : parsedOnce(file.files, uri, text);
}

/** As above, of a service of the file; null too where what it extends or lies over may name another Dockerfile. */
export function surelyDockerfileOf(file: ComposeFile, service: Entry): Dockerfile | null {
  const { body } = service;
  const build = file.get(body, "build");
  const says = (key: string): boolean => build?.kind === "map" && file.pair(build, key) !== null;
  const saysAll = says("dockerfile_inline") || (says("context") && says("dockerfile"));
  const mayBeOther = !saysAll && (file.pair(body, "extends") !== null || isSaidElsewhere(file, "services", service));
  return mayBeOther ? null : dockerfileOf(file, body);
}

/** Read again when its text has changed. */
const parsed = new WeakMap<Files, Map<string, { readonly text: string; readonly file: Dockerfile }>>();

function parsedOnce(files: Files, uri: string, text: string): Dockerfile {
  const known = parsed.get(files) ?? new Map<string, { readonly text: string; readonly file: Dockerfile }>();
  parsed.set(files, known);
  const before = known.get(uri);
  if (before?.text === text) return before.file;
  const file = parse(createDocument(uri, "dockerfile", 0, text));
  known.set(uri, { text, file });
  return file;
}

export const stageNames = (dockerfile: Dockerfile): string[] =>
  dockerfile.stages.list.flatMap((it) => (it.name ? [it.name.text] : []));

/** What the `ARG`s of a Dockerfile take, in all stages. */
export function argNames(dockerfile: Dockerfile): string[] {
  const names = [...dockerfile.all("ARG")].flatMap((it) => it.words.map((word) => word.text.split("=", 1)[0] ?? ""));
  return [...new Set(names.filter((it) => /^\w+$/.test(it)))];
}
