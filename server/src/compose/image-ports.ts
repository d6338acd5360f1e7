/** Ports that the image of a service exposes, to be published. */
import * as l10n from "@vscode/l10n";
import type { CompletionList } from "vscode-languageserver-types";
import type { Images } from "../images/images.ts";
import { contains } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { cursorAt } from "./cursor.ts";
import { imageOf } from "./images-at.ts";

const VALUE = 12;

/** Null where no port is being written, or the service has no image that can be known. */
export function portItems(file: ComposeFile, offset: number, images: Images): Promise<CompletionList> | null {
  const cursor = cursorAt(file, offset);
  const [root, service, key, ...deeper] = cursor?.path ?? [];
  if (cursor?.kind !== "item" || root !== "services" || key !== "ports" || deeper.length !== 1) return null;
  const entry = file.services.find((it) => it.name === service && contains(it.pair.span, offset));
  const body = entry?.body ?? (typeof service === "string" ? file.entry("services", service)?.body : null) ?? null;
  const reference = imageOf(file, body)?.reference;
  if (!reference) return null;
  const range = file.rangeOf(cursor.word);
  const quote = cursor.quote || '"';
  const blank = cursor.needsBlank ? " " : "";
  return images.details(reference).then((details) => {
    const all = (details?.ports ?? []).flatMap((it) => {
      const [, number = "", protocol = "tcp"] = /^(\d+)(?:\/(tcp|udp|sctp))?$/.exec(it) ?? [];
      return number === "" ? [] : [`${number}:${number}${protocol === "tcp" ? "" : `/${protocol}`}`];
    });
    return {
      isIncomplete: false,
      items: all.map((label) => ({
        label,
        labelDetails: { description: l10n.t("exposed by {0}", reference) },
        kind: VALUE,
        sortText: `0${label}`,
        ...(cursor.quote !== "" && { filterText: cursor.quote + label }),
        textEdit: { range, newText: `${blank}${quote}${label}${cursor.quote === "" ? quote : ""}` },
      })),
    };
  });
}
