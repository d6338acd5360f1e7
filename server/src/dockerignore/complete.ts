/** What can be written in a .dockerignore: the paths that are there, and what is usually kept out. */
import * as l10n from "@vscode/l10n";
import type { CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { resolvePath } from "../compose/files.ts";
import { lineStart } from "../text/lines.ts";
import type { IgnoreFile } from "./ignore-file.ts";

const KIND = { file: 17, folder: 19, value: 12 } as const satisfies Record<string, CompletionItemKind>;

const USUAL: readonly string[] = [
  ".git",
  ".github",
  ".vscode",
  ".idea",
  ".env*",
  ".dockerignore",
  "Dockerfile*",
  "compose*.y*ml",
  "**/*.log",
  "**/*.md",
  "**/.DS_Store",
  "**/__pycache__",
  "**/*.pyc",
  ".venv",
  "**/node_modules",
  "**/bin",
  "**/obj",
  "build",
  "coverage",
  "dist",
  "target",
];

export function complete(file: IgnoreFile, offset: number): CompletionItem[] {
  const text = file.document.getText();
  const start = lineStart(text, offset);
  const written = text.slice(start, offset).replace(/^\uFEFF/, "");
  if (written.startsWith("#")) return [];
  const prefix = written.replace(/^\s*!?\s*/, "");
  const slash = prefix.lastIndexOf("/") + 1;
  const folder = prefix.slice(0, slash).replace(/^(?:\.?\/)+/, "");
  const isPath = !/[*?[\\]/.test(folder);
  const uri = isPath ? resolvePath(file.root, folder === "" ? "./" : folder) : null;
  const entries = uri?.startsWith(file.root) ? (file.files.list(uri) ?? []) : [];
  const range = file.rangeOf({ start: offset - prefix.length + slash, end: offset });
  const paths = entries.map(
    ({ name, isFolder }): CompletionItem => ({
      label: name,
      kind: isFolder ? KIND.folder : KIND.file,
      textEdit: { range, newText: escaped(name) },
    }),
  );
  if (slash > 0 && prefix !== "**/") return paths;
  const there = new Set([...paths.map((it) => it.label), ...file.patterns.map((it) => it.text)]);
  const whole = file.rangeOf({ start: offset - prefix.length, end: offset });
  const usual = USUAL.filter((it) => !there.has(it) && it.startsWith(prefix)).map(
    (it): CompletionItem => ({
      label: it,
      kind: KIND.value,
      detail: l10n.t("often kept out"),
      sortText: `~${it}`,
      textEdit: { range: whole, newText: it },
    }),
  );
  return [...paths, ...usual];
}

/** A name may hold what would be a pattern. */
const escaped = (name: string): string => name.replace(/[*?[\\]/g, "\\$&");
