/** Makes VS Code commands of ours: finds the targets, asks for trust, and is the one place where failures are shown. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { lacksOfStatus } from "../engine/capabilities.ts";
import { connectedEngine } from "../engine/connected.ts";
import { EngineError, isAway } from "../engine/errors.ts";
import { awayText, explainFailure } from "../ui/explain.ts";
import { quote } from "../ui/quote.ts";
import { children } from "../views/children.ts";
import { engineRows } from "../views/engines.ts";
import type { GroupNode, Node } from "../views/node.ts";
import {
  type Command,
  type CommandContext,
  fits,
  type LacksOf,
  nameOf,
  type TargetKind,
  type Targets,
} from "./command.ts";
import { failureButtons } from "./failure-buttons.ts";
import { COMPOSE_FILES, DOCKERFILES } from "./files.ts";
import { nothingFits } from "./nothing-fits.ts";

type Target = Targets[TargetKind];

const VIEW_OF = { container: "containers", image: "images", volume: "volumes", network: "networks" } as const;
const MOST_FILES = 500;

/** `nodeOf` finds the node behind the id that a tree hands to its commands. */
export function register(
  commands: readonly Command[],
  context: CommandContext,
  nodeOf: (id: string) => Node | null,
): vscode.Disposable {
  const running = new Set<string>();
  const lacksOf: LacksOf = (engine) => lacksOfStatus(context.engines.statusOf(engine));
  const handle = async (command: Command, clicked: unknown, selection: unknown): Promise<void> => {
    try {
      if (!command.harmless && !trusted(context)) return;
      const targets = given(command, clicked, selection, nodeOf, lacksOf) ?? (await chosen(command, context, lacksOf));
      if (targets.length === 0) return;
      // A second click while the first is being done must not do it twice.
      const doing = [command.id, ...targets.map((it) => identity(it))].join("\n");
      if (running.has(doing)) {
        if (command.busy) context.ui.info(command.busy(quoted(targets)));
        return;
      }
      running.add(doing);
      try {
        for (const [engine, those] of byEngine(targets)) await command.run(contextOn(engine, context), those);
      } catch (error) {
        showFailure(context, command, targets, error);
      } finally {
        running.delete(doing);
      }
    } catch (error) {
      showFailure(context, command, [], error);
    }
  };
  return vscode.Disposable.from(
    ...commands.map((command) =>
      vscode.commands.registerCommand(`gantry.${command.id}`, (clicked: unknown, selection: unknown) =>
        handle(command, clicked, selection),
      ),
    ),
  );
}

/** Objects of two engines may be selected together: the command runs once on each engine. */
function byEngine(targets: readonly Target[]): Map<string | null, Target[]> {
  const all = new Map<string | null, Target[]>();
  for (const it of targets) {
    const engine = "engine" in it ? it.engine : null;
    all.set(engine, [...(all.get(engine) ?? []), it]);
  }
  return all;
}

function contextOn(engine: string | null, context: CommandContext): CommandContext {
  if (engine === null) return context;
  const store = () => context.engines.store(engine);
  return { ...context, store, engine: async () => connectedEngine(store()) };
}

function identity(target: Target): string {
  if (target.kind === "dockerfile") return target.path;
  if (target.kind === "compose") return `${target.path}\n${target.service ?? ""}`;
  if (target.kind === "container") return target.container.id; // It has several rows where it is in several networks.
  return target.kind === "window" ? "" : target.id;
}

function trusted({ ui, execute }: CommandContext): boolean {
  if (vscode.workspace.isTrusted) return true;
  ui.warn(l10n.t("Gantry runs nothing in a workspace that you do not trust."), {
    label: l10n.t("Manage Workspace Trust"),
    act: () => execute("workbench.trust.manage", undefined),
  });
  return false;
}

/** The targets that the menu handed over, or null when the command came from the palette. */
function given(
  command: Command,
  clicked: unknown,
  selection: unknown,
  nodeOf: (id: string) => Node | null,
  lacksOf: LacksOf,
): Target[] | null {
  if (clicked === undefined) return null;
  if (command.on === "window") return [{ kind: "window" }];
  const all = command.many && Array.isArray(selection) && selection.includes(clicked) ? selection : [clicked];
  const targets = all.flatMap((it) => membersOf(targetOf(command, it, nodeOf)));
  const fitting = targets.filter((it): it is Target => fits(command, it, lacksOf));
  // A group and one of its own rows may both be selected.
  return [...new Map(fitting.map((it) => [identity(it), it])).values()];
}

