/** The labels that tools look for: the annotations of the OCI image specification. */
import * as l10n from "@vscode/l10n";
import { explained } from "./facts.ts";

export interface LabelFacts {
  readonly name: string;
  readonly summary: () => string;
  readonly example: string;
}

const label = (name: string, example: string, summary: () => string): LabelFacts => ({
  name: `org.opencontainers.image.${name}`,
  summary,
  example,
});

export const OCI_LABELS: readonly LabelFacts[] = [
  label("title", "Shop", () => l10n.t("The name of the image for people.")),
  label("description", "Serves the shop.", () => l10n.t("What the image is for.")),
  label("version", "1.2.3", () => l10n.t("The version of what is packed in the image.")),
  label("source", "https://github.com/owner/repository", () => l10n.t("Where the source code is.")),
  label("url", "https://example.com", () => l10n.t("Where more about the image is found.")),
  label("documentation", "https://example.com/docs", () => l10n.t("Where the documentation is.")),
  label("authors", "team@example.com", () => l10n.t("Who answers for the image.")),
  label("vendor", "Example", () => l10n.t("The organisation that gives out the image.")),
  label("licenses", "MIT", () => l10n.t("The licences of what is in the image, as an SPDX expression.")),
  label("revision", "0a1b2c3", () => l10n.t("The commit that the image was made from.")),
  label("created", "2026-01-31T12:00:00Z", () => l10n.t("When the image was made (RFC 3339).")),
  label("ref.name", "latest", () => l10n.t("The name of the reference, such as a tag.")),
  label("base.name", "docker.io/library/alpine:3.22", () => l10n.t("The image that this one is based on.")),
  label("base.digest", "sha256:…", () => l10n.t("The digest of the image that this one is based on.")),
];

const ANNOTATIONS = "[OCI](https://specs.opencontainers.org/image-spec/annotations/)";

/** What a label is for, as Markdown. */
export const labelDocs = ({ name, summary, example }: LabelFacts): string =>
  explained(summary(), `LABEL ${name}="${example}"`, ANNOTATIONS);
