import * as l10n from "@vscode/l10n";
import { hasWord } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

const UPGRADES: ReadonlyMap<string, readonly string[]> = new Map([
  ["apt-get", ["upgrade", "dist-upgrade", "full-upgrade"]],
  ["apt", ["upgrade", "dist-upgrade", "full-upgrade"]],
  ["apk", ["upgrade"]],
  ["yum", ["update", "upgrade"]],
  ["dnf", ["update", "upgrade"]],
  ["zypper", ["update", "up"]],
]);

export default dockerfileRule({
  id: "os-upgrade",
  aliases: ["DS-0024"],
  severity: "off",
  docs: {
    summary: () => l10n.t("All packages of the base image are upgraded."),
    why: () =>
      l10n.t(
        "The result depends on the day of the build, and the old packages stay in the layers below. A newer base image has them.",
      ),
    bad: "FROM debian:13\nRUN apt-get update && apt-get -y upgrade\n",
    good: "FROM debian:13.1\nRUN id\n",
  },
  messages: { upgrade: (command) => l10n.t("Take a newer base image instead of `{0}`.", command) },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, ...UPGRADES.keys())) {
      const verb = command.args.find((word) => UPGRADES.get(command.name ?? "")?.includes(word.value));
      const hasPackages = verb && command.args.some((word) => word.start > verb.start && !word.value.startsWith("-"));
      if (verb && !hasPackages && hasWord(command.args, verb.value))
        report(spanIn(command, verb), "upgrade", { args: [`${command.name} ${verb.value}`] });
    }
  },
});
