/** The images that the builder looks up before the first step: what FROM, COPY and mounts take from, and its front end. */
import { fitsAround } from "../../../server/src/shared/around-variables.ts";

const IMAGE = /^(?:\[(?:\S+ )?internal\] load metadata for|FROM) (\S+)$/;
const FRONT_END = /^resolve image config for \S+$/;
const VARIABLES = /(?:\$\{[^}]*\}|\$\w+)+/;

/** The image that a vertex looks up for the steps of the Dockerfile; null for every other vertex. */
export const lookedUpImage = (name: string): string | null => IMAGE.exec(name)?.[1] ?? null;

/** Whether a vertex looks up what `# syntax=` names. */
export const looksUpFrontEnd = (name: string): boolean => FRONT_END.test(name);

/** Of these instructions those that take from the image; with variables in it only where no other one can. */
export function takingFrom<T extends { readonly text: string }>(instructions: readonly T[], image: string): T[] {
  const wanted = familiar(image);
  const all = instructions.flatMap((it) => imagesIn(it.text).map((written) => ({ it, written })));
  const literal = all.filter(({ written }) => [written, `${written}:latest`].includes(wanted));
  if (literal.length > 0) return literal.map(({ it }) => it);
  const possible = all.filter(({ written }) => VARIABLES.test(written) && fitsAround(written.split(VARIABLES), wanted));
  return possible.length === 1 ? possible.map(({ it }) => it) : [];
}

/** `FROM --platform=x node:22`, `COPY --from=node:22`, `RUN --mount=type=bind,from=node:22` */
function imagesIn(text: string): string[] {
  const base = /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(text)?.[1];
  const others = [...text.matchAll(/(?:--|,)from=([^,\s]+)/g)].flatMap(([, image]) => image ?? []);
  return (base === undefined ? others : [base]).map(familiar);
}

/** Without what goes without saying. */
const familiar = (image: string): string => image.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, "");
