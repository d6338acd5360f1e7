import * as l10n from "@vscode/l10n";
import { FLAG_VALUES, flagFacts, ignoresFlags } from "../../../dockerfile/facts-flags.ts";
import { plainText } from "../../../dockerfile/flags.ts";
import type { Flag } from "../../../dockerfile/instruction.ts";
import { parsePlatform } from "../../../dockerfile/platforms.ts";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule, type Report } from "../../rule.ts";

export default dockerfileRule({
  id: "flag-value",
  aliases: ["FLAG_MISSING_VALUE", "FLAG_EXPECTED_BOOLEAN_VALUE", "FLAG_INVALID_LINK_VALUE"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A flag has no value, or one that it does not take."),
    why: () => l10n.t("The build stops at it."),
    bad: "FROM alpine:3.22\nCOPY --chown --link=maybe app /app\nRUN --network=None make\n",
    good: "FROM alpine:3.22\nCOPY --chown=1000 --link=true app /app\nRUN --network=none make\n",
  },
  messages: {
    missing: (flag) => l10n.t("`--{0}` needs a value: `--{0}=…`.", flag),
    network: (value) => l10n.t("`--network` is `default`, `none` or `host`, not `{0}`.", value),
    security: (value) => l10n.t("`--security` is `sandbox` or `insecure`, not `{0}`.", value),
    platform: (value) => l10n.t("`{0}` is no platform: write it as `linux/amd64`.", value),
    checksum: (value) => l10n.t("`{0}` is no checksum: write it as `sha256:` and 64 digits from 0 to f.", value),
    boolean: (flag, value) => l10n.t("`--{0}` is `true` or `false`, not `{1}`.", flag, value),
  },
  checkInstruction(it, report) {
    if (ignoresFlags(it)) return;
    for (const flag of it.flags) {
      const facts = flagFacts(it.keyword, flag.name);
      if (!facts) continue;
      const isEmpty = !flag.value || flag.value.text === "";
      if (facts.kind === "boolean") {
        if (flag.value && isEmpty) report(flag.word, "missing", { args: [flag.name] });
        else if (flag.value && !/^(?:true|false)$/i.test(plainText(flag.value.text).text)) {
          report(flag.value, "boolean", { args: [flag.name, flag.value.text] });
        }
      } else if (!flag.value) report(flag.word, "missing", { args: [flag.name] });
      else checkValue(it.keyword, flag, report);
    }
  },
});

/** Nothing else can be behind these. */
const CHOSEN: ReadonlySet<string> = new Set(["network", "security"]);
/** Of a download; a Git repository has the hash of a commit. */
const CHECKSUM = /^(?:sha256:[\da-f]{64}|sha384:[\da-f]{96}|sha512:[\da-f]{128}|[\da-f]*)$/;

type Message = "network" | "security" | "platform" | "checksum";

function checkValue(keyword: string, { name, word, value }: Flag, report: Report<Message>): void {
  const { text } = plainText(value?.text ?? "");
  const place = value && text !== "" ? value : word;
  const args = [text.slice(0, 40)];
  const choices = keyword === "RUN" && CHOSEN.has(name) ? FLAG_VALUES[name] : undefined;
  // Variables are not filled in there.
  if (choices && !choices.includes(text)) {
    const meant = nearest(text.toLowerCase(), choices);
    const fix = meant ? changeTo(meant, place) : null;
    report(place, name as "network" | "security", { args, fix }); // Those of CHOSEN.
  } else if (text === "" || text.includes("$")) return;
  else if (name === "platform" && !parsePlatform(text)) report(place, "platform", { args });
  else if (name === "checksum" && !CHECKSUM.test(text)) report(place, "checksum", { args });
}
