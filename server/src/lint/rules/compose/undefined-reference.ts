import * as l10n from "@vscode/l10n";
import type { ComposeFile, SectionName } from "../../../compose/compose-file.ts";
import { uriOf } from "../../../compose/env.ts";
import { indentOf } from "../../../compose/indent.ts";
import { plain } from "../../../compose/key-text.ts";
import { hasEntry, otherFile, projectOf } from "../../../compose/project.ts";
import { LONE, type Occurrence, occurrencesOf } from "../../../compose/references.ts";
import { addEntry } from "../../../compose/sections.ts";
import { indented, SERVICE_SNIPPETS } from "../../../compose/snippets.ts";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
import { composeRule, type Fix } from "../../rule.ts";

export default composeRule({
  id: "undefined-reference",
  aliases: [],
  severity: "error",
  ofActive: true,
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A service, network, volume, secret, config or model is used that the file does not define."),
    why: () => l10n.t("Docker Compose refuses the project."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    networks:\n      - bakend\nnetworks:\n  backend:\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    networks:\n      - backend\nnetworks:\n  backend:\n",
  },
  messages: {
    services: (name) => l10n.t("There is no service `{0}`.", name),
    networks: (name) => l10n.t("There is no network `{0}`: define it under `networks`.", name),
    volumes: (name) =>
      l10n.t("There is no volume `{0}`: define it under `volumes`, or write `./{0}` for a folder.", name),
    secrets: (name) => l10n.t("There is no secret `{0}`: define it under `secrets`.", name),
    configs: (name) => l10n.t("There is no config `{0}`: define it under `configs`.", name),
    models: (name) => l10n.t("There is no model `{0}`: define it under `models`.", name),
  },
  check(file, report) {
    const { files, isWhole } = projectOf(file);
    for (const it of occurrencesOf(file)) {
      const { kind, name, role } = it;
      if (kind === "profiles" || kind === "anchors" || it.isDefinition || role === LONE) continue;
      if (it.file) {
        const uri = uriOf(file, it.file.value);
        const other = uri === null ? null : otherFile(file, uri);
        if (other && !other.entry(kind, name)) report(it.span, kind, { args: [name] });
        continue;
      }
      if (!isWhole) continue;
      if (hasEntry(files, kind, name) || (kind === "networks" && name === "default")) continue;
      report(it.span, kind, { args: [name], fixes: fixesFor(file, kind, it) });
    }
  },
});

function fixesFor(file: ComposeFile, kind: SectionName, { name, span }: Occurrence): Fix[] {
  const fixes: Fix[] = [];
  const { files } = projectOf(file);
  const names = files.flatMap((other) => other.entries(kind).map((it) => it.name));
  const meant = nearest(name, names);
  if (meant) fixes.push(changeTo(meant, span));
  const edit = kind === "models" ? null : addEntry(file, kind, name, bodyFor(file, kind, name));
  const volume = kind === "services" ? SERVICE_SNIPPETS.find((it) => it.name === name)?.volume : undefined;
  const added = volume === undefined || hasEntry(files, "volumes", volume) ? null : addEntry(file, "volumes", volume);
  if (edit)
    fixes.push({ title: () => l10n.t("Add `{0}` to `{1}`", name, kind), edits: added ? [edit, added] : [edit] });
  return fixes;
}

/** What has to be said of a thing at least. */
function bodyFor(file: ComposeFile, kind: SectionName, name: string): readonly string[] {
  if (kind === "secrets" || kind === "configs") return [`file: ./${name}`];
  if (kind !== "services") return [];
  const known = SERVICE_SNIPPETS.find((it) => it.name === name);
  return known ? plain(indented(known.body, indentOf(file))).split("\n") : [`image: ${name}`];
}
