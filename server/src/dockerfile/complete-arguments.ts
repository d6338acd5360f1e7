/** What the arguments of each instruction can be: paths, users, ports, signals, shells, labels, commands. */
import * as l10n from "@vscode/l10n";
import type { CompletionItem } from "vscode-languageserver-types";
import { runItems, startItems } from "./complete-commands.ts";
import { contextEntries } from "./context.ts";
import type { Written } from "./cursor.ts";
import { explained, reference } from "./facts.ts";
import { argDocs, argFacts } from "./facts-args.ts";
import { labelDocs, OCI_LABELS } from "./facts-labels.ts";
import { PORTS, SHELLS, SIGNALS, USERS_OF_IMAGES } from "./facts-values.ts";
import { imageParts } from "./image.ts";
import type { Instruction } from "./instruction.ts";
import { andAskAgain, type Context, item, KIND, narrowed, rank, starting, withClosing } from "./offer.ts";
import { globalArgs, PLATFORM_ARGS, PREDEFINED_ARGS } from "./scopes.ts";
import { scriptOf } from "./script.ts";
import { chainOf, type Stage, stageCalled } from "./stages.ts";
import { stageOf } from "./symbols-at.ts";
import { valuesAt } from "./values.ts";

export function argumentItems(context: Context, written: Written): CompletionItem[] {
  const { word, before, instruction: it } = written;
  const isFirst = before.every((of) => of.startsWith("--"));
  switch (it.keyword) {
    case "ADD":
    case "COPY":
      return copied(context, it, isFirst);
    case "ARG":
      return word.includes("=") ? [] : args(context, it);
    case "CMD":
    case "ENTRYPOINT":
      return before.length === 0 ? startItems(context, it) : [];
    case "EXPOSE":
      return /^\d+\/\w*$/.test(word) ? protocols(context) : ports(context, it);
    case "LABEL":
      return word.includes("=") ? [] : labels(context, it);
    case "RUN":
      return runItems(context, written);
    case "SHELL":
      return before.length === 0 ? shells(context) : [];
    case "STOPSIGNAL":
      return starting(context, [...SIGNALS.keys()], KIND.value, signalDocs);
    case "USER":
      return users(context, it);
    default:
      return [];
  }
}

const signalDocs = (name: string): string =>
  explained(SIGNALS.get(name)?.() ?? "", `STOPSIGNAL ${name}`, reference("stopsignal"));

function protocols(context: Context): CompletionItem[] {
  const prefix = context.prefix.slice(context.prefix.indexOf("/") + 1);
  return starting(narrowed(context, prefix), ["tcp", "udp", "sctp"], KIND.value);
}

// ---- paths

function copied(context: Context, it: Instruction, isFirst: boolean): CompletionItem[] {
  // Whoever ends a line with one of these means it, and does not want a path that begins so.
  if (/^(?:\.{1,2}|\/)$/.test(context.prefix) || (!isFirst && /^\.{1,2}\/$/.test(context.prefix))) return [];
  const from = it.flag("from")?.value;
  const inStage = from ? stageCalled(context.file.stages, from.text) : null;
  if (from) return isFirst ? (inStage ? made(context, inStage) : []) : folders(context, it);
  const own = contextPaths(unquoted(context));
  return isFirst ? own : [...folders(context, it), ...own];
}

/** Where a stage has its files: the folders that it works in, and what it copies to. */
function made(context: Context, stage: Stage): CompletionItem[] {
  const paths = chainOf(stage).flatMap(({ instructions }) =>
    instructions.flatMap((of) => {
      if (of.keyword === "WORKDIR") return [of.args.text];
      return of.keyword === "COPY" || of.keyword === "ADD"
        ? [(of.json?.values ?? of.words.map((word) => word.text)).at(-1) ?? ""]
        : [];
    }),
  );
  const absolute = paths.filter((path) => /^\/[^$\s]+$/.test(path));
  return starting(context, [...new Set(absolute)], KIND.folder);
}

