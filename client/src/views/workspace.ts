/** Which objects of an engine belong to the folders of a workspace: what compose files in them have made, and its parts. */
import type { Container } from "../engine/api/containers.ts";

const PROJECT = "com.docker.compose.project";

/** Where a container says that it comes from. */
const FOLDER_LABELS = ["com.docker.compose.project.working_dir", "devcontainer.local_folder"];
const FILE_LABELS = ["com.docker.compose.project.config_files", "devcontainer.config_file"];

export interface Belongings {
  readonly containers: ReadonlySet<string>;
  readonly imageIds: ReadonlySet<string>;
  readonly volumes: ReadonlySet<string>;
  readonly networks: ReadonlySet<string>;
  /** Compose projects, by their names. */
  readonly projects: ReadonlySet<string>;
}

/** `folders` are paths on the disk. */
export function belongings(containers: Iterable<Container>, folders: readonly string[]): Belongings {
  const own = [...containers].filter((it) => isIn(folders, it.labels));
  return {
    containers: new Set(own.map((it) => it.id)),
    imageIds: new Set(own.map((it) => bareId(it.imageId))),
    volumes: new Set(own.flatMap((it) => it.volumes)),
    networks: new Set(own.flatMap((it) => it.networks)),
    projects: new Set(own.map((it) => it.labels[PROJECT] ?? "").filter(Boolean)),
  };
}

export const projectLabel = (labels: Readonly<Record<string, string>>): string => labels[PROJECT] ?? "";

/** Podman leaves `sha256:` out in places. */
export const bareId = (id: string): string => id.replace(/^sha256:/, "");

function isIn(folders: readonly string[], labels: Readonly<Record<string, string>>): boolean {
  const paths = [
    ...FOLDER_LABELS.map((it) => labels[it] ?? ""),
    // Several files are parted by commas.
    ...FILE_LABELS.flatMap((it) => (labels[it] ?? "").split(",")),
  ];
  const normal = (path: string): string => path.replaceAll("\\", "/").replace(/\/+$/, "");
  return paths.some((path) => path !== "" && folders.some((it) => `${normal(path)}/`.startsWith(`${normal(it)}/`)));
}
