/** Image references by the grammar of the distribution project: `[registry/]name[:tag][@digest]`. */

export interface ImageReference {
  /** `ghcr.io`, `localhost:5000`; null when not written, which means Docker Hub. */
  readonly registry: string | null;
  /** Without the registry. */
  readonly name: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

const COMPONENT = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
const NAME = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const REGISTRY = /^(?:localhost|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+|[a-zA-Z0-9.-]+(?=:)|\[[a-fA-F0-9:]+\])(?::\d+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;
/** Of the whole name; the engines refuse more. */
const LONGEST_NAME = 255;

/** The parts of a reference, or null when it is not one. */
export function parseImageReference(text: string): ImageReference | null {
  const at = text.indexOf("@");
  const [named, digest] = at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const [whole, tag] = colon < 0 ? [named, null] : [named.slice(0, colon), named.slice(colon + 1)];
  const slash = whole.indexOf("/");
  const first = slash < 0 ? "" : whole.slice(0, slash);
  const registry = REGISTRY.test(first) ? first : null;
  const name = registry === null ? whole : whole.slice(slash + 1);
  const isValid =
    NAME.test(name) &&
    whole.length <= LONGEST_NAME &&
    (tag === null || TAG.test(tag)) &&
    (digest === null || DIGEST.test(digest));
  return isValid ? { registry, name, tag, digest } : null;
}

/** A valid image name made from any text, such as a folder's name: `My App!` becomes `my-app`. */
export function imageNameFrom(text: string): string {
  const name = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return name || "image";
}