/** The word without the bracket and the quote of a JSON array. */
const unquoted = (context: Context): Context => narrowed(context, context.prefix.replace(/^\[?["']?/, ""));

/** Files and folders of the context, one folder at a time. */
export function contextPaths(context: Context): CompletionItem[] {
  const { file, files, prefix } = context;
  if (/[$*?[:]|^<<|^\//.test(prefix)) return [];
  const slash = prefix.lastIndexOf("/") + 1;
  const here = narrowed(context, prefix.slice(slash));
  const entries = contextEntries(file, prefix.slice(0, slash), files);
  return entries
    .filter(({ name }) => name.toLowerCase().startsWith(here.prefix.toLowerCase()) && !/[\s"'$]/.test(name))
    .map(({ name, isFolder }, index) => {
      const text = isFolder ? `${name}/` : name;
      const offered = { ...item(here, isFolder ? KIND.folder : KIND.file, text, text), sortText: rank(index) };
      return isFolder ? andAskAgain(offered, here) : offered;
    });
}

/** Absolute folders that the stage has worked in before. */
function folders(context: Context, it: Instruction): CompletionItem[] {
  const stage = stageOf(context.file, it);
  const paths = (stage?.instructions ?? context.file.stages.before)
    .filter((of) => of.keyword === "WORKDIR" && of.start < it.start && of.args.text.startsWith("/"))
    .map((of) => `${of.args.text.replace(/\/$/, "")}/`);
  return starting(context, [...new Set(paths)], KIND.folder).map((of, index) => ({
    ...of,
    sortText: `3${rank(index)}`,
    documentation: { kind: "markdown", value: l10n.t("A `WORKDIR` of this stage.") },
  }));
}

// ---- users

/** The users that the stage makes, those that its base image has, and those that every image has. */
function userNames({ file }: Context, it: Instruction): string[] {
  const stage = stageOf(file, it);
  const chain = stage ? chainOf(stage) : [];
  const made = chain.flatMap(({ instructions }) =>
    instructions.filter((of) => of.keyword === "RUN" && of.start < it.start).flatMap(usersMade),
  );
  const image = imageParts(chain.at(-1)?.image?.text ?? "");
  const path = [image.registry, image.name].filter((part) => part !== null).join("/");
  const known = USERS_OF_IMAGES.filter(([pattern]) => pattern.test(path)).map(([, user]) => user);
  return [...new Set([...made, ...known, "nobody", "root", "1000:1000"])];
}

function usersMade(run: Instruction): string[] {
  return (scriptOf(run)?.commands ?? []).flatMap(({ name, args }) => {
    if (name !== "useradd" && name !== "adduser") return [];
    const user = name === "useradd" ? args.at(-1) : args.findLast(({ value }) => /^[a-z_][\w-]*$/.test(value));
    return user?.isLiteral && /^[a-z_][\w-]*$/.test(user.value) ? [user.value] : [];
  });
}

const users = (context: Context, it: Instruction): CompletionItem[] =>
  starting(context, userNames(context, it), KIND.value);

/** As `--chown` wants them. */
export const owners = (context: Context, it: Instruction): CompletionItem[] =>
  starting(
    context,
    userNames(context, it).map((name) => (name.includes(":") ? name : `${name}:${name}`)),
    KIND.value,
  );

// ---- ports, variables, labels, shells

/** Ports that a variable names first: `PORT=8080`. */
function ports(context: Context, it: Instruction): CompletionItem[] {
  const written = new Set(it.words.map(({ text }) => text));
  const named = [...valuesAt(context.file, it).values()]
    .filter(({ name, text }) => /PORT/i.test(name) && /^\d{1,5}$/.test(text ?? ""))
    .map(({ name, text }): readonly [string, string] => [text ?? "", name]);
  const all = new Map([...PORTS, ...named]);
  return [...all]
    .filter(([port]) => port.startsWith(context.prefix) && (port === context.prefix || !written.has(port)))
    .map(([port, what]) => ({
      ...item(context, KIND.value, port, port),
      detail: what,
      sortText: `${named.some(([of]) => of === port) ? 0 : 1}${port.padStart(5, "0")}`,
    }));
}

/** What a stage can declare: the ARGs above the first FROM, and what the builder sets. */
function args(context: Context, it: Instruction): CompletionItem[] {
  const { file } = context;
  const stage = stageOf(file, it);
  const globals = stage ? [...globalArgs(file.stages).keys()] : [];
  const predefined = [
    ...(stage ? PLATFORM_ARGS.toSorted((a, b) => Number(b.startsWith("TARGET")) - Number(a.startsWith("TARGET"))) : []),
    ...PREDEFINED_ARGS.filter((name) => name === name.toUpperCase()),
  ];
  const values = valuesAt(file, it);
  const names = [...new Set([...globals, ...predefined])].filter((name) => !values.get(name) || !stage);
  return starting(context, names, KIND.variable, docsOfArg);
}

function docsOfArg(name: string): string | undefined {
  const facts = argFacts(name);
  return facts && argDocs(facts);
}

function labels(context: Context, it: Instruction): CompletionItem[] {
  const written = new Set(it.pairs.map(({ name }) => name.unquoted));
  return OCI_LABELS.filter(({ name }) => name.includes(context.prefix) && !written.has(name)).map((it, index) => ({
    ...item(context, KIND.field, it.name, `${it.name}="\${1:${it.example}}"`, labelDocs(it)),
    sortText: rank(index),
  }));
}

/** The word may be the beginning of an array already: a quote would end it. */
const shells = (context: Context): CompletionItem[] =>
  starting(withClosing(context, /^"?\]/), SHELLS, KIND.value).map((of) => ({
    ...of,
    filterText: of.label.replaceAll(" ", ""),
  }));
