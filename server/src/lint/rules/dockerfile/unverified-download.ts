import * as l10n from "@vscode/l10n";
import { scriptOf } from "../../../dockerfile/script.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "ash", "dash", "zsh", "python", "python3", "perl", "node"]);

export default dockerfileRule({
  id: "unverified-download",
  aliases: [],
  severity: "hint",
  docs: {
    summary: () => l10n.t("What was downloaded is run or unpacked without looking at it."),
    why: () =>
      l10n.t(
        "Whoever can change the file at its source, or on the way, decides what the build does. A checksum that is written here stops it: `ADD --checksum=sha256:…`.",
      ),
    bad: "FROM alpine:3.22\nRUN wget -qO- https://example.com/install.sh | sh\n",
    good: "FROM alpine:3.22\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/install.sh /install.sh\nRUN sh /install.sh\n",
  },
  messages: {
    piped: (command) =>
      l10n.t("`{0}` runs what was downloaded, whatever it is: compare it with a checksum first.", command),
    add: () => l10n.t("Say what this file must be: `ADD --checksum=sha256:…`."),
  },
  keywords: ["RUN", "ADD"],
  checkInstruction(it, report) {
    if (it.keyword === "ADD") {
      const source = it.words[0];
      if (
        source &&
        it.words.length > 1 &&
        /^https?:\/\//.test(source.unquoted) &&
        !/\.git(?:#|$)/.test(source.unquoted) &&
        !it.flag("checksum")
      )
        report(source, "add");
      return;
    }
    const downloads = commandsIn(it, "curl", "wget");
    const operators = scriptOf(it)?.script.operators ?? [];
    if (downloads.length === 0 || operators.length === 0) return;
    for (const command of commandsIn(it, ...SHELLS)) {
      const { start } = command.command;
      const pipe = operators.findLast((of) => of.end <= start);
      const source =
        pipe?.text === "|"
          ? downloads.find(
              ({ command: of }) =>
                of.start < pipe.start && !operators.some((other) => other.start >= of.end && other.start < pipe.start),
            )
          : null;
      if (source) report(spanIn(command, command.nameWord), "piped", { args: [command.name ?? ""] });
    }
  },
});
