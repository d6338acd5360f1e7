/** Containers and images that are there for a while only, where the window that made them did not live to remove them. */
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { Container } from "./api/containers.ts";
import type { Image } from "./api/images.ts";
import type { Engine } from "./engine.ts";
import { removeTemporary } from "./remove-temporary.ts";

/** Whose it is: a machine and a process of it. */
const OWNER = "dev.gantry.owner";
/** The image that goes with it. */
const IMAGE = "dev.gantry.image";
/** Labels come from images as well: nothing else is ever removed by them. */
const OURS = /^gantry-(?:try|debug)\b/;

/** For a container or an image that this process makes; `image` is what was made for the container, if anything. */
export const temporaryLabels = (image: string | null): Readonly<Record<string, string>> => ({
  [OWNER]: `${machine()} ${process.pid}`,
  ...(image !== null && { [IMAGE]: image }),
});

/** Removes those whose process of this machine is gone; those of other machines and windows are theirs. */
export async function removeLeftovers(
  engine: Engine,
  { containers, images }: { readonly containers: Iterable<Container>; readonly images: Iterable<Image> },
): Promise<void> {
  const remove = (what: Parameters<typeof removeTemporary>[1]) => removeTemporary(async () => engine, what);
  await Promise.all(
    [...containers].filter(isLeftover).map(({ id, labels }) => {
      const image = labels[IMAGE] ?? "";
      return remove({ container: id, image: OURS.test(image) ? image : null });
    }),
  );
  // A window may have ended between the build of an image and the container for it.
  const tags = [...images].flatMap(({ tags, labels }) => tags.filter((name) => isLeftover({ name, labels })));
  await Promise.all(tags.map((image) => remove({ container: null, image })));
}

function isLeftover({ name, labels }: Pick<Container, "name" | "labels">): boolean {
  const [, owner, pid] = /^(.*) (\d+)$/.exec(labels[OWNER] ?? "") ?? [];
  return OURS.test(name) && owner === machine() && !isAlive(Number(pid));
}

/** A process number means something among the processes of one machine or container only. */
function machine(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname(); // Not Linux: there is one such space for all processes.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH"; // Another user's, which may not be asked.
  }
}
