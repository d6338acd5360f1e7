import * as l10n from "@vscode/l10n";
import type { Word } from "../../../dockerfile/instruction.ts";
import { mountsOf } from "../../../dockerfile/mounts.ts";
import { partsOf } from "../../../dockerfile/stages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "untrusted-registry",
  aliases: ["DL3026"],
  severity: "off",
  docs: {
    summary: () => l10n.t("An image comes from a registry that is not in `trustedRegistries`."),
    why: () => l10n.t("For projects that list the registries they trust in `.hadolint.yaml`."),
    bad: "FROM evil.example.com/image:1\n",
    good: "FROM alpine:3.22\n",
  },
  messages: { untrusted: (registry) => l10n.t("The registry `{0}` is not in `trustedRegistries`.", registry) },
  keywords: ["FROM", "COPY", "RUN"],
  check(file, report, { trustedRegistries }) {
    const trusted = trustedRegistries.length > 0 ? trustedRegistries : ["docker.io"];
    const names = new Set<string>();
    const test = (word: Word): void => {
      const image = word.unquoted;
      if (image === "scratch" || names.has(image) || image.startsWith("$") || /^\d+$/.test(image)) return;
      const first = image.split("/", 1)[0] ?? "";
      const registries =
        image.includes("/") && /[.:]|^localhost$/.test(first) ? [first] : ["docker.io", "hub.docker.com"];
      if (!registries.some((it) => trusted.some((pattern) => matches(pattern, it))))
        report(word, "untrusted", { args: [registries[0] ?? ""] });
    };
    for (const { image, name, instructions } of partsOf(file.stages)) {
      if (image) test(image);
      if (name) names.add(name.text);
      for (const it of instructions) {
        const from = it.keyword === "COPY" ? it.flag("from")?.value : null;
        if (from) test(from);
        if (it.keyword === "RUN") {
          for (const mount of mountsOf(it)) if (mount.from && /^(?:bind|cache)$/.test(mount.type)) test(mount.from);
        }
      }
    }
  },
});

function matches(pattern: string, registry: string): boolean {
  if (pattern === "*") return true;
  if (pattern.startsWith("*")) return registry.endsWith(pattern.slice(1));
  return pattern.endsWith("*") ? registry.startsWith(pattern.slice(0, -1)) : registry === pattern;
}
