import * as l10n from "@vscode/l10n";
import { type ComposeFile, SECTIONS } from "../../../compose/compose-file.ts";
import { issuesOfKind } from "../../../compose/validate.ts";
import type { Pair, YamlNode } from "../../../compose/yaml.ts";
import { nearest } from "../../../text/nearest.ts";
import { insert } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { composeRule, type Fix } from "../../rule.ts";

/** Keys of services that went with version 1, and what says the same now. */
const FIRST_VERSION: ReadonlyMap<string, string> = new Map([
  ["net", "network_mode"],
  ["log_driver", "logging.driver"],
  ["log_opt", "logging.options"],
  ["dockerfile", "build.dockerfile"],
]);

export default composeRule({
  id: "unknown-key",
  aliases: ["invalid-schema"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A key is not known in its place."),
    why: () =>
      l10n.t(
        "Docker Compose refuses the whole file. Often it is a typing error or wrong indentation; keys of your own start with `x-`.",
      ),
    bad: "services:\n  web:\n    imgae: nginx:1.29\n    image: nginx:1.29\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    x-owner: team-a\n",
  },
  messages: {
    unknown: (key) => l10n.t("`{0}` is not known here.", key),
    meant: (key, other) => l10n.t("`{0}` is not known here. Did you mean `{1}`?", key, other),
    old: (key, other) => l10n.t("`{0}` is of version 1 of compose files: it is `{1}` now.", key, other),
    service: (name) =>
      l10n.t("`{0}` is a service as in version 1 of compose files: services stand under `services` now.", name),
    foreign: (key) => l10n.t("`{0}` is not known here, nor is any other key: this is no compose file.", key),
    name: (key) => l10n.t("`{0}` is no valid name: use letters, digits, `.`, `_` and `-`.", key),
  },
  check(file, report) {
    const issues = issuesOfKind(file, "unknownKey");
    const strangers = strangersOf(file);
    const service = strangers.find(({ value }) => isService(value));
    const [first, second] = strangers;
    // One finding says more than one for every key.
    if (service) report(service.key, "service", { args: [service.name], fix: underServices(file) });
    else if (first && second) report(first.key, "foreign", { args: [first.name.slice(0, 60)] });
    const isTold = service || second ? new Set(strangers) : NONE;
    for (const { pair, known, isName } of issues) {
      if (isTold.has(pair)) continue;
      const shown = pair.name.slice(0, 60);
      const now = known.includes("container_name") ? FIRST_VERSION.get(pair.name) : undefined;
      if (now) {
        const isKey = !now.includes(".");
        const fix = changeTo(now, pair.key.content);
        report(pair.key, "old", { args: [shown, now], ...(isKey && { fix }) });
        continue;
      }
      const meant = nearest(pair.name, known);
      if (isName || !meant) report(pair.key, isName ? "name" : "unknown", { args: [shown] });
      else {
        const fix = changeTo(meant, pair.key.content);
        report(pair.key, "meant", { args: [shown, meant], fix });
      }
    }
  },
});

/** Jobs of a workflow have a `build`, too: what a service builds is a path or has a context. */
function isService(value: YamlNode): boolean {
  if (value.kind !== "map") return false;
  const build = value.pair("build")?.value;
  return Boolean(value.pair("image") ?? (build?.kind === "map" ? build.pair("context") : build?.kind === "scalar"));
}

const NONE: ReadonlySet<Pair> = new Set();

/** The top-level keys of a file that has no section of a compose file. */
function strangersOf(file: ComposeFile): readonly Pair[] {
  if (["include", ...SECTIONS].some((it) => file.section(it).length > 0)) return [];
  const top = file.roots.flatMap((it) => (it.kind === "map" && !it.isFlow ? it.pairs : []));
  return top.filter(({ name, isMerge }) => !isMerge && !name.startsWith("x-") && !TOP_TEXTS.has(name));
}

const TOP_TEXTS: ReadonlySet<string> = new Set(["version", "name"]);

/** Moves everything from the first key on below `services`. */
function underServices(file: ComposeFile): Fix {
  const [root] = file.roots;
  const from = root?.kind === "map" ? (root.pairs[0]?.key.start ?? 0) : 0;
  const lines = [...file.text.matchAll(/^(?=[^\r\n])/gm)].filter(({ index }) => index >= from);
  return {
    title: () => l10n.t("Put all services under `services`"),
    assist: true,
    edits: lines.map(({ index }) => insert(index, index === from ? "services:\n  " : "  ")),
  };
}
