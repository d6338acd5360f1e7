import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

const VALID: Readonly<Record<string, (value: string) => boolean>> = {
  url: (value) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value),
  rfc3339: (value) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i.test(value),
  spdx: (value) => /^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(value) && !/^(?:not|unknown|none)\b/i.test(value),
  hash: (value) => /^(?:[0-9a-f]{7}|[0-9a-f]{40})$/i.test(value),
  semver: (value) => /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[\w.-]+)?(?:\+[\w.-]+)?$/.test(value),
  email: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
};

export default dockerfileRule({
  id: "invalid-label-value",
  aliases: ["DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"],
  severity: "off",
  docs: {
    summary: () => l10n.t("A label has a value of the wrong kind."),
    why: () =>
      l10n.t(
        "For projects with a `label-schema` in `.hadolint.yaml`; without one the labels of the Open Container Initiative are checked.",
      ),
    bad: 'FROM alpine:3.22\nLABEL org.opencontainers.image.url="example"\n',
    good: 'FROM alpine:3.22\nLABEL org.opencontainers.image.url="https://example.com"\n',
  },
  messages: { kind: (label, kind) => l10n.t("The label `{0}` must be of the kind `{1}`.", label, kind) },
  reach: "stage",
  keywords: ["LABEL"],
  check(file, report, { labelSchema }) {
    const schema = labelSchema.size > 0 ? labelSchema : ANNOTATIONS;
    for (const it of file.all("LABEL")) {
      for (const { name, value } of it.pairs) {
        const kind = schema.get(name.unquoted) ?? "";
        const text = value?.unquoted ?? "";
        if (!value || text === "" || text.includes("$")) continue;
        if (VALID[kind]?.(text) === false) report(value, "kind", { args: [name.unquoted, kind] });
      }
    }
  },
});

const ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ["org.opencontainers.image.created", "rfc3339"],
  ["org.opencontainers.image.url", "url"],
  ["org.opencontainers.image.documentation", "url"],
  ["org.opencontainers.image.source", "url"],
]);
