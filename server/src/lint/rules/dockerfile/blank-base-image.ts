import * as l10n from "@vscode/l10n";
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
  check(file, report) {
    const args = globalArgs(file.stages);
    for (const { from, image } of file.stages.list) {
      if (!image) continue;
      const [variable, another] = from.variables.filter(
        (it) => it.span.start >= image.start && it.span.end <= image.end,
      );
      if (
        !variable ||
        another ||
        variable.modifier !== "" ||
        variable.span.start !== image.start ||
        variable.span.end !== image.end
      )
        continue;
      if (!args.has(variable.name) && !PLATFORM_ARGS.includes(variable.name))
        report(image, "blank", { args: [variable.name] });
    }
  },
});
