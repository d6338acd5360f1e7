/** What a command is. `npm run gen` writes the manifest's commands and menus from the same objects. */
import type { BuildTarget, ComposeOutline, DockerfileOutline } from "../../../server/src/shared/protocol.ts";
import type { Settings } from "../../../server/src/shared/settings.ts";
import type { Builds } from "../build/builds.ts";
import type { StepCause } from "../build/cache-cause.ts";
import type { TextStorage } from "../build/storage.ts";
import type { ProcessRun } from "../compose/cli.ts";
import type { AddedEngines } from "../engine/added.ts";
import type { BuildEvent } from "../engine/api/builds.ts";
import type { Container } from "../engine/api/containers.ts";
import type { ImageLayer } from "../engine/api/images.ts";
import type { Feature, Lacks } from "../engine/capabilities.ts";
import type { Engine } from "../engine/engine.ts";
import type { Engines } from "../engine/engines.ts";
import type { EngineStore } from "../engine/store.ts";
import type { Farewell } from "../farewell.ts";
import type { ContainerFiles } from "../files/container-files.ts";
import type { FileUri } from "../files/location.ts";
import type { ShownImage } from "../layers/page.ts";

import type { KeptLogins } from "../registry/credentials.ts";
import type { NamedText, Ui } from "../ui/ui.ts";
import type { Arrangements } from "../views/arrangement.ts";
import type {
  BuildNode,
  ContainerNode,
  EngineNode,
  FileNode,
  FileRoot,
  ImageNode,
  MembershipNode,
  NetworkNode,
  Node,
  PortNode,
  VariableNode,
  View,
  VolumeNode,
} from "../views/node.ts";

/** A Dockerfile in the workspace, as the target of a command; without a stage it is the whole file. */
export type DockerfileTarget = Omit<BuildTarget, "stage"> & Partial<Pick<BuildTarget, "stage">>;

/** A compose file in the workspace; all its services where none is named. */
export interface ComposeTarget {
  readonly kind: "compose";
  /** Absolute path. */
  readonly path: string;
  readonly service?: string;
}

/** The target of commands that concern no object. */
export interface WindowTarget {
  readonly kind: "window";
}

export interface Targets {
  readonly build: BuildNode;
  readonly engine: EngineNode;
  readonly container: ContainerNode;
  readonly image: ImageNode;
  readonly volume: VolumeNode;
  readonly network: NetworkNode;
  readonly port: PortNode;
  readonly variable: VariableNode;
  readonly membership: MembershipNode;
  readonly file: FileTarget;
  readonly dockerfile: DockerfileTarget;
  readonly compose: ComposeTarget;
  readonly window: WindowTarget;
}
export type TargetKind = keyof Targets;

/** A file or folder in a container or volume; with what is to be put into it, where that is known. */
export type FileTarget = FileNode & { readonly sources?: readonly string[] };

/** The rows of the trees, for commands that change what is below them. */
export interface RowAccess {
  /** Looks again at what is below a row. */
  refresh(id: string): void;
  refreshParent(id: string): void;
  /** Shows or hides the value of a variable. */
  toggle(id: string): void;
}

