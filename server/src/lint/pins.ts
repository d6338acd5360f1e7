/** Fixes for base images whose tag does not stay. */
import * as l10n from "@vscode/l10n";
import { nameOfImage, tagsIn, withEnding } from "../dockerfile/base-tags.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Word } from "../dockerfile/instruction.ts";
import { stageOf } from "../dockerfile/symbols-at.ts";
import { digestOnEngine, newestVersions, tagsOnEngine } from "../images/tags-to-pin.ts";
import { parseImageReference } from "../shared/image-reference.ts";
import type { EngineState } from "../shared/protocol.ts";
import type { Finding, Fix } from "./rule.ts";

/** The tags that the file itself takes of the image at another place. */
export const pinnedAsElsewhere = (file: Dockerfile, image: Word): Fix[] =>
  (tagsIn(file).get(nameOfImage(image)) ?? []).map((tag) => ({
    title: () => l10n.t("Change to `{0}`, as in this file", `${nameOfImage(image)}:${tag}`),
    edits: [withEnding(image, `:${tag}`)],
  }));

/** Where tags are known from beyond the file. */
export interface KnownTags {
  readonly engine: EngineState | null;
  /** Other files that are open, with their names. */
  readonly files: readonly { readonly name: string; readonly file: Dockerfile }[];
  /** Those of a registry; null where it is not to be asked, or does not answer. */
  readonly registry: (repository: { registry: string | null; name: string }) => Promise<readonly string[] | null>;
}

/** Each tag once, by who is nearest: other open files, the engine, the registry; and the digest that the engine has. */
export async function pinsBeyond(file: Dockerfile, { rule, span }: Finding, known: KnownTags): Promise<Fix[]> {
  if (!rule.aliases.some((it) => it === "DL3006" || it === "DL3007")) return [];
  const instruction = file.instructionAt(span.start);
  const image = instruction && stageOf(file, instruction)?.image;
  const repository = image && parseImageReference(nameOfImage(image));
  if (!image || !repository) return [];
  const { engine } = known;
  const name = nameOfImage(image);
  const seen = new Set(tagsIn(file).get(name));
  const fixes: Fix[] = [];
  const offer = (tags: readonly string[], title: (reference: string) => string): void => {
    for (const tag of tags) {
      if (!seen.has(tag)) fixes.push({ title: () => title(`${name}:${tag}`), edits: [withEnding(image, `:${tag}`)] });
      seen.add(tag);
    }
  };
  for (const other of known.files)
    offer(tagsIn(other.file).get(name) ?? [], (it) => l10n.t("Change to `{0}`, as in {1}", it, other.name));
  if (engine) offer(tagsOnEngine(engine, name), (it) => l10n.t("Change to `{0}`, which {1} has", it, engine.name));
  offer(newestVersions((await known.registry(repository)) ?? []), (it) =>
    l10n.t("Change to `{0}`, among the newest of {1}", it, repository.registry ?? "Docker Hub"),
  );
  const digest = engine && digestOnEngine(engine, name);
  if (digest) {
    const title = (): string => l10n.t("Pin `{0}` to the digest that {1} has", name, engine.name);
    fixes.push({ title, edits: [withEnding(image, `@${digest}`)] });
  }
  return fixes;
}
