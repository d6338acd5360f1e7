/** `build.target`: the stage of a Dockerfile that it names, and all places of that name in the project. */
import type { Location } from "vscode-languageserver-types";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { references } from "../dockerfile/navigate.ts";
import { contains } from "../text/span.ts";
import type { ComposeFile, Entry } from "./compose-file.ts";
import { dockerfileOf, dockerfileUri } from "./dockerfiles.ts";
import { projectOf } from "./project.ts";
import { serviceAt } from "./services.ts";
import type { ScalarNode } from "./yaml.ts";

export interface TargetAt {
  readonly node: ScalarNode;
  readonly places: readonly Location[];
  /** Null where the Dockerfile has no such stage. */
  readonly definition: Location | null;
  /** The stage as the Dockerfile has it. */
  readonly text: string | null;
}

/** Null where no target stands, or its Dockerfile cannot be read as a file. */
export function targetAt(file: ComposeFile, offset: number): TargetAt | null {
  const node = targetOf(file, serviceAt(file, offset));
  if (!node || !contains(node, offset)) return null;
  const body = serviceAt(file, offset)?.body ?? null;
  const uri = dockerfileUri(file, body);
  const dockerfile = uri && dockerfileOf(file, body);
  if (!dockerfile) return null;
  const stage = dockerfile.stages.byName.get(node.value.toLowerCase()) ?? dockerfile.stages.list[Number(node.value)];
  const place = stage?.name ?? stage?.from;
  return {
    node,
    definition: place ? { uri, range: dockerfile.rangeOf(place) } : null,
    text: stage ? dockerfile.text.slice(stage.from.start, (stage.instructions.at(-1) ?? stage.from).end) : null,
    places: [...(stage?.name ? stagePlaces(dockerfile, stage.name.start) : []), ...usesOf(file, uri, node.value)],
  };
}

const targetOf = (file: ComposeFile, service: Entry | null): ScalarNode | null =>
  file.scalar(service?.body ?? null, "build", "target");

const stagePlaces = (dockerfile: Dockerfile, offset: number): Location[] => references(dockerfile, offset, true) ?? [];

function usesOf(start: ComposeFile, dockerfile: string, name: string): Location[] {
  return projectOf(start).files.flatMap((file) =>
    targetsIn(file, dockerfile, name).map((it) => ({ uri: file.document.uri, range: file.rangeOf(it.content) })),
  );
}

/** Where the services of one file say that they are built to this stage of this Dockerfile. */
export function targetsIn(file: ComposeFile, dockerfile: string, stage: string): ScalarNode[] {
  const nodes = file.services.flatMap((it) => {
    const node = targetOf(file, it);
    const isMeant = node?.value.toLowerCase() === stage.toLowerCase() && dockerfileUri(file, it.body) === dockerfile;
    return isMeant && node ? [node] : [];
  });
  return [...new Set(nodes)]; // Several services may share one by an alias.
}
