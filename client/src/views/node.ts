/** What the tree shows, as plain data. A node's id is engine + object, never its state, so that selection survives changes. */

import type { KnownEngine } from "../engine/discover.ts";
import type { Container, Image, Network, Volume } from "../engine/engine.ts";
import type { Reason } from "../engine/errors.ts";
import type { EngineStatus } from "../engine/store.ts";
import type { Grouping } from "./arrangement.ts";

/** The views of an engine's objects; also the last part of their VS Code ids. Beside them is the view `engines`. */
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
}

/** An image under one of its tags: an image with two tags is two nodes. */
export interface ImageNode {
  readonly kind: "image";
  readonly id: string;
  readonly engine: string;
  readonly image: Image;
  /** Null when the image is dangling. */
  readonly tag: string | null;
}

export interface VolumeNode {
  readonly kind: "volume";
  readonly id: string;
  readonly engine: string;
  readonly volume: Volume;
}

export interface NetworkNode {
  readonly kind: "network";
  readonly id: string;
  readonly engine: string;
  readonly network: Network;
}

/** Rows that belong together: the containers of a project, the tags of a repository. */
export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly by: Exclude<Grouping, "none"> | "repository";
  /** The project, image, network, state or repository. */
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

export type Node =
  | EngineNode
  | ContainerNode
  | ImageNode
  | VolumeNode
  | NetworkNode
  | GroupNode
  | ProblemNode
  | AddressNode
  | AdviceNode
  | RetryNode
  | EmptyNode;

/** `localhost:5000/web:1` without its tag; the port of a registry is none. */
export const repositoryOf = (reference: string): string => reference.replace(/:[^:/]*$/, "");
