import * as l10n from "@vscode/l10n";
import type { Span } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-label-key",
  aliases: ["DL3048"],
  severity: "hint",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A label has a key that others may not understand."),
    why: () =>
      l10n.t(
        "Keys are lower-case letters, digits, `.`, `-`, `_` and `/`, starting with a letter; `com.docker.`, `io.docker.` and `org.dockerproject.` belong to Docker.",
      ),
    bad: 'FROM alpine:3.22\nLABEL Team="web"\n',
    good: 'FROM alpine:3.22\nLABEL team="web"\n',
  },
  messages: {
    key: (key) =>
      l10n.t("`{0}` is no good key: use lower-case letters, digits, `.`, `-`, `_`, starting with a letter.", key),
    reserved: (key) => l10n.t("The prefix of `{0}` belongs to Docker: use your own domain.", key),
  },
  keywords: ["LABEL"],
  checkInstruction(it, report) {
    for (const { name } of it.pairs) {
      const key = name.unquoted;
      if (key === "" || key.includes("$")) continue;
      if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(key)) report(name, "reserved", { args: [key] });
      else if (!/^[a-z](?:[a-z0-9._/-]*[a-z0-9])?$/.test(key) || /\.\.|--/.test(key))
        report(name, "key", { args: [key.slice(0, 60)], ...fixTo(name, cleaned(key)) });
    }
  },
});

const cleaned = (key: string): string =>
  key
    .toLowerCase()
    .replace(/[^a-z0-9._/-]+|--+/g, "-")
    .replace(/\.\.+/g, ".")
    .replace(/^[^a-z]+|[^a-z0-9]+$/g, "");

const fixTo = (name: Span, key: string): { fix?: Fix } => (key === "" ? {} : { fix: changeTo(key, name) });
