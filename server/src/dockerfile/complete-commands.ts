/** What a RUN can run, and what CMD and ENTRYPOINT can start. */
import * as l10n from "@vscode/l10n";
import type { CompletionItem } from "vscode-languageserver-types";
import type { Written } from "./cursor.ts";
import { explained, reference } from "./facts.ts";
import { COMMANDS } from "./facts-commands.ts";
import { IDIOMS, type Idiom } from "./facts-idioms.ts";
import { PROGRAMS_OF_IMAGES, RUN_BY } from "./facts-values.ts";
import type { Instruction } from "./instruction.ts";
import { mountsOf } from "./mounts.ts";
import { type Context, item, KIND, narrowed, plain, rank, withClosing } from "./offer.ts";
import { chainOf } from "./stages.ts";
import { stageOf } from "./symbols-at.ts";

/** The script of a RUN up to the cursor. */
export function runItems(context: Context, { instruction: it, text }: Written): CompletionItem[] {
  const script = text.replace(/^\S+\s+(?:--\S+\s+)*/, "");
  if (script.startsWith("[")) return [];
  const image = baseImage(context, it);
  const isFirst = !SEPARATOR.test(script);
  return [...(isFirst ? idioms(context, it, script, image) : []), ...commandItems(context, script, image)];
}

const SEPARATOR = /[;&|()\n`]/;
/** No command that is typed by hand is longer. */
export const LONGEST = 1000;

/** The forms of the command that `script` ends with: those of tools that are at home in the image first. */
export function commandItems(context: Context, script: string, image: string): CompletionItem[] {
  const written = commandWritten(script);
  if (written === null) return [];
  const word = /\S*$/.exec(written)?.[0] ?? "";
  const here = narrowed(context, word);
  const found = COMMANDS.flatMap(({ summary, commands }) => commands.map((text) => ({ text, summary }))).flatMap(
    (it) => {
      const rest = it.text.slice(written.length - word.length);
      // Who has written a word to its end may be content with it; who has written nothing sees what is at home here.
      const isOpen = it.text.replace(/\$\{.*/, "").startsWith(written) && /^[^\s$]+/.exec(rest)?.[0] !== word;
      const isMeant = written !== "" || isAtHome(it.text, image);
      return isOpen && isMeant && !rest.startsWith("${") ? [{ ...it, rest }] : [];
    },
  );
  return homeFirst(found, ({ text }) => isAtHome(text, image)).map(({ text, rest, summary }, index) => ({
    ...item(here, KIND.snippet, plain(rest), rest, explained(summary(), `RUN ${plain(text)}`, reference("run"))),
    // Not its last letter: the list closes when the word is whole, and Enter means a new line.
    filterText: (/^\S+/.exec(rest)?.[0] ?? rest).slice(0, -1),
    sortText: `5${rank(index)}`,
  }));
}

/** The command at the end of a script, with single blanks; null in a text or a comment, where there is none. */
function commandWritten(script: string): string | null {
  const last = script.slice(-LONGEST);
  const quotes = last.replace(/\\./g, "").match(/["']/g) ?? [];
  if (quotes.length % 2 === 1) return null;
  return last
    .slice(last.search(/[^;&|()\n`]*$/))
    .trimStart()
    .replace(/^(?:(?:then|do|else|if|while|!|sudo|exec|\{|[A-Za-z_]\w*=\S*)\s+)+/, "")
    .replace(/\s+/g, " ")
    .replace(ALIAS, (name) => ALIASES[name] ?? name);
}

const ALIASES: Readonly<Record<string, string>> = {
  "./gradlew": "gradle",
  "./mvnw": "mvn",
  microdnf: "dnf",
  pip3: "pip",
  "python -m pip": "pip",
  "python3 -m pip": "pip",
  yum: "dnf",
};
const ALIAS = /^(?:\.\/gradlew|\.\/mvnw|microdnf|pip3|python3? -m pip|yum)(?= )/;

const isAtHome = (command: string, image: string): boolean =>
  IDIOMS.some(({ label, images }) => images.test(image) && command.startsWith(label.replace(/ .*/, " ")));

function homeFirst<T>(all: readonly T[], isHere: (it: T) => boolean): T[] {
  return [...all.filter(isHere), ...all.filter((it) => !isHere(it))];
}

/** The image that the stage goes back to. */
export function baseImage({ file }: Context, it: Instruction): string {
  const stage = stageOf(file, it);
  return (stage ? chainOf(stage) : []).at(-1)?.image?.text ?? "";
}

// ---- installations

