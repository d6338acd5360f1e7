/** What the extension and the language server say to each other beyond LSP. */

/** Sent by the client as `initializationOptions`; every part may be absent in other editors. */
export interface InitializationOptions {
  /** `es`, `en`, `pt-br`: the editor's display language. */
  readonly locale?: string;
  /** The client has the commands that code lenses name. */
  readonly commands?: boolean;
  /** The client answers what is asked of the engine. */
  readonly engine?: boolean;
  /** The folders that Dockerfiles of the workspace were last built in; both as URIs. */
  readonly builtIn?: Readonly<Record<string, string>>;
}

/** Notification of the client: a Dockerfile is built in another folder than the last time. */
export const BUILT_IN = "gantry/builtIn";
export interface BuiltInParams {
  readonly dockerfile: string;
  readonly folder: string;
}

/** The client's commands that build, and build and open a shell in the result; their argument is a BuildTarget. */
export const BUILD_COMMAND = "gantry.images.build";
export const TRY_COMMAND = "gantry.images.tryStage";

/** The client's command that changes, or makes, a file beside the document and saves it; its argument is a FileChange. */
export const EDIT_COMMAND = "gantry.documents.edit";

export interface FileChange {
  readonly uri: string;
  /** The text that the change was worked out for; null where the file is still to be made. */
  readonly before: string | null;
  readonly after: string;
}

export interface BuildTarget {
  readonly kind: "dockerfile";
  /** Absolute path. */
  readonly path: string;
  /** Name or number of the stage to build; null is the last one. */
  readonly stage: string | null;
}

/** Request: what a build must know of this Dockerfile text. Answered with a DockerfileOutline. */
export const DOCKERFILE_OUTLINE = "gantry/dockerfileOutline";

export interface DockerfileOutlineParams {
  readonly text: string;
}

export interface DockerfileOutline {
  readonly stages: readonly DockerfileStage[];
  /** Of `# syntax=`, from 0; null where there is none. */
  readonly syntaxLine: number | null;
  /** The ARGs that a build may set, each once. */
  readonly args: readonly DockerfileArg[];
  /** What COPY and ADD take from the build context, as far as it is literal. */
  readonly sources: readonly string[];
  /** The images of the FROM lines, as far as they are literal; each once. */
  readonly images: readonly string[];
  /** The ids of the secrets that its steps mount, as far as they are literal; each once. */
  readonly secrets: readonly string[];
}

export interface DockerfileStage {
  /** As written behind AS. */
  readonly name: string | null;
  /** Of its FROM, from 0. */
  readonly line: number;
  /** The index of the stage that it is built on; null where that is an image. */
  readonly base: number | null;
  /** In the builder's own order and number: the first one is step 1 of its stage. */
  readonly steps: readonly DockerfileStep[];
}

/** Lines count from 0; `endLine` is the last line of the instruction. */
export interface DockerfileStep {
  readonly keyword: string;
  readonly line: number;
  readonly endLine: number;
  /** As written, with its here-documents. */
  readonly text: string;
  /** What it takes from the build context, patterns as well; null where a variable says what. */
  readonly sources: readonly string[] | null;
}

export interface DockerfileArg {
  readonly name: string;
  readonly default: string | null;
}

/** Request: a compose project after merging, as YAML for reading. Answered with a string; null where the file is gone. */
export const EFFECTIVE_COMPOSE = "gantry/effectiveCompose";

export interface EffectiveComposeParams {
  readonly uri: string;
}

/** Notification of the server: files of the workspace have changed on the disk, and it has taken note of it. */
export const FILES_CHANGED = "gantry/filesChanged";

/** Request: where a compose file has its services, and what its project is called. Null where the file is gone. */
export const COMPOSE_OUTLINE = "gantry/composeOutline";

export interface ComposeOutlineParams {
  readonly uri: string;
}

export interface ComposeOutline {
  /** As Docker Compose calls it when nothing else is said. */
  readonly project: string;
  /** URIs of the files that are laid over each other, the base first. */
  readonly files: readonly string[];
  /** The `.env` of the folder names just these: only when they are not given by hand does Docker Compose read all of it. */
  readonly isNamed: boolean;
  /** URI of the folder to run it in: where its `.env` is. */
  readonly folder: string;
  /** Of the key `services`, from 0; null where there is none. */
  readonly line: number | null;
  readonly services: readonly ComposeService[];
}

export interface ComposeService {
  readonly name: string;
  readonly line: number;
  /** It belongs to a profile: it runs only when it is asked for. */
  readonly isOptional: boolean;
}
/**
 * Asks the client what its engine is and which images it has. Answered with an EngineState, or null where no engine is
 * connected. Other editors do not know the question; InitializationOptions.engine says who does.
 */
export const ENGINE_STATE = "gantry/engineState";
export interface EngineStateParams {
  /** The user asks for something of the engine: it may be connected to for that. Otherwise nothing is begun. */
  readonly isWanted: boolean;
}
export interface EngineInfo {
  /** `Docker 28.1.0`, `Podman 5.4.0` */
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly os: string;
  readonly arch: string;
  /** The engine can build with BuildKit through its own API. */
  readonly buildkit: boolean;
}
export interface EngineState extends EngineInfo {
  readonly images: readonly LocalImage[];
}
export interface LocalImage {
  /** `name:tag`; empty when the image is dangling. */
  readonly tags: readonly string[];
  /** `name@sha256:…` */
  readonly digests: readonly string[];
  /** Bytes. */
  readonly size: number;
  /** Unix time in seconds. */
  readonly createdAt: number;
}

/** Asks the client for one image of its engine. Answered with an ImageDetails, or null where there is none. */
export const IMAGE_DETAILS = "gantry/imageDetails";
export interface ImageDetailsParams {
  /** Name, tag or digest, as in FROM. */
  readonly reference: string;
}
export interface ImageDetails extends LocalImage {
  /** `linux/arm64/v8` */
  readonly platform: string;
  /** `80/tcp` */
  readonly ports: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** Empty when it is root. */
  readonly user: string;
  readonly workingDir: string;
}

/**
 * Asks the client for the login that the user has for a registry, once it refuses to answer without one. Answered with a
 * RegistryLoginAnswer, or null where there is none.
 */
export const REGISTRY_LOGIN = "gantry/registryLogin";
export interface RegistryLoginParams {
  /** An image of it: logins are found by that. */
  readonly reference: string;
}
export interface RegistryLoginAnswer {
  readonly username: string;
  readonly password: string;
}

/** Notification of the client: the engine, its connection or its images are not what they were. */
export const ENGINE_CHANGED = "gantry/engineChanged";
