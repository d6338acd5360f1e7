import * as l10n from "@vscode/l10n";
import { flagsIn, hasFlag, hasWord } from "../../../shell/arguments.ts";
import type { ShellWord } from "../../../shell/words.ts";
import { remove } from "../../../text/span.ts";
import { commandsIn, type RunCommand, spanIn } from "../../commands.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "verification-off",
  aliases: Array.from({ length: 15 }, (_, i) => `CKV2_DOCKER_${i + 2}`),
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("Certificates or signatures are not looked at."),
    why: () => l10n.t("Anybody on the way can then put another file in place of the one that was asked for."),
    bad: "FROM alpine:3.22\nRUN curl -k https://example.com/a -o /a\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\n",
    good: "FROM alpine:3.22\nRUN curl https://example.com/a -o /a\n",
  },
  messages: { off: (what) => l10n.t("`{0}` takes whatever comes: leave certificates and signatures on.", what) },
  keywords: ["RUN", "ENV", "ARG"],
  checkInstruction(it, report) {
    if (it.keyword !== "RUN") {
      for (const { name, value, word } of it.pairs)
        if (value && isOff(name.unquoted, value.unquoted)) report(word, "off", { args: [name.unquoted] });
      return;
    }
    for (const command of commandsIn(it)) {
      const word = switchIn(command);
      if (word) {
        const fix = without(command, word);
        report(spanIn(command, word), "off", { args: [word.value.slice(0, 60)], fix });
      }
      for (const assigned of command.command.assignments) {
        const [name = "", value = ""] = assigned.value.split("=", 2);
        if (isOff(name, value)) report(spanIn(command, assigned), "off", { args: [name] });
      }
    }
  },
});

function isOff(name: string, value: string): boolean {
  if (name === "PYTHONHTTPSVERIFY" || name === "NODE_TLS_REJECT_UNAUTHORIZED") return value === "0";
  if (/^npm_config_strict_ssl$/i.test(name)) return value.toLowerCase() === "false";
  return name === "GIT_SSL_NO_VERIFY" && /^(?:1|true)$/i.test(value);
}

/** By command, the flags that switch a check off. */
const FLAGS: ReadonlyMap<string, readonly string[]> = new Map([
  ["curl", ["k", "insecure"]],
  ["wget", ["no-check-certificate"]],
  ["pip", ["trusted-host"]],
  ["pip3", ["trusted-host"]],
  ["apk", ["allow-untrusted"]],
  ["apt-get", ["allow-unauthenticated", "force-yes"]],
  ["apt", ["allow-unauthenticated", "force-yes"]],
  ["yum", ["nogpgcheck"]],
  ["dnf", ["nogpgcheck"]],
  ["microdnf", ["nogpgcheck"]],
  ["tdnf", ["nogpgcheck"]],
  ["rpm", ["nodigest", "nosignature", "noverify", "nofiledigest"]],
]);

/** Null where the flag is not all of its word, or goes with another word. */
function without(command: RunCommand, word: ShellWord): Fix | null {
  const { args, nameWord, name, script } = command;
  const isWhole = flagsIn(word).length === 1 && (!word.value.includes("=") || word.value.startsWith("--trusted-host="));
  if (script.form === "exec" || !isWhole || name === "git" || word.value === "--trusted-host") return null;
  const before = args[args.indexOf(word) - 1] ?? nameWord;
  return {
    title: () => l10n.t("Remove `{0}`", word.value),
    edits: [remove(spanIn(command, { start: before.end, end: word.end }))],
  };
}

function switchIn({ name, args }: RunCommand): ShellWord | undefined {
  const flags = FLAGS.get(name ?? "");
  if (flags) return args.find((it) => hasFlag([it], ...flags));
  if (name === "npm" || name === "yarn") {
    const at = args.findIndex((it) => it.value === "strict-ssl");
    return at > 0 && args[at + 1]?.value === "false" && hasWord(args, "set")
      ? args[at]
      : args.find((it) => it.value === "--strict-ssl=false");
  }
  return name === "git" ? args.find((it) => it.value === "http.sslVerify=false") : undefined;
}
