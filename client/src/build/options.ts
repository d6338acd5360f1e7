/** What a build is asked to do, and what is remembered of it for each Dockerfile. */
import { basename, dirname, join, relative, sep } from "node:path";
import * as l10n from "@vscode/l10n";
import { imageNameFrom, parseImageReference } from "../../../server/src/shared/image-reference.ts";

export interface BuildOptions {
  readonly tag: string;
  /** More names of the same image. */
  readonly moreTags: readonly string[];
  /** The folder that is sent; absolute. */
  readonly context: string;
  /** The stage to build; null is the last one. */
  readonly target: string | null;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  /** Look for newer base images. */
  readonly pull: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** `linux/arm64`; several with commas. The engine's own where not given. */
  readonly platform: string | null;
  /** What RUN may reach: `none`, `host`, a network's name; the engine's default where not given. */
  readonly network: string | null;
  /** As Docker Buildx takes them: `id=npmrc,src=.npmrc`, `id=token,env=TOKEN`; never their values. */
  readonly secrets: readonly string[];
  /** `default`, or `id=path` of a socket or key. */
  readonly ssh: readonly string[];
  /** `type=registry,ref=registry.shop.test/app:cache` */
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  /** Of Docker Buildx; the one that it has chosen where not given. */
  readonly builder: string | null;
  /** To the registry of the tag, in place of into the engine. */
  readonly push: boolean;
}

/** A build as nobody has chosen anything for it. */
export const PLAIN_OPTIONS: Omit<BuildOptions, "tag" | "context"> = {
  moreTags: [],
  target: null,
  buildArgs: {},
  noCache: false,
  pull: false,
  labels: {},
  platform: null,
  network: null,
  secrets: [],
  ssh: [],
  cacheFrom: [],
  cacheTo: [],
  builder: null,
  push: false,
};

/** For an image that is there for a while only: what is remembered may send more elsewhere than what was asked for. */
export function temporaryOptions(
  remembered: BuildOptions,
  { tag, target, labels }: Pick<BuildOptions, "tag" | "target" | "labels">,
): BuildOptions {
  const platform = remembered.platform?.includes(",") ? null : remembered.platform;
  const plain = { platform, noCache: false, pull: false, push: false, moreTags: [], cacheTo: [] };
  return { ...remembered, ...plain, tag, target, labels: { ...remembered.labels, ...labels } };
}

/** What the engine's own API cannot do: it is done by Docker Buildx. */
export function needsBuildx({ platform, secrets, ssh, cacheFrom, cacheTo, builder, push }: BuildOptions): boolean {
  const lists = [secrets, ssh, cacheFrom, cacheTo];
  return lists.some((it) => it.length > 0) || builder !== null || push || (platform?.includes(",") ?? false);
}

/** What of the options was remembered; texts of other versions of Gantry are taken as far as they fit. */
export function parseOptions(text: string | null): Partial<BuildOptions> {
  if (text === null) return {};
  try {
    const given = JSON.parse(text) as Record<string, unknown>;
    const { tag, context, target, buildArgs, noCache, pull, labels, platform, network } = given;
    const { moreTags, secrets, ssh, cacheFrom, cacheTo, builder, push } = given;
    return {
      ...(typeof tag === "string" && { tag }),
      ...(isList(moreTags) && { moreTags }),
      ...(typeof context === "string" && { context }),
      ...((typeof target === "string" || target === null) && { target }),
      ...(isTexts(buildArgs) && { buildArgs }),
      ...(typeof noCache === "boolean" && { noCache }),
      ...(typeof pull === "boolean" && { pull }),
      ...(isTexts(labels) && { labels }),
      ...((typeof platform === "string" || platform === null) && { platform }),
      ...((typeof network === "string" || network === null) && { network }),
      ...(isList(secrets) && { secrets }),
      ...(isList(ssh) && { ssh }),
      ...(isList(cacheFrom) && { cacheFrom }),
      ...(isList(cacheTo) && { cacheTo }),
      ...((typeof builder === "string" || builder === null) && { builder }),
      ...(typeof push === "boolean" && { push }),
    };
  } catch {
    return {}; // Not ours: as if nothing was remembered.
  }
}

const SECRET_NAME = /token|secret|passw|pwd|credential|api_?key|private/i;

