import * as l10n from "@vscode/l10n";
import { expand } from "../../../dockerfile/expand.ts";
import { isReference } from "../../../dockerfile/image.ts";
import type { Instruction, Word } from "../../../dockerfile/instruction.ts";
import { globalLookup } from "../../../dockerfile/scopes.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-default-arg-in-from",
  aliases: ["InvalidDefaultArgInFrom"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("Without build arguments `FROM` names no image."),
    why: () =>
      l10n.t("Whoever builds without `--build-arg` gets an error: give the `ARG` a default that makes a valid image."),
    bad: "ARG TAG\nFROM alpine:${TAG}\nRUN id\n",
    good: "ARG TAG=3.22\nFROM alpine:${TAG}\nRUN id\n",
  },
  messages: {
    invalid: (image, result) =>
      l10n.t(
        "With the defaults of its `ARG`s `{0}` becomes `{1}`, which is no image: give them defaults.",
        image,
        result,
      ),
    empty: (image) => l10n.t("With the defaults of its `ARG`s nothing is left of `{0}`: give them defaults.", image),
  },
  keywords: ["FROM", "ARG"],
  check(file, report) {
    const lookup = globalLookup(file.stages);
    const names = new Set<string>();
    for (const { from, image, name } of file.stages.list) {
      if (image?.text.includes("$")) {
        const result = expand(image.text, from.escape, lookup);
        if (!isReference(result) && !names.has(result.toLowerCase()))
          report(image, result === "" ? "empty" : "invalid", {
            args: [image.text.slice(0, 80), result.slice(0, 80)],
            fixes: defaultsFor(image, file.stages.before, (name, value) =>
              isReference(expand(image.text, from.escape, (it) => (it === name ? value : lookup(it)))),
            ),
          });
      }
      if (name) names.add(name.text.toLowerCase());
    }
  },
});

/** For the tag, which can be `latest`; nobody knows what another part could be. */
function defaultsFor(
  image: Word,
  before: readonly Instruction[],
  helps: (name: string, value: string) => boolean,
): Fix[] {
  const tag = /:\$\{?(\w+)\}?$/.exec(image.text)?.[1];
  const pairs = before.flatMap((it) => (it.keyword === "ARG" ? it.pairs : []));
  const pair = pairs.find((it) => it.name.text === tag && !it.value?.text);
  if (!pair || !helps(pair.name.text, "latest")) return [];
  const written = `${pair.name.text}=latest`;
  return [changeTo(written, pair.word)];
}
