import * as l10n from "@vscode/l10n";
import { expand } from "../../../dockerfile/expand.ts";
import { globalArgs, PLATFORM_ARGS } from "../../../dockerfile/scopes.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "blank-base-image",
  aliases: ["BASE_NAME_EMPTY"],
  severity: "error",
  docs: {
    summary: () => l10n.t("The base image is a variable that is never set."),
    why: () =>
      l10n.t(
        "The build stops because the name of the image is empty. In `FROM` only `ARG`s that stand before the first `FROM` are known.",
      ),
    bad: "FROM $IMAGE\nRUN id\n",
    good: "ARG IMAGE=alpine:3.22\nFROM $IMAGE\nRUN id\n",
  },
  messages: {
    blank: (name) =>
      l10n.t("`{0}` is never set, so there is no base image: put `ARG {0}=…` before the first `FROM`.", name),
  },
  reach: "stage",
  keywords: ["FROM", "ARG"],
  check(file, report) {
    const args = globalArgs(file.stages);
    for (const { from, image } of file.stages.list) {
      if (!image) continue;
      const variables = from.variables.filter(({ span }) => span.start >= image.start && span.end <= image.end);
      const [first] = variables;
      if (!first || variables.some(({ name }) => args.has(name) || PLATFORM_ARGS.includes(name))) continue;
      if (expand(image.text, from.escape, () => null) === "") report(image, "blank", { args: [first.name] });
    }
  },
});
