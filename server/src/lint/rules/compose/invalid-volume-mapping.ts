import * as l10n from "@vscode/l10n";
import { eachOnce } from "../../../compose/services.ts";
import { readMount } from "../../../compose/values.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "invalid-volume-mapping",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("A volume is not written as `[source:]target[:options]`."),
    why: () => l10n.t("Docker Compose refuses the whole file."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    volumes:\n      - ./html:/usr/share/nginx/html:ro:z\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    volumes:\n      - ./html:/usr/share/nginx/html:ro,z\n",
  },
  messages: {
    colons: () => l10n.t("A volume has at most three parts: `source:target:options`. Separate options with commas."),
    empty: () => l10n.t("A part of this volume is empty."),
  },
  reach: "service",
  check(file, report) {
    eachOnce(file, "volumes", (value) => {
      for (const node of file.scalars(value.kind === "seq" ? value : null)) {
        const { fault } = readMount(node.value);
        if (fault && !node.value.includes("$")) report(node.part(fault.from, fault.to), fault.kind);
      }
    });
  },
});
