/** What the server loads only when a document is opened, in a bundle of its own: everything that knows a language. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as l10n from "@vscode/l10n";
import type { Diagnostic } from "vscode-languageserver-types";
import { outline } from "./dockerfile/outline.ts";
import { parse } from "./dockerfile/parse.ts";
import type { OpenDocument } from "./documents.ts";
import * as service from "./languages.ts";
import type { Problem } from "./lint/run.ts";
import type { DockerfileOutline } from "./shared/protocol.ts";
import { ShellChecks } from "./shell-checks.ts";
import { shellCheck } from "./shellcheck/programs.ts";
import { createDocument } from "./text/document.ts";

export { documented } from "./compose/complete.ts";
export { OpenDocument } from "./documents.ts";
export { codeActionsOf, features, fixAllOf, languageOf, languageOfFile, pinsOf } from "./languages.ts";
export { lintConfig } from "./lint/run.ts";
export { hadolintConfigOf, hadolintFileOf, isWritable } from "./project-files.ts";
export { WarmUp } from "./warm-up.ts";

const docs = join(__dirname, "..", "docs");
const pages = {
  url: existsSync(docs) ? pathToFileURL(docs).href : null,
  byRule: new Map<string, { href: string }>(),
};

/** `linked`: each with a link to the page about its rule, ShellCheck's wiki or ours beside the program. */
export function diagnosticsOf(document: OpenDocument, problems: readonly Problem[], linked: boolean): Diagnostic[] {
  const diagnostics = service.diagnosticsOf(document, problems);
  if (linked && pages.url) for (const it of diagnostics) it.codeDescription ??= pageOf(String(it.code), pages.url);
  return diagnostics;
}

function pageOf(rule: string, folder: string): { href: string } {
  const page = pages.byRule.get(rule) ?? { href: `${folder}/${l10n.t("rules/{0}.md", rule)}` };
  pages.byRule.set(rule, page);
  return page;
}

/** Translates from here on; English is what the texts are written in. */
export function speak(locale: string): void {
  const folder = join(__dirname, "..", "l10n");
  for (const name of [locale.toLowerCase(), locale.slice(0, 2).toLowerCase()]) {
    const bundle = join(folder, `bundle.l10n.${name}.json`);
    if (!/^[a-z-]+$/.test(name) || !existsSync(bundle)) continue;
    // The compose schema's own texts have a table of their own: they are not ours to write in English.
    const schema = join(folder, `compose-schema.${name}.json`);
    l10n.config({ contents: { ...readJson(bundle), ...(existsSync(schema) && readJson(schema)) } });
    return;
  }
}

const readJson = (path: string) => JSON.parse(readFileSync(path, "utf8"));

export const outlineOf = (text: string): DockerfileOutline =>
  outline(parse(createDocument("untitled:Dockerfile", "dockerfile", 0, text)));

export const shellChecks = (log: (message: string) => void, onFound: ShellChecks["onFound"]): ShellChecks =>
  new ShellChecks((path) => shellCheck(path, __dirname), log, onFound);
