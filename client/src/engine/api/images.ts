/** Images, and what an engine and registries are asked of them. */
import type { Readable } from "node:stream";

export interface Image {
  readonly id: string;
  /** `name:tag`; empty when the image is dangling. */
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  /** Bytes. */
  readonly size: number;
  /** Unix time in seconds. */
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** One line of an image's history: what one instruction added. */
export interface ImageLayer {
  /** As the builder wrote it: `RUN /bin/sh -c make # buildkit`, `COPY . . # buildkit`, `ENV A=b`. */
  readonly createdBy: string;
  /** Bytes. */
  readonly size: number;
}

/** Who asks a registry. `registry` is its host and port; Docker Hub's is `https://index.docker.io/v1/`. */
export type RegistryLogin =
  | { readonly kind: "password"; readonly registry: string; readonly username: string; readonly password: string }
  | { readonly kind: "token"; readonly registry: string; readonly token: string };

export interface TransferRequest {
  /** `registry:port/name:tag`. Without a tag it is `latest`. */
  readonly reference: string;
  /** `linux/arm64`: the engine's own when not given; for a pull only. */
  readonly platform?: string;
  /** Nobody in particular when not given. */
  readonly login?: RegistryLogin;
}

/** One line of what the engine reports while it pulls or pushes. */
export interface TransferEvent {
  /** The layer's short id, or null for what concerns the whole image. */
  readonly layer: string | null;
  /** The engine's own words: `Downloading`, `Pull complete`, `Layer already exists`. */
  readonly status: string;
  /** Bytes. */
  readonly current: number | null;
  /** Bytes; null where the engine does not know. */
  readonly total: number | null;
}

/** Images may be asked for by id or by reference. */
export interface ImageCalls {
  images(signal?: AbortSignal): Promise<Image[]>;
  image(id: string, signal?: AbortSignal): Promise<Image | null>;
  /** The newest first. */
  history(image: string, signal?: AbortSignal): Promise<ImageLayer[]>;
  /** The images with their names as one tar stream, which is to be destroyed when it is not read to its end. */
  saveImages(references: readonly string[], signal?: AbortSignal): Promise<Readable>;
  /** What the engine says while it reads such a stream. */
  loadImages(tar: NodeJS.ReadableStream, signal?: AbortSignal): AsyncIterable<string>;
  /** An image without a name, of one layer; answers its id. */
  importImage(tar: NodeJS.ReadableStream): Promise<string>;
  /** Gives an image another name, `repository:tag`. */
  tag(reference: string, name: string): Promise<void>;
  removeImage(reference: string, options: { readonly force: boolean }): Promise<void>;
  /**
   * Throws EngineError("login") where the registry wants to know who asks, or lets those that ask not have it. Aborting
   * cancels it on the engine; the iteration then throws the signal's reason.
   */
  pull(request: TransferRequest, signal: AbortSignal): AsyncIterable<TransferEvent>;
  /** The same in the other direction. */
  push(request: TransferRequest, signal: AbortSignal): AsyncIterable<TransferEvent>;
}
