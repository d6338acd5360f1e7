import * as l10n from "@vscode/l10n";
import { expand } from "../../../dockerfile/expand.ts";
import type { Word } from "../../../dockerfile/instruction.ts";
import { changeTo } from "../../change-to.ts";
import { expandedWords } from "../../expanded-words.ts";
import { dockerfileRule, type Fix, type Report } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-expose-port",
  aliases: ["DL3011", "INVALID_PORT", "INVALID_PROTO"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`EXPOSE` has something that is no port."),
    why: () =>
      l10n.t(
        "The build stops: a port is a number from 0 to 65535 or a range of them, perhaps with `/tcp`, `/udp` or `/sctp`.",
      ),
    bad: "FROM alpine:3.22\nEXPOSE 8080,8443\n",
    good: "FROM alpine:3.22\nEXPOSE 8080 8443\n",
  },
  messages: {
    port: (text) => l10n.t("`{0}` is no port: use a number from 0 to 65535 or a range such as `8000-8010`.", text),
    ranges: (host, container) => l10n.t("`{0}` and `{1}` are not equally many ports.", host, container),
    protocol: (text) => l10n.t("`{0}` is no protocol of ports: use `tcp`, `udp` or `sctp`.", text),
  },
  keywords: ["FROM", "ARG", "ENV", "EXPOSE"],
  checkInstruction(it, report) {
    if (it.keyword !== "EXPOSE") return;
    for (const word of it.words) {
      const { text } = word;
      const hasVariable = it.variables.some(({ span }) => span.start >= word.start && span.start < word.end);
      if (!hasVariable && !text.includes("${") && !hasOpenQuote(text))
        checkPort(
          word,
          expand(text, it.escape, () => null),
          report,
        );
    }
  },
  reach: "stage",
  check(file, report) {
    for (const { word, value } of expandedWords(file, "EXPOSE")) if (value !== "") checkPort(word, value, report);
  },
});

function checkPort(word: Word, text: string, report: Report<"port" | "ranges" | "protocol">): void {
  if (text === "" && word.text.includes("$")) return;
  const slash = text.indexOf("/");
  const protocol = slash < 0 ? "" : text.slice(slash + 1);
  if (protocol !== "" && !/^(?:tcp|udp|sctp)$/i.test(protocol)) {
    // Docker looks no further than this.
    const builds = /^(?:tcp|udp|sctp)\//i.test(protocol);
    report(word, "protocol", { args: [protocol.slice(0, 20)], builds, ...fixFor(word) });
    return;
  }
  const parts = (slash < 0 ? text : text.slice(0, slash)).split(":");
  const container = parts.at(-1) ?? "";
  const host = parts.length > 1 ? (parts.at(-2) ?? "") : "";
  const address = parts.slice(0, -2).join(":");
  const isPort = isPorts(container) && (host === "" || isPorts(host)) && (address === "" || isAddress(address));
  if (isPort && host !== "" && sizeOf(container) > 1 && sizeOf(host) !== sizeOf(container))
    report(word, "ranges", { args: [host, container] });
  const isRead = address === "" && host === "" && isPorts(/^\d+-\d+(?=-)/.exec(container)?.[0] ?? "");
  if (!isPort) report(word, "port", { args: [text.slice(0, 40)], builds: text === "" || isRead, ...fixFor(word) });
}

/** Ports with commas between them, ranges that run backwards, and what stands behind a protocol. */
function fixFor(word: Word): { fix?: Fix } {
  const { text } = word;
  const [, first, last, rest = ""] = /^(\d{1,5})-(\d{1,5})(\/\w+)?$/.exec(text) ?? [];
  const meant = /^\d+(?:\/\w+)?(?:,\d+(?:\/\w+)?)+$/.test(text)
    ? text.replaceAll(",", " ")
    : first && Number(first) > Number(last)
      ? `${last}-${first}${rest}`
      : (/^[\d-]+\/(?:tcp|udp|sctp)(?=\/)/i.exec(text)?.[0] ?? "");
  return meant === "" ? {} : { fix: changeTo(meant, word) };
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/;

const isAddress = (text: string): boolean => IPV4.test(text) || /^\[[\da-f:.]*\]$/i.test(text);

/** Another rule tells of it. */
const hasOpenQuote = (text: string): boolean => text.replace(/\\.|"[^"]*"|'[^']*'/g, "").match(/["']/) !== null;

function isPorts(text: string): boolean {
  const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text);
  if (!range) return false;
  const first = Number(range[1]);
  const last = Number(range[2] ?? range[1]);
  return first <= last && last <= 65535;
}

/** How many ports a valid port or range has. */
function sizeOf(ports: string): number {
  const [first, last = first] = ports.split("-").map(Number);
  return Number(last) - Number(first) + 1;
}
