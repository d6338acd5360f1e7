import * as l10n from "@vscode/l10n";
import { argNames, surelyDockerfileOf } from "../../../compose/dockerfiles.ts";
import { onceForMap } from "../../../compose/once-for-map.ts";
import { variablesOf } from "../../../compose/services.ts";
import type { ScalarNode } from "../../../compose/yaml.ts";
import { composeRule } from "../../rule.ts";

/** Known to every build without an ARG. */
const BUILT_IN =
  /^(?:(?:HTTP|HTTPS|FTP|NO|ALL)_PROXY|BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))$/i;

export default composeRule({
  id: "unknown-build-argument",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("`build.args` gives a value to what is no `ARG` of the Dockerfile."),
    why: () => l10n.t("The value has no effect. Often the name is mistyped, or the `ARG` is gone."),
    bad: "services:\n  web:\n    build:\n      dockerfile_inline: FROM alpine:3.22\n      args:\n        VERSION: 1.2.3\n",
    good: "services:\n  web:\n    build:\n      dockerfile_inline: |\n        ARG VERSION\n        FROM alpine:3.22\n      args:\n        VERSION: 1.2.3\n",
  },
  messages: {
    unknown: (name) => l10n.t("The Dockerfile has no `ARG {0}`.", name),
  },
  check(file, report) {
    const seen = new Set<ScalarNode>();
    for (const service of file.services) {
      const args = argsOf(file, service.body);
      const isNew = args.some((it) => !seen.has(it.key));
      const dockerfile = isNew ? surelyDockerfileOf(file, service) : null;
      if (!dockerfile) continue;
      const known = new Set(argNames(dockerfile));
      for (const { key, name } of args) {
        if (seen.size === seen.add(key).size) continue;
        if (name.includes("$") || known.has(name) || BUILT_IN.test(name)) continue;
        report(key.part(0, name.length), "unknown", { args: [name] });
      }
    }
  },
});

const argsOf = onceForMap((file, body) => variablesOf(file, file.get(body, "build", "args")));
