import * as l10n from "@vscode/l10n";
import type { ComposeFile, SectionName } from "../../../compose/compose-file.ts";
import { readInterpolation } from "../../../compose/interpolation.ts";
import { projectOf } from "../../../compose/project.ts";
import { occurrencesOf } from "../../../compose/references.ts";
import { readMount } from "../../../compose/values.ts";
import { fitsAround } from "../../../shared/around-variables.ts";
import { withoutKey } from "../../removed-lines.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "unused-resource",
  aliases: [],
  severity: "hint",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A volume, network, secret or config is defined that no service uses."),
    why: () => l10n.t("It is never made. Often it is a leftover, or a service has forgotten to use it."),
    bad: "services:\n  web:\n    image: nginx:1.29\nvolumes:\n  data:\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    volumes:\n      - data:/data\nvolumes:\n  data:\n",
  },
  messages: {
    unused: (name) => l10n.t("No service uses `{0}`.", name),
  },
  check(file, report) {
    const { files, isWhole } = projectOf(file);
    if (!isWhole || file.services.length === 0) return;
    const used = new Map<string, Set<string>>(KINDS.map((kind) => [kind, new Set()]));
    for (const other of files)
      for (const it of occurrencesOf(other)) if (!it.isDefinition) used.get(it.kind)?.add(it.name);
    for (const kind of KINDS) {
      for (const { name, key, pair } of file.entries(kind)) {
        if (used.get(kind)?.has(name) || (kind === "networks" && name === "default")) continue;
        if (files.some((it) => withVariables(it, kind).some((texts) => fitsAround(texts, name)))) continue;
        const [section] = file.section(kind);
        const fix = withoutKey(file, pair.parent?.pairs.length === 1 && section ? section : pair);
        report(key, "unused", { args: [name], tag: "unnecessary", fix });
      }
    }
  },
});

const KINDS = ["networks", "volumes", "secrets", "configs"] as const;

/** What services name with a variable in it, as the texts around the variables: `${PREFIX}data` may be any name that ends so. */
const withVariables = (file: ComposeFile, kind: SectionName): readonly (readonly string[])[] =>
  file.derive(`${kind} with variables`, () =>
    file.services.flatMap(({ body }) =>
      file.items(file.get(body, kind)).flatMap((item) => {
        const node = item.kind === "map" ? file.scalar(item, "source") : item;
        if (node?.kind !== "scalar" || !node.value.includes("$")) return [];
        const { source, target } = readMount(node.value);
        const isMount = kind === "volumes" && item.kind === "scalar";
        const texts = aroundVariables(isMount ? node.value.slice(0, (source ?? target).to) : node.value);
        return texts.some((it) => it !== "") ? [texts] : [];
      }),
    ),
  );

function aroundVariables(text: string): string[] {
  const texts: string[] = [];
  let at = 0;
  for (const part of readInterpolation(text)) {
    texts.push(text.slice(at, part.from));
    at = part.to;
  }
  return [...texts, text.slice(at)];
}
