import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "help.openExample",
  on: "window",
  icon: "file-code",
  group: "1_open",
  harmless: true,
  enabled: () => true,
  failure: () => l10n.t("Cannot open the example"),
  run: ({ openUntitled }) => openUntitled("dockerfile", example()),
});

/** Works, and has something to mend on nearly every line. */
function example(): string {
  return [
    `# ${l10n.t("An example to try things on; nothing is saved or built.")}`,
    `# ${l10n.t("Put the cursor on an underlined word and choose a fix at the light bulb.")}`,
    "FROM node:latest",
    "WORKDIR app",
    "ADD . .",
    "RUN apt-get update && apt-get install curl",
    "run npm install",
    "ENV NODE_ENV production",
    "EXPOSE 8080/TCP",
    "CMD node server.mjs",
    "",
  ].join("\n");
}
