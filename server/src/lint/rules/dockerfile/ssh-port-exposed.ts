import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "ssh-port-exposed",
  aliases: ["DS-0004", "CKV_DOCKER_1"],
  severity: "off",
  docs: {
    summary: () => l10n.t("The port of SSH is exposed."),
    why: () => l10n.t("`docker exec` opens a shell in a container without a server, keys and passwords inside it."),
    bad: "FROM alpine:3.22\nEXPOSE 22\n",
    good: "FROM alpine:3.22\nEXPOSE 8080\n",
  },
  messages: { ssh: () => l10n.t("Leave SSH out of the image: `docker exec` opens a shell without it.") },
  keywords: ["EXPOSE"],
  checkInstruction(it, report) {
    for (const word of it.words) if (/^22(?:\/(?:tcp|udp))?$/i.test(word.unquoted)) report(word, "ssh");
  },
});
