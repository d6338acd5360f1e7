/** What the tree shows, as plain data. A node's id is engine + object, never its state, so that selection survives changes. */

import type { BuildRecord } from "../build/history.ts";
import type { Container, Port } from "../engine/api/containers.ts";
import type { Membership, Mount } from "../engine/api/details.ts";
import type { FileEntry } from "../engine/api/files.ts";
import type { Image, ImageLayer } from "../engine/api/images.ts";
import type { Network } from "../engine/api/networks.ts";
import type { Volume } from "../engine/api/volumes.ts";
import type { KnownEngine } from "../engine/discover.ts";
import type { Reason } from "../engine/errors.ts";
import type { EngineStatus } from "../engine/store.ts";
import type { Grouping } from "./arrangement.ts";

/** The views of an engine's objects; also the last part of their VS Code ids. Beside them are the views `builds` and `engines`. */
export const VIEWS = ["containers", "images", "volumes", "networks"] as const;
export type View = (typeof VIEWS)[number];

/** An engine: a row of the view `engines`, and the parent of its objects where several are connected. */
export interface EngineNode {
  readonly kind: "engine";
  readonly id: string;
  /** The engine's own id, as that of every object. */
  readonly engine: string;
  readonly known: KnownEngine;
  /** Null when it is not connected, and does not try to be. */
  readonly status: EngineStatus | null;
  readonly isCurrent: boolean;
  /** Stays connected beside the current one. */
  readonly isPinned: boolean;
  /** What it has, in the view of its objects; null in the view of the engines. */
  readonly members: readonly Node[] | null;
}

export interface ContainerNode {
  readonly kind: "container";
  readonly id: string;
  readonly engine: string;
  readonly container: Container;
  /** What the row says in place of its usual words, where it stands below something that it uses. */
  readonly note?: string;
}

/** An image under one of its tags: an image with two tags is two nodes. */
export interface ImageNode {
  readonly kind: "image";
  readonly id: string;
  readonly engine: string;
  readonly image: Image;
  /** Null when the image is dangling. */
  readonly tag: string | null;
  /** How many containers there are of it. */
  readonly users: number;
}

export interface VolumeNode {
  readonly kind: "volume";
  readonly id: string;
  readonly engine: string;
  readonly volume: Volume;
  /** In how many containers it is mounted. */
  readonly users: number;
}

export interface NetworkNode {
  readonly kind: "network";
  readonly id: string;
  readonly engine: string;
  readonly network: Network;
  /** How many containers are in it. */
  readonly users: number;
}

export type ObjectNode = ContainerNode | ImageNode | VolumeNode | NetworkNode;

/** Rows of one sort below an object. */
export interface SectionNode {
  readonly kind: "section";
  readonly id: string;
  readonly engine: string;
  readonly owner: ObjectNode;
  readonly what: "ports" | "mounts" | "networks" | "environment" | "processes" | "layers" | "tags" | "containers";
  /** How many rows it has; null where nobody has counted. */
  readonly count: number | null;
}

export interface PortNode {
  readonly kind: "port";
  readonly id: string;
  readonly engine: string;
  readonly container: Container;
  readonly port: Port;
}

export interface MountNode {
  readonly kind: "mount";
  readonly id: string;
  readonly engine: string;
  readonly mount: Mount;
}

/** A network of a container. */
export interface MembershipNode {
  readonly kind: "membership";
  readonly id: string;
  readonly engine: string;
  readonly container: Container;
  readonly membership: Membership;
}

export interface VariableNode {
  readonly kind: "variable";
  readonly id: string;
  readonly engine: string;
  readonly name: string;
  readonly value: string;
  /** Values are often secrets: they are shown when they are asked for. */
  readonly isShown: boolean;
}

export interface ProcessNode {
  readonly kind: "process";
  readonly id: string;
  readonly engine: string;
  /** By its title. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface LayerNode {
  readonly kind: "layer";
  readonly id: string;
  readonly engine: string;
  readonly layer: ImageLayer;
}

export interface TagNode {
  readonly kind: "tag";
  readonly id: string;
  readonly engine: string;
  readonly tag: string;
}

/** Where files are. */
export interface FileRoot {
  readonly kind: "container" | "volume";
  readonly engine: string;
  /** Of the container or volume. */
  readonly name: string;
}

/** A file or folder of a container or volume; `/` is all of them. */
export interface FileNode {
  readonly kind: "file";
  readonly id: string;
  readonly engine: string;
  readonly root: FileRoot;
  /** Absolute, in the container or volume. */
  readonly path: string;
  readonly entry: FileEntry;
  /** A folder, or a link to one. */
  readonly isFolder: boolean;
}

/** A fact, or why there is none. */
export interface NoteNode {
  readonly kind: "note";
  readonly id: string;
  readonly engine: string;
  readonly text: string;
  readonly isFailure: boolean;
}

/** What is found below an object, when it is looked at. */
export type DetailNode =
  | SectionNode
  | PortNode
  | MountNode
  | MembershipNode
  | VariableNode
  | ProcessNode
  | LayerNode
  | TagNode
  | FileNode
  | NoteNode;

/** Rows that belong together: the containers of a project, the tags of a repository. */
export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly by: Exclude<Grouping, "none"> | "repository";
  /** The project, image, network, state, value of the label, or repository. */
  readonly name: string;
  readonly members: readonly (ContainerNode | ImageNode)[];
}

/** The engine cannot be reached. */
export interface ProblemNode {
  readonly kind: "problem";
  readonly id: string;
  readonly address: string;
  readonly reason: Reason;
  readonly message: string;
}

/** The address that was tried. */
export interface AddressNode {
  readonly kind: "address";
  readonly id: string;
  readonly address: string;
}

/** What to do about a problem. */
export interface AdviceNode {
  readonly kind: "advice";
  readonly id: string;
  readonly engine: string;
  /** Does it, to the engine; null where only the user can. */
  readonly command: string | null;
  readonly reason: Reason;
}

/** A row that acts when chosen. */
export interface RetryNode {
  readonly kind: "retry";
  readonly id: string;
}

/** The engine has none of these. */
export interface EmptyNode {
  readonly kind: "empty";
  readonly id: string;
  readonly view: View;
  /** It has some, but the filter leaves them all out. */
  readonly filtered: boolean;
}

/** A build that was made in this workspace. */
export interface BuildNode {
  readonly kind: "build";
  readonly id: string;
  readonly build: BuildRecord;
  /** The one before it of the same image out of the same Dockerfile. */
  readonly previous: BuildRecord | null;
}

export type Node =
  | EngineNode
  | BuildNode
  | ContainerNode
  | ImageNode
  | VolumeNode
  | NetworkNode
  | DetailNode
  | GroupNode
  | ProblemNode
  | AddressNode
  | AdviceNode
  | RetryNode
  | EmptyNode;

/** `localhost:5000/web:1` without its tag; the port of a registry is none. */
export const repositoryOf = (reference: string): string => reference.replace(/:[^:/]*$/, "");

/** The id of an engine's row in the view of the engines. */
export const engineNodeId = (engine: string): string => `${engine}/engine`;
