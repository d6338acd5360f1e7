import * as l10n from "@vscode/l10n";
import { onceForMap } from "../../../compose/once-for-map.ts";
import { isSaidElsewhere, projectOf } from "../../../compose/project.ts";
import { byteSize } from "../../../compose/values.ts";
import type { MapNode, Pair, ScalarNode } from "../../../compose/yaml.ts";
import { withoutKey } from "../../removed-lines.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "exclusive-keys",
  aliases: [],
  severity: "error",
  fixable: "assist",
  ofActive: true,
  docs: {
    summary: () => l10n.t("Two keys are there that exclude each other, or none of those of which one is needed."),
    why: () => l10n.t("Docker Compose refuses the project."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    network_mode: host\n    networks:\n      - backend\nnetworks:\n  backend:\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    networks:\n      - backend\nnetworks:\n  backend:\n",
  },
  messages: {
    both: (key, other) => l10n.t("`{0}` and `{1}` exclude each other: remove one.", key, other),
    external: (key) => l10n.t("`{0}` has no place in something external: it exists already.", key),
    source: (name, keys) => l10n.t("`{0}` needs one of {1}.", name, keys),
    differ: (key, other) => l10n.t("`{0}` and `{1}` say different things: remove one.", key, other),
  },
  check(file, report) {
    for (const { body } of file.services) {
      for (const { node, message, args, pairs } of clashesIn(file, body))
        report(node, message, { args, fixes: pairs.flatMap((it) => withoutKey(file, it) ?? []) });
    }
    for (const { body } of file.entries("volumes")) {
      if (file.scalar(body, "external")?.value !== "true") continue;
      for (const key of ["driver", "driver_opts", "labels"]) {
        const pair = file.pair(body, key);
        const fix = pair && withoutKey(file, pair);
        if (pair) report(pair.key, "external", { args: [key], fix });
      }
    }
    for (const section of ["secrets", "configs"] as const) {
      const sources = section === "secrets" ? ["file", "environment"] : ["file", "environment", "content"];
      for (const entry of file.entries(section)) {
        const { key, name, body, pair } = entry;
        const found = sources.flatMap((it) => file.pair(body, it) ?? []);
        const [first, second] = found;
        if (first && second) {
          const fixes = [second, first].flatMap((it) => withoutKey(file, it) ?? []);
          report(second.key, "both", { args: [second.name, first.name], fixes });
        }
        const elsewhere = ["external", "driver", "template_driver"].some((it) => file.pair(body, it));
        const isNothing = pair.value.kind === "scalar" && pair.value.type === "null";
        if (first || elsewhere || (!body && !isNothing) || isReset(pair) || !projectOf(file).isWhole) continue;
        if (isSaidElsewhere(file, section, entry)) continue;
        report(key, "source", { args: [name, [...sources, "external"].map((it) => `\`${it}\``).join(", ")] });
      }
    }
  },
});

interface Clash {
  readonly node: ScalarNode;
  readonly message: "both" | "differ";
  readonly args: string[];
  /** One of them is to go. */
  readonly pairs: readonly Pair[];
}

const clashesIn = onceForMap((file, body): Clash[] => {
  const both = (map: MapNode | null, key: string, other: string): Clash[] => {
    const [a, b] = [file.pair(map, key), file.pair(map, other)];
    if (!a || !b || isReset(a) || isReset(b)) return [];
    return [{ node: b.key, message: "both", args: [other, key], pairs: [b, a] }];
  };
  const differing = SAID_TWICE.flatMap(([key, ...path]): Clash[] => {
    const [old, node] = [file.scalar(body, key), file.scalar(body, "deploy", ...path)];
    const pair = file.pair(body, key);
    if (!old || !node || !pair || `${old.value}${node.value}`.includes("$") || amount(old.value) === amount(node.value))
      return [];
    return [{ node: old, message: "differ", args: [key, ["deploy", ...path].join(".")], pairs: [pair] }];
  });
  const devices = [
    ...file.items(file.get(body, "deploy", "resources", "reservations", "devices")),
    ...file.items(file.get(body, "gpus")),
  ];
  return [
    ...both(body, "network_mode", "networks"),
    ...both(file.map(body, "build"), "dockerfile", "dockerfile_inline"),
    ...differing,
    ...devices.flatMap((it) => (it.kind === "map" ? both(it, "count", "device_ids") : [])),
  ];
});

/** A key of the service and where `deploy` says the same. */
const SAID_TWICE: readonly (readonly [string, ...string[]])[] = [
  ["scale", "replicas"],
  ["cpus", "resources", "limits", "cpus"],
  ["mem_limit", "resources", "limits", "memory"],
  ["mem_reservation", "resources", "reservations", "memory"],
  ["pids_limit", "resources", "limits", "pids"],
];

/** `512m`, `0.50` and `3` as numbers, so that one amount written in two ways is one. */
const amount = (text: string): number => byteSize(text) ?? Number(text);

const isReset = (pair: Pair): boolean => pair.value.tag?.name === "reset";
