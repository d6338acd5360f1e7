/** What a build is asked to do, and what is remembered of it for each Dockerfile. */
import { basename, dirname, join, relative, sep } from "node:path";
import * as l10n from "@vscode/l10n";
import { imageNameFrom, parseImageReference } from "../../../server/src/shared/image-reference.ts";

export interface BuildOptions {
  readonly tag: string;
  /** The folder that is sent; absolute. */
  readonly context: string;
  /** The stage to build; null is the last one. */
  readonly target: string | null;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  /** Look for newer base images. */
  readonly pull: boolean;
}

/** What of the options was remembered; texts of other versions of Gantry are taken as far as they fit. */
export function parseOptions(text: string | null): Partial<BuildOptions> {
  if (text === null) return {};
  try {
    const { tag, context, target, buildArgs, noCache, pull } = JSON.parse(text) as Record<string, unknown>;
    return {
      ...(typeof tag === "string" && { tag }),
      ...(typeof context === "string" && { context }),
      ...((typeof target === "string" || target === null) && { target }),
      ...(isTexts(buildArgs) && { buildArgs }),
      ...(typeof noCache === "boolean" && { noCache }),
      ...(typeof pull === "boolean" && { pull }),
    };
  } catch {
    return {}; // Not ours: as if nothing was remembered.
  }
}

const SECRET_NAME = /token|secret|passw|pwd|credential|api_?key|private/i;

/** What may be remembered in plain text: arguments that look like secrets are asked for again. */
export function optionsText(options: BuildOptions): string {
  const plain = Object.entries(options.buildArgs).filter(([name]) => !SECRET_NAME.test(name));
  return JSON.stringify({ ...options, buildArgs: Object.fromEntries(plain) });
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

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.values(value).every((it) => typeof it === "string");
}
