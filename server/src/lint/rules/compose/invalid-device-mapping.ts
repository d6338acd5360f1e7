import * as l10n from "@vscode/l10n";
import { eachOnce } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "invalid-device-mapping",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("A device is not written as `host[:container[:permissions]]`."),
    why: () => l10n.t("Docker Compose refuses the whole file."),
    bad: 'services:\n  app:\n    image: alpine:3.22\n    devices:\n      - "/dev/ttyUSB0:/dev/ttyUSB0:rw:m"\n',
    good: 'services:\n  app:\n    image: alpine:3.22\n    devices:\n      - "/dev/ttyUSB0:/dev/ttyUSB0:rwm"\n',
  },
  messages: {
    parts: () => l10n.t("A device has at most three parts: `host:container:permissions`."),
  },
  reach: "service",
  check(file, report) {
    eachOnce(file, "devices", (value) => {
      for (const node of file.scalars(value.kind === "seq" ? value : null)) {
        const { value: text } = node;
        const third = text.split(":", 3).join(":").length;
        if (third < text.length && !text.includes("$") && !text.includes("="))
          report(node.part(third, text.length), "parts");
      }
    });
  },
});
