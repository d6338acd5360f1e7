import * as l10n from "@vscode/l10n";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasWord } from "../../../shell/arguments.ts";
import { insert } from "../../../text/span.ts";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

interface Tool {
  readonly names: readonly string[];
  readonly verbs: readonly string[];
  readonly target: string;
  readonly options?: string;
}

const TOOLS: readonly Tool[] = [
  { names: ["apt-get", "apt"], verbs: ["install"], target: "/var/cache/apt", options: ",sharing=locked" },
  { names: ["apk"], verbs: ["add"], target: "/var/cache/apk" },
  { names: ["dnf", "microdnf"], verbs: ["install"], target: "/var/cache/libdnf5" },
  { names: ["npm"], verbs: ["ci", "install", "i"], target: "/root/.npm" },
  { names: ["yarn"], verbs: ["install"], target: "/usr/local/share/.cache/yarn" },
  { names: ["pnpm"], verbs: ["install", "i"], target: "/root/.local/share/pnpm/store" },
  { names: ["pip", "pip3"], verbs: ["install"], target: "/root/.cache/pip" },
  { names: ["go"], verbs: ["build", "install"], target: "/root/.cache/go-build" },
  { names: ["go"], verbs: ["download"], target: "/go/pkg/mod" },
  { names: ["cargo"], verbs: ["build", "install"], target: "/usr/local/cargo/registry" },
  { names: ["mvn"], verbs: ["package", "install", "verify", "compile"], target: "/root/.m2" },
  { names: ["gradle"], verbs: ["build", "assemble"], target: "/root/.gradle" },
  { names: ["composer"], verbs: ["install"], target: "/root/.composer/cache" },
  { names: ["bundle"], verbs: ["install"], target: "/usr/local/bundle/cache" },
];

export default dockerfileRule({
  id: "cache-mount",
  aliases: [],
  severity: "off",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A package manager could keep its downloads from build to build."),
    why: () =>
      l10n.t(
        "A cache mount keeps what was downloaded outside of the image, so that a changed list of packages does not fetch all of them again. It needs BuildKit.",
      ),
    bad: "FROM node:22\nRUN npm ci\n",
    good: "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\n",
  },
  messages: {
    mount: (command, target) => l10n.t("Keep the downloads of `{0}` in a cache mount on `{1}`.", command, target),
  },
  keywords: ["RUN"],
  checkInstruction(run, report) {
    const seen = new Set<string>();
    for (const command of commandsIn(run)) {
      const { name, args } = command;
      const tool = TOOLS.find((it) => name !== null && it.names.includes(name) && hasWord(args, ...it.verbs));
      if (!tool || seen.has(tool.target) || hasMount(run, tool.target)) continue;
      seen.add(tool.target);
      const mount = `--mount=type=cache,target=${tool.target}${tool.options ?? ""}`;
      const fix = { title: () => l10n.t("Insert `{0}`", mount), edits: [insert(run.name.end, ` ${mount}`)] };
      report(spanIn(command, command.nameWord), "mount", { args: [name ?? "", tool.target], fix });
    }
  },
});
