/** What the tree shows, as plain data. A node's id is engine + object, never its state, so that selection survives changes. */
import type { Container, Image, Network, Volume } from "../engine/engine.ts";
import type { Reason } from "../engine/errors.ts";

/** The views of the Gantry container; also the last part of their VS Code ids. */
export const VIEWS = ["containers", "images", "volumes", "networks"] as const;
export type View = (typeof VIEWS)[number];

export interface ContainerNode {
  readonly kind: "container";
  readonly id: string;
  readonly container: Container;
}

/** An image under one of its tags: an image with two tags is two nodes. */
export interface ImageNode {
  readonly kind: "image";
  readonly id: string;
  readonly image: Image;
  /** Null when the image is dangling. */
  readonly tag: string | null;
}

export interface VolumeNode {
  readonly kind: "volume";
  readonly id: string;
  readonly volume: Volume;
}

export interface NetworkNode {
  readonly kind: "network";
  readonly id: string;
  readonly network: Network;
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
}

export type Node =
  | ContainerNode
  | ImageNode
  | VolumeNode
  | NetworkNode
  | ProblemNode
  | AddressNode
  | AdviceNode
  | RetryNode
  | EmptyNode;