/** What may be remembered in plain text: arguments and keys of caches that look like secrets are asked for again. */
export function optionsText(options: BuildOptions): string {
  const plain = Object.entries(options.buildArgs).filter(([name]) => !SECRET_NAME.test(name));
  const caches = (all: readonly string[]): string[] => all.filter((it) => !SECRET_NAME.test(it));
  const [cacheFrom, cacheTo] = [caches(options.cacheFrom), caches(options.cacheTo)];
  return JSON.stringify({ ...options, buildArgs: Object.fromEntries(plain), cacheFrom, cacheTo });
}

/** The context `shop` makes `shop:latest` of `Dockerfile`, and `shop:dev` of `Dockerfile.dev` and `dev.Dockerfile`. */
export function defaultTag(dockerfile: string, context: string): string {
  const variant = basename(dockerfile).replace(/^(?:docker|container)file\.?|\.(?:docker|container)file$/gi, "");
  return `${imageNameFrom(basename(context))}:${variant ? imageNameFrom(variant) : "latest"}`;
}

/** `shop:1` and the stage `Test` make `shop:test`. */
export function stageTag(tag: string, stage: string): string {
  const { registry = null, name = "image" } = parseImageReference(tag) ?? {};
  return `${registry === null ? "" : `${registry}/`}${name}:${imageNameFrom(stage)}`;
}

/** A lens says which stage it stands for, null being the last one; a menu says nothing and takes what was remembered. */
export function stageToBuild(asked: string | null | undefined, remembered: string | null): string | null {
  return asked === undefined ? remembered : asked;
}

/** What is wrong with a tag, or null. */
export function tagProblem(text: string): string | null {
  const reference = parseImageReference(text);
  if (reference?.digest) return l10n.t("An image cannot be built under a digest: leave out what follows @.");
  if (reference) return null;
  return text === text.toLowerCase()
    ? l10n.t("'{0}' is no image name. Use lower-case letters, digits and . _ - / and a tag after a colon.", text)
    : l10n.t("'{0}' is no image name: the name may have no capital letters.", text);
}

/** `shop:1, shop:latest` */
export const itemsIn = (text: string): string[] =>
  text
    .split(",")
    .map((it) => it.trim())
    .filter(Boolean);

/** What is wrong with the first tag that is none, or null. */
export const tagsProblem = (text: string): string | null => itemsIn(text).map(tagProblem).find(Boolean) ?? null;

/** What is wrong with a platform, or with one of several with commas between; null where nothing is. Empty is the engine's own. */
export function platformsProblem(text: string): string | null {
  const wrong = text.trim() === "" ? undefined : text.split(",").find((it) => !PLATFORM.test(it.trim()));
  return wrong === undefined ? null : l10n.t("'{0}' is no platform. Write it as linux/amd64 or linux/arm/v7.", wrong);
}

const PLATFORM = /^[a-z0-9_.]+(?:\/[a-z0-9_.]+){1,2}$/;

/** `a=1, b=2` */
export function labelsIn(text: string): Record<string, string> {
  return Object.fromEntries(itemsIn(text).map((it) => [nameOf(it), it.slice(nameOf(it).length + 1).trim()]));
}

export function labelsProblem(text: string): string | null {
  const wrong = text.split(",").find((it) => it.trim() !== "" && !/^\s*[^\s=]+=/.test(it));
  return wrong === undefined ? null : l10n.t("'{0}' is no label. Write it as name=value.", wrong.trim());
}

const nameOf = (pair: string): string => pair.split("=", 1)[0] ?? "";

/** The folders that may be the context: the Dockerfile's own and those above it, up to the workspace folder. */
export function contextFolders(dockerfile: string, workspaceFolder: string | null): string[] {
  const own = dirname(dockerfile);
  if (workspaceFolder === null) return [own];
  const below = relative(workspaceFolder, own);
  if (below.startsWith("..")) return [own];
  const names = below === "" ? [] : below.split(sep);
  return names.map((_, i) => join(workspaceFolder, ...names.slice(0, names.length - i))).concat(workspaceFolder);
}

/** The nearest folder in which most of what the Dockerfile copies is there. */
export async function likelyContext(
  folders: readonly string[],
  sources: readonly string[],
  exists: (path: string) => Promise<boolean>,
): Promise<string> {
  const [own = ""] = folders;
  let best = { folder: own, found: -1 };
  for (const folder of folders) {
    const there = await Promise.all(sources.map((it) => exists(join(folder, it))));
    const found = there.filter(Boolean).length;
    if (found > best.found) best = { folder, found };
  }
  return best.folder;
}

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((it) => typeof it === "string");

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.values(value).every((it) => typeof it === "string");
}
