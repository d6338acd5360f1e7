/** An image as Markdown. Nothing that comes from an engine can act as Markdown: it stands in code. */
import * as l10n from "@vscode/l10n";
import type { Hover, Range } from "vscode-languageserver-types";
import { bytes } from "../shared/bytes.ts";
import type { ImageDetails } from "../shared/protocol.ts";
import { code } from "../text/markdown.ts";
import { age, day } from "./age.ts";
import type { Images } from "./images.ts";

export async function imageHover(images: Images, reference: string, range: Range): Promise<Hover | null> {
  const value = await describeImage(images, reference);
  return value === null ? null : { contents: { kind: "markdown", value }, range };
}

/** Null where nobody knows whether there is such an image. */
async function describeImage(images: Images, reference: string): Promise<string | null> {
  if (images.engine === null) return null;
  const { name } = images.engine;
  const details = await images.details(reference);
  if (details) return `${code(reference)} ${l10n.t("on {0}", plain(name))}\n\n${facts(details)}`;
  // The engine may have gone meanwhile, or be slow: then nothing is known.
  return images.engine === null
    ? null
    : l10n.t("{0} does not have {1}: it is fetched when it is needed.", plain(name), code(reference));
}

function facts(it: ImageDetails): string {
  const rows: readonly (readonly [string, string])[] = [
    [l10n.t("Size"), bytes(it.size)],
    [l10n.t("Created"), it.createdAt > 0 ? `${day(it.createdAt)} (${age(it.createdAt)})` : ""],
    [l10n.t("Platform"), it.platform && code(it.platform)],
    [l10n.t("Exposed ports"), it.ports.map(code).join(", ")],
    [l10n.t("Entrypoint"), it.entrypoint.length > 0 ? code(JSON.stringify(it.entrypoint)) : ""],
    [l10n.t("Command"), it.command.length > 0 ? code(JSON.stringify(it.command)) : ""],
    [l10n.t("User"), it.user && code(it.user)],
    [l10n.t("Working directory"), it.workingDir && code(it.workingDir)],
    [l10n.t("Digest"), it.digests.slice(0, 1).map(digest).join("")],
  ];
  return rows
    .filter(([, value]) => value !== "")
    .map(([label, value]) => `- ${label}: ${value}`)
    .join("\n");
}

const digest = (reference: string): string => code(reference.slice(reference.indexOf("@") + 1));

const plain = (text: string): string => text.replace(/[^\p{L}\p{N} .+-]/gu, "").slice(0, 60);