/** Small things that are remembered per workspace. */
export interface Memory {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** Is told what a build does, to show it in the Dockerfile. */
export interface BuildWatch {
  event(event: BuildEvent): void;
  /** The layers of the image that was made, the newest first, the stage that was built (null: the last one), and how long all of it took. */
  measured(layers: readonly ImageLayer[], target: string | null, seconds: number): void;
  /** Why the first step of each stage ran. */
  explained(causes: readonly StepCause[]): void;
  end(): void;
}

export interface CommandContext {
  readonly ui: Ui;
  readonly memory: Memory;
  /** How the views are grouped and filtered. */
  readonly arrangements: Arrangements;
  readonly engines: Engines;
  /** Those of them that the user has added. */
  readonly added: AddedEngines;
  /** The store of the engine of the targets; of the current one where the command concerns no object of an engine. */
  readonly store: () => EngineStore;
  /** The connected engine of the targets, or the current one; throws EngineError where there is none. */
  readonly engine: () => Promise<Engine>;
  /** The logins for registries. */
  readonly credentials: KeptLogins;
  /** The settings that hold for a file. */
  readonly settings: (path: string) => Settings;
  /** Writes unsaved files, which a build reads from the disk. */
  readonly saveFiles: () => Promise<void>;
  /** The workspace folder that a file is in. */
  readonly workspaceFolderOf: (path: string) => string | null;
  /** What is in a Dockerfile on the disk; nothing where it cannot be told. */
  readonly outline: (dockerfile: string) => Promise<DockerfileOutline>;
  /** What is written in a Dockerfile is checked against this folder from now on. */
  readonly builtIn: (dockerfile: string, folder: string) => void;
  /** Begins to show a build in its Dockerfile. */
  readonly watchBuild: (dockerfile: string, outline: DockerfileOutline) => BuildWatch;
  /** What each build went by, for the next one to be compared with. */
  readonly snapshots: TextStorage;
  /** Those that were made in this workspace. */
  readonly builds: Builds;
  readonly copy: (text: string) => Promise<void>;
  /** Opens an address in the browser; in a remote window VS Code forwards its port. */
  readonly openExternal: (url: string) => Promise<void>;
  /** Where a compose file has its services, and what its project is called. Throws where the file is gone. */
  readonly composeOutline: (path: string) => Promise<ComposeOutline>;
  /** Runs a program in a terminal; resolves when it has ended, with its exit code. */
  readonly runProcess: (run: ProcessRun) => Promise<number | null>;
  /** Shows what the compose project of a file comes to, as a read-only document. */
  readonly showEffective: (path: string) => Promise<void>;
  /** The files of a container or volume. Throws EngineError. */
  readonly files: (root: FileRoot) => Promise<ContainerFiles>;
  readonly rows: RowAccess;
  readonly openFile: (uri: FileUri) => Promise<void>;
  /** Opens a file of this machine. */
  readonly openPath: (path: string) => Promise<void>;
  /** Opens a new file that is nowhere on the disk yet. `language` is VS Code's id of one. */
  readonly openUntitled: (language: string, text: string) => Promise<void>;
  /** Adds a folder to the workspace, under a name. */
  readonly addFolder: (uri: FileUri, name: string) => void;
  /** Two texts beside each other, with their differences. */
  readonly compareTexts: (title: string, before: NamedText, after: NamedText) => Promise<void>;
  /** Opens the logs of containers of one engine, all together. */
  readonly showLogs: (store: EngineStore, containers: readonly Container[]) => void;
  /** Opens the charts of what these containers of an engine use, or with null all that run there. */
  readonly showDashboard: (store: EngineStore, containers: readonly Container[] | null) => void;
  /** Shows lines as a read-only document. */
  readonly showText: (name: string, lines: readonly string[]) => Promise<void>;
  /** Shows what the layers of an image do, in a tab of its own. */
  readonly showLayers: (shown: ShownImage) => void;
  /** Shows a value as a read-only JSON document. */
  readonly showJson: (name: string, value: unknown) => Promise<void>;
  /** What is owed when something temporary ends, at the latest when the window does. */
  readonly farewell: Farewell;
  /** Whether VS Code has an extension, by its id. */
  readonly hasExtension: (id: string) => boolean;
  /** Runs another command, as a button of a message does. */
  readonly execute: (id: string, target: unknown) => void;
}

export interface Command<Kind extends TargetKind = TargetKind> {
  /** `containers.stop`: the file's path, and `gantry.` + id in VS Code. Its title is in both package.nls files. */
  readonly id: string;
  readonly on: Kind;
  readonly icon: string;
  /** VS Code's menu group; commands of one group stand together, in the order of the list. */
  readonly group: "1_open" | "2_state" | "3_change" | "4_look" | "9_remove";
  /** Also a button in the row. */
  readonly inline?: boolean;
  /** Runs for all selected targets at once, and for all of a group. */
  readonly many?: boolean;
  /** Also in the title of this view: a button, or an entry of its menu. `when` is a condition of VS Code's. */
  readonly inTitle?: {
    readonly view: View | "builds" | "engines";
    readonly as: "button" | "entry";
    readonly when?: string;
  };
  /** Left out on engines that lack it. */
  readonly needs?: Feature;
  /** Only reads, so that it is there in an untrusted workspace too. */
  readonly harmless?: boolean;
  readonly enabled: (target: Targets[Kind]) => boolean;
  /** What is said when it fails, up to the reason: "Cannot stop `web`". */
  readonly failure: (names: string) => string;
  /** What is said when it is asked for again while it runs; otherwise the second click is simply not needed. */
  readonly busy?: (names: string) => string;
  readonly run: (context: CommandContext, targets: readonly Targets[Kind][]) => Promise<void>;
}

/** Narrows `run` and `enabled` to the command's own kind of target; the list holds commands of all kinds. */
export function command<Kind extends TargetKind>(it: Command<Kind>): Command {
  return it as unknown as Command; // register.ts only ever passes targets of the kind in `on`.
}

/** What an engine lacks, by its id. */
export type LacksOf = (engine: string) => Lacks;

/** Whether the command can be done to this target, as it is now, by its engine. */
export function fits(it: Command, target: Fitting, lacksOf: LacksOf): target is Targets[TargetKind] {
  if (target.kind !== it.on || !it.enabled(target as Targets[TargetKind])) return false; // The kind was just compared.
  return it.needs === undefined || target.engine === undefined || !lacksOf(target.engine).has(it.needs);
}

interface Fitting {
  readonly kind: string;
  readonly engine?: string;
}

/** The ids of the commands that can be done to a row; to a group can be done what fits any of its rows. */
export function enabledCommands(commands: readonly Command[], node: Node, lacksOf: LacksOf): string[] {
  const isEnabled = (it: Command): boolean =>
    node.kind === "group"
      ? it.many === true && node.members.some((member) => fits(it, member, lacksOf))
      : fits(it, node, lacksOf);
  return commands.filter(isEnabled).map((it) => it.id);
}

/** The name by which messages call a target. */
export function nameOf(target: Targets[TargetKind]): string {
  switch (target.kind) {
    case "engine":
      return target.known.name;
    case "build":
      return target.build.options.tag;
    case "container":
      return target.container.name;
    case "image":
      return imageReference(target);
    case "volume":
      return target.volume.name;
    case "network":
      return target.network.name;
    case "port":
      return `${target.container.name}:${target.port.privatePort}`;
    case "variable":
      return target.name;
    case "membership":
      return target.membership.network;
    case "file":
      return target.path === "/" ? target.root.name : `${target.root.name}:${target.path}`;
    case "dockerfile":
      return target.path.split(/[\\/]/).slice(-2).join("/");
    case "compose":
      return target.service ?? target.path.split(/[\\/]/).slice(-2).join("/");
    case "window":
      return "Gantry";
  }
}

/** What the engine knows an image by: its tag, or its id when it has none. */
export function imageReference(node: ImageNode): string {
  return node.tag ?? node.image.id;
}
