/** The packages of an installation, one a line, in the order of the alphabet. */
import * as l10n from "@vscode/l10n";
import type { Command } from "../../shell/arguments.ts";
import type { ShellWord } from "../../shell/words.ts";
import { replace } from "../../text/span.ts";
import { scriptOf } from "../script.ts";
import type { Refactoring } from "./refactoring.ts";

const INSTALLERS: Readonly<Record<string, string>> = {
  apk: "add",
  apt: "install",
  "apt-get": "install",
  dnf: "install",
  microdnf: "install",
  yum: "install",
  pip: "install",
  pip3: "install",
  zypper: "install",
};
/** Flags that take no word of their own behind them. */
const PLAIN_FLAG =
  /^(?:-[yqUu]+|-qq|--(?:yes|assume-?yes|quiet|no-cache(?:-dir)?|update|upgrade|no-progress|no-install-recommends|no-recommends|non-interactive|best|allowerasing|setopt=\S+|nodocs))$/;
const PACKAGE = /^[A-Za-z0-9@][\w.+:=~<>^/-]*$/;

export const sortPackages: Refactoring = (file, it, selection) => {
  const script = it.keyword === "RUN" ? scriptOf(it) : null;
  if (!script || script.form === "exec") return null;
  for (const command of script.commands) {
    const packages = packagesOf(command);
    const spans = packages.map((word) => script.span(word));
    const from = spans[0]?.start ?? 0;
    const to = spans.at(-1)?.end ?? 0;
    const isMeant = script.span(command.command).start <= selection.end && selection.start <= to;
    const lines = new Set(spans.map(({ start }) => file.document.positionAt(start).line));
    // A comment between them speaks of the line below it.
    const isCommented = file.comments.some(({ start }) => from < start && start < to);
    if (!isMeant || spans.length < 2 || lines.size < spans.length || isCommented) continue;
    const sorted = packages.map(({ value }) => value).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    const edits = spans.flatMap((span, i) =>
      packages[i]?.value === sorted[i] ? [] : [replace(span, sorted[i] ?? "")],
    );
    if (edits.length > 0) return { title: l10n.t("Sort the packages"), kind: "refactor.rewrite", edits };
  }
  return null;
};

/** None when one of the words may be something else. */
function packagesOf({ name, args }: Command): readonly ShellWord[] {
  const verb = INSTALLERS[name ?? ""];
  const at = args.findIndex(({ value }) => value === verb);
  if (verb === undefined || at < 0) return [];
  const flags = args.filter(({ value }) => value.startsWith("-"));
  const packages = args.slice(at + 1).filter(({ value }) => !value.startsWith("-"));
  const isKnown =
    flags.every(({ value }) => PLAIN_FLAG.test(value)) &&
    args.slice(0, at).every(({ value }) => value.startsWith("-")) &&
    packages.every(
      ({ value, isLiteral, start, end }) => isLiteral && PACKAGE.test(value) && end - start === value.length,
    );
  return isKnown ? packages : [];
}
