import * as l10n from "@vscode/l10n";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
import { expandedWords } from "../../expanded-words.ts";
import { dockerfileRule } from "../../rule.ts";

// The names of Linux signals that BuildKit knows (moby/sys/signal); real-time ones apart.
const SIGNALS: ReadonlySet<string> = new Set(
  "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ".split(
    " ",
  ),
);

export default dockerfileRule({
  id: "invalid-signal",
  aliases: ["INVALID_SIGNAL"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`STOPSIGNAL` names no signal."),
    why: () => l10n.t("The build stops, or the container could not be stopped properly."),
    bad: "FROM alpine:3.22\nSTOPSIGNAL SIGTREM\n",
    good: "FROM alpine:3.22\nSTOPSIGNAL SIGTERM\n",
  },
  messages: {
    unknown: (signal) => l10n.t("Unknown signal `{0}`.", signal),
    meant: (signal, meant) => l10n.t("Unknown signal `{0}`. Did you mean `{1}`?", signal, meant),
  },
  keywords: ["FROM", "ARG", "ENV", "STOPSIGNAL"],
  checkInstruction(it, report) {
    const [word] = it.words;
    if (it.keyword !== "STOPSIGNAL" || !word || it.variables.length > 0 || word.text.includes("${")) return;
    const text = word.unquoted;
    if (isSignal(text)) return;
    const meant = nearest(nameOf(text), SIGNALS);
    if (!meant || nameOf(text).length < 3) return report(word, "unknown", { args: [text.slice(0, 40)] });
    const signal = `SIG${meant}`;
    const fix = changeTo(signal, word);
    report(word, "meant", { args: [text.slice(0, 40), signal], fix });
  },
  reach: "stage",
  check(file, report) {
    for (const { word, value } of expandedWords(file, "STOPSIGNAL"))
      if (!isSignal(value)) report(word, "unknown", { args: [value.slice(0, 40)] });
  },
});

const REAL_TIME = /^RTM(?:IN(?:\+(?:[1-9]|1[0-5]))?|AX(?:-(?:[1-9]|1[0-4]))?)$/;

const nameOf = (text: string): string => text.toUpperCase().replace(/^SIG/, "");

function isSignal(text: string): boolean {
  const name = nameOf(text);
  return /^0*[1-9]\d*$/.test(text) || SIGNALS.has(name) || REAL_TIME.test(name);
}
