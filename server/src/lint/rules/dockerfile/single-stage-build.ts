import * as l10n from "@vscode/l10n";
import { hasWord } from "../../../shell/arguments.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

const BUILDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["go", ["build", "install"]],
  ["cargo", ["build", "install"]],
  ["mvn", ["package", "install"]],
  ["gradle", ["build", "assemble"]],
  ["./gradlew", ["build", "assemble"]],
  ["./mvnw", ["package", "install"]],
  ["dotnet", ["publish", "build"]],
  ["gcc", []],
  ["g++", []],
  ["make", []],
]);

export default dockerfileRule({
  id: "single-stage-build",
  aliases: [],
  severity: "off",
  docs: {
    summary: () => l10n.t("The image that ships contains the tools that it was built with."),
    why: () =>
      l10n.t(
        "Compilers and sources make it large and give an attacker tools. A second stage takes only the result: `COPY --from=build`.",
      ),
    bad: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n",
    good: "FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\n",
  },
  messages: {
    split: (command) =>
      l10n.t("Let a second stage take the result of `{0}`: the compiler and the sources stay behind.", command),
  },
  keywords: ["FROM", "RUN"],
  check(file, report) {
    const [only, another] = file.stages.list;
    if (!only || another) return;
    for (const run of only.instructions.filter((it) => it.keyword === "RUN")) {
      for (const command of commandsIn(run, ...BUILDERS.keys())) {
        const verbs = BUILDERS.get(command.name ?? "") ?? [];
        if (verbs.length > 0 && !hasWord(command.args, ...verbs)) continue;
        return report(spanIn(command, command.nameWord), "split", { args: [command.name ?? ""] });
      }
    }
  },
});
