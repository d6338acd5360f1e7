import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { scriptOf } from "../../../dockerfile/script.ts";
import { partsOf } from "../../../dockerfile/stages.ts";
import { hasFlag } from "../../../shell/arguments.ts";
import { onceFor } from "../../../text/once.ts";
import { commandsIn, insertWord, isPipInstall, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

const TRUE = /^(?:1|true|True|TRUE|on|On|ON|yes|Yes|YES)$/;

export default dockerfileRule({
  id: "pip-no-cache",
  aliases: ["DL3042"],
  severity: "information",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The download cache of pip stays in the image."),
    why: () =>
      l10n.t(
        "Nobody installs the packages a second time. A cache mount on `/root/.cache/pip` keeps the cache outside the image and makes builds fast.",
      ),
    bad: "FROM python:3.13\nRUN pip install flask==3.1.2\n",
    good: "FROM python:3.13\nRUN pip install --no-cache-dir flask==3.1.2\n",
  },
  messages: { cache: () => l10n.t("Add `--no-cache-dir`, or mount a cache on `/root/.cache/pip`.") },
  keywords: ["FROM", "ENV", "RUN"],
  check(file, report) {
    const off = new Set<string>();
    const { before, list } = file.stages;
    if (!partsOf(file.stages).some(({ instructions }) => holdsPip(instructions))) return;
    for (const stage of [{ instructions: before, image: null, name: null }, ...list]) {
      let isOff = off.has(stage.image?.text ?? "");
      for (const it of stage.instructions) {
        if (it.keyword === "ENV") isOff ||= switchesOff(it);
        const run = it.trigger ?? it;
        if (run.keyword !== "RUN" || isOff || !mayUsePip(run) || hasMount(run, ".cache/pip")) continue;
        for (const command of commandsIn(run)) {
          const { args, name } = command;
          if (!isPipInstall(command) || name?.startsWith("pipx") || hasFlag(args, "no-cache-dir")) continue;
          if (
            /PIP_NO_CACHE_DIR=(\S+)/.test(command.script.script.text) &&
            TRUE.test(/PIP_NO_CACHE_DIR=["']?(\w+)/.exec(command.script.script.text)?.[1] ?? "")
          )
            continue;
          const install = args.find((of) => of.value === "install");
          const edits = install && insertWord(command, install, "--no-cache-dir");
          report(
            spanIn(command, install ?? command.nameWord),
            "cache",
            edits ? { fix: { title: () => l10n.t("Add `{0}`", "--no-cache-dir"), edits } } : {},
          );
        }
      }
      if (isOff) for (const name of [stage.name?.text, stage.image?.text]) if (name) off.add(name);
    }
  },
});

const mayUsePip = onceFor(
  (run: Instruction): boolean =>
    run.keyword === "RUN" && [...(scriptOf(run)?.names ?? [])].some((name) => /^(?:pip|python)/.test(name)),
);

const holdsPip = onceFor((instructions: readonly Instruction[]): boolean =>
  instructions.some((it) => mayUsePip(it.trigger ?? it)),
);

const switchesOff = onceFor((env: Instruction): boolean =>
  env.pairs.some((pair) => pair.name.text === "PIP_NO_CACHE_DIR" && TRUE.test(pair.value?.unquoted ?? "")),
);