/** In the place of the first command, as what keeps their cache stands before it. */
function idioms(context: Context, run: Instruction, script: string, image: string): CompletionItem[] {
  const here = narrowed(context, script);
  const { file, span } = here;
  if (file.text.slice(span.start, span.end) !== script) return [];
  const isBehindTool = script.includes(" ");
  const found = IDIOMS.filter(({ label }) => label.startsWith(script.toLowerCase()) && label !== script);
  const mounted = new Set(mountsOf(run).map((it) => it.target));
  return homeFirst(found, ({ images }) => images.test(image)).map(({ label, lines }, index) => {
    const text = lines.filter((it) => !mounted.has(targetOf(it))).join(` ${file.escape}\n    `);
    // In a snippet a backslash stands for two.
    const written = text.includes("${") ? text.replaceAll("\\", "\\\\") : text;
    const docs = l10n.t("What is downloaded stays in a cache between builds, and out of the image.");
    return {
      ...item(
        here,
        KIND.snippet,
        label,
        written,
        explained(docs, `RUN ${plain(text)}`, reference("run---mounttypecache")),
      ),
      detail: l10n.t("with the cache kept between builds"),
      // Whoever writes the command out to its end means what is written: a blank, or the last letter, leaves the list.
      filterText: isBehindTool ? label.slice(0, -1) : label.replaceAll(" ", "-"),
      sortText: rank(index),
    };
  });
}

const targetOf = (line: Idiom["lines"][number]): string | null => /^--mount=.*,target=([^,]+)/.exec(line)?.[1] ?? "";

// ---- programs

/** Arrays for CMD and ENTRYPOINT: the programs that were copied, what is usually started in such an image, and an empty form. */
export function startItems(context: Context, it: Instruction): CompletionItem[] {
  const array = withClosing(context, /^"?\]/);
  const copied = programsCopied(context, it).map((path) => [...(RUN_BY[extensionOf(path)] ?? []), path]);
  const image = baseImage(context, it);
  const usual = PROGRAMS_OF_IMAGES.filter(([pattern]) => pattern.test(image)).map(([, words]) => words);
  const placeholder = isForEntrypoint(context, it) ? "param" : "executable";
  const summary = placeholder === "param" ? argumentsSummary() : programSummary();
  const written = context.prefix.replace(/^\[?\s*"?/, "").toLowerCase();
  const isArray = context.prefix.startsWith("[");
  const arrayOf = (words: readonly string[]): string => `[${words.map((word) => `"${word}"`).join(", ")}]`;
  const offered = [...copied, ...usual, [`\${1:${placeholder}}`]].filter((words) =>
    plain(words.join(" ")).toLowerCase().startsWith(written),
  );
  const byLabel = new Map(offered.map((words) => [plain(arrayOf(words)), words]));
  return [...byLabel].map(([label, words], index) => {
    const docs = explained(summary, `${it.keyword} ${label}`, reference(it.keyword.toLowerCase()));
    // A blank leaves the list, unless it is in an array.
    const filterText = isArray ? label.replaceAll(" ", "") : plain(words.join("-")).replaceAll(" ", "-");
    return { ...item(array, KIND.snippet, label, arrayOf(words), docs), filterText, sortText: rank(index) };
  });
}

const programSummary = (): string =>
  l10n.t("Starts the program itself, without a shell before it: the signals that ask the container to end reach it.");
const argumentsSummary = (): string =>
  l10n.t("Arguments for the `ENTRYPOINT` of this stage, unless `docker run` is given others.");

function isForEntrypoint({ file }: Context, it: Instruction): boolean {
  const stage = it.keyword === "CMD" ? stageOf(file, it) : null;
  return stage !== null && chainOf(stage).some((of) => of.instructions.some(({ keyword }) => keyword === "ENTRYPOINT"));
}

/** What the stage copies that can be started, the last one first. */
function programsCopied({ file }: Context, it: Instruction): string[] {
  const stage = stageOf(file, it);
  const copies = (stage ? chainOf(stage) : []).flatMap(({ instructions }) =>
    instructions.filter(({ keyword, start }) => (keyword === "COPY" || keyword === "ADD") && start < it.start),
  );
  const paths = copies.flatMap((copy) => {
    const words = copy.json?.values ?? copy.words.map(({ text }) => text);
    const to = words.at(-1) ?? "";
    const isFolder = /(?:^|\/)\.?$/.test(to) || words.length > 2;
    const folder = to.replace(/(?:^|\/)\.?\/?$/, (end) => (end.startsWith("/") ? "/" : ""));
    return isFolder ? words.slice(0, -1).map((from) => folder + from.slice(from.lastIndexOf("/") + 1)) : [to];
  });
  const isProgram = (path: string): boolean =>
    /^[\w./@-]+$/.test(path) && (extensionOf(path) in RUN_BY || /(?:^|\/)s?bin\/[^./]+$/.test(path));
  return [...new Set(paths.filter(isProgram))].reverse();
}

const extensionOf = (path: string): string => /\.(\w+)$/.exec(path)?.[1] ?? "";