function membersOf(target: { kind: string } | null): readonly { kind: string }[] {
  if (target === null) return [];
  return target.kind === "group" ? (target as GroupNode).members : [target]; // Only a group is of that kind.
}

function targetOf({ on }: Command, argument: unknown, nodeOf: (id: string) => Node | null): { kind: string } | null {
  if (typeof argument === "string") return nodeOf(argument);
  if (argument instanceof vscode.Uri) return { kind: on, path: argument.fsPath } as Target; // From a menu of files.
  return argument as Target; // From `execute`: one of our own targets.
}

/** Asks which one, of all that the command can be done to. */
async function chosen(command: Command, context: CommandContext, lacksOf: LacksOf): Promise<Target[]> {
  if (command.on === "window") return [{ kind: "window" }];
  const isFile = command.on === "dockerfile" || command.on === "compose";
  const candidates = await candidatesFor(command.on, context);
  const fitting = candidates.filter((it): it is Target => fits(command, it, lacksOf));
  if (fitting.length === 1 && isFile) return fitting;
  if (fitting.length === 0) {
    const { text, buttons } = nothingFits(context, command.on);
    context.ui.info(text, ...buttons);
    return [];
  }
  const engineOf = engineNames(context);
  const items = fitting.map((value) => ({ label: nameOf(value), description: engineOf(value), value }));
  const target = await context.ui.pick(l10n.t("Choose one"), items);
  return target ? [target] : [];
}

async function candidatesFor(
  kind: Exclude<TargetKind, "window">,
  context: CommandContext,
): Promise<{ kind: string }[]> {
  if (kind === "dockerfile" || kind === "compose") return files(kind);
  const { engines } = context;
  if (kind === "engine") {
    await engines.ready();
    return engineRows(engines);
  }
  if (!(kind in VIEW_OF)) return []; // Rows below an object are chosen in the tree.
  await context.engine(); // Throws where there is none, which is then shown.
  return engines.opened.flatMap((it) => children(VIEW_OF[kind as keyof typeof VIEW_OF], it));
}

/** Says on which engine an object is, where several are connected. */
function engineNames({ engines }: CommandContext): (target: Target) => string {
  const names = new Map(engines.known.map((it) => [it.id, it.name]));
  const areSeveral = engines.opened.length > 1;
  return (it) => (areSeveral && "engine" in it && it.kind !== "engine" ? (names.get(it.engine) ?? "") : "");
}

const FILES = {
  dockerfile: { language: "dockerfile", glob: DOCKERFILES },
  compose: { language: "dockercompose", glob: COMPOSE_FILES },
} as const;

/** The one in the active editor, else those in the workspace and in other editors. */
async function files(kind: keyof typeof FILES): Promise<Target[]> {
  const { language, glob } = FILES[kind];
  const isOne = (it: vscode.TextDocument): boolean =>
    it.uri.scheme === "file" && vscode.languages.match([{ language }, { pattern: glob }], it) > 0;
  const active = vscode.window.activeTextEditor?.document;
  if (active && isOne(active)) return [{ kind, path: active.uri.fsPath }];
  const found = await vscode.workspace.findFiles(glob, "**/node_modules/**", MOST_FILES);
  const open = vscode.workspace.textDocuments.filter(isOne).map((it) => it.uri);
  return [...new Set([...found, ...open].map((uri) => uri.fsPath))].map((path) => ({ kind, path }));
}

const quoted = (targets: readonly Target[]): string => targets.map((it) => quote(nameOf(it))).join(", ");

function showFailure(context: CommandContext, command: Command, targets: readonly Target[], error: unknown): void {
  const retry = (): void => context.execute(`gantry.${command.id}`, targets.length === 1 ? targets[0] : undefined);
  const isNothingChosen = targets.length === 0 && error instanceof EngineError && isAway(error.reason);
  const text = isNothingChosen
    ? awayText(error.reason)
    : explainFailure(command.failure(quoted(targets) || "…"), error);
  const [target] = targets;
  const there = target && "engine" in target ? contextOn(target.engine, context) : context;
  context.ui.error(text, ...failureButtons(there, error, retry));
}
