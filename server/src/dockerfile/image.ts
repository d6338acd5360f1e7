/** Image references: their parts and whether they are any. The only importer of dockerfile-ast. */
import { DockerfileParser } from "dockerfile-ast";

export interface ImageParts {
  readonly registry: string | null;
  readonly name: string | null;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** The parts of a reference as written; variables stay as they are. */
export function imageParts(reference: string): ImageParts {
  const [from] = reference.length > 1000 ? [] : DockerfileParser.parse(`FROM ${reference}`).getFROMs();
  return {
    registry: from?.getRegistry() ?? null,
    name: from?.getImageName() ?? null,
    tag: from?.getImageTag() ?? null,
    digest: from?.getImageDigest() ?? null,
  };
}

// The grammar of github.com/distribution/reference.
const DOMAIN_LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = `(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
const DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
const REFERENCE = new RegExp(`^(?:${DOMAIN}/)?${PATH}(?:/${PATH})*(?::${TAG})?(?:@${DIGEST})?$`);

export const isReference = (text: string): boolean => text.length < 4096 && REFERENCE.test(text);
