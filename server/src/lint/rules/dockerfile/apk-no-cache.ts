import * as l10n from "@vscode/l10n";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasFlag, hasWord, plainWords } from "../../../shell/arguments.ts";
import { remove, type Span } from "../../../text/span.ts";
import { commandsIn, insertWord, isChain, type RunCommand, spanIn } from "../../commands.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "apk-no-cache",
  aliases: ["DL3019"],
  severity: "information",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`apk add` leaves its package index in the image."),
    why: () => l10n.t("With `--no-cache` the index is fetched and forgotten, and no `apk update` is needed."),
    bad: "FROM alpine:3.22\nRUN apk add curl\n",
    good: "FROM alpine:3.22\nRUN apk add --no-cache curl\n",
  },
  messages: { cache: () => l10n.t("Add `--no-cache` so that the package index does not stay in the image.") },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const command of commandsIn(it, "apk")) {
      const add = command.args.find((of) => of.value === "add");
      if (!add || hasFlag(command.args, "no-cache") || hasMount(it, "/var/cache/apk")) continue;
      const edits = insertWord(command, add, "--no-cache");
      const fix = edits && { title: () => l10n.t("Add `{0}`", "--no-cache"), edits };
      const tidier = fix && withoutNeedless(it, command, fix);
      report(spanIn(command, add), "cache", { fixes: [fix ?? [], tidier ?? []].flat() });
    }
  },
});

/** What `--no-cache` leaves nothing to do for goes, too: `apk update` before the command, what clears the cache behind it. */
function withoutNeedless(run: Instruction, add: RunCommand, fix: Fix): Fix | null {
  const chain = commandsIn(run);
  if (!isChain(run) || commandsIn(run, "apk").filter(isAdd).length > 1) return null;
  const at = chain.findIndex(({ command }) => command === add.command);
  const pieces = chain.flatMap((it, i): Span[] => {
    const before = chain[i - 1];
    const after = chain[i + 1];
    if (i < at && isUpdate(it) && after) return [{ start: it.command.start, end: after.command.start }];
    return i > at && clearsCache(it) && before ? [{ start: before.command.end, end: it.command.end }] : [];
  });
  if (pieces.length === 0) return null;
  return {
    title: () => l10n.t("Add `{0}`, without the commands that it replaces", "--no-cache"),
    edits: [...fix.edits, ...pieces.map((piece) => remove(spanIn(add, piece)))],
    assist: true,
  };
}

const isAdd = ({ args }: RunCommand): boolean => hasWord(args, "add");
const isUpdate = ({ name, args }: RunCommand): boolean => name === "apk" && hasWord(args, "update");

function clearsCache({ name, args }: RunCommand): boolean {
  const paths = plainWords(args);
  return name === "rm" && paths.length > 0 && paths.every((it) => /^\/var\/cache\/apk(?:\/|$)/.test(it.value));
}
