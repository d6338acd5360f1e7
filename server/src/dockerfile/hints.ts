/** Values shown beside the text: what a variable is, the number of a stage, how old a base image is. */
import * as l10n from "@vscode/l10n";
import type { InlayHint } from "vscode-languageserver-types";
import { looksSecret, withoutPasswords } from "../compose/secrets.ts";
import { age } from "../images/age.ts";
import { isNamed } from "../images/names.ts";
import type { EngineState } from "../shared/protocol.ts";
import type { Settings } from "../shared/settings.ts";
import type { Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { imageOf } from "./images-at.ts";
import type { Instruction } from "./instruction.ts";
import { PLATFORM_ARGS } from "./scopes.ts";
import { valuesAt } from "./values.ts";

const LONGEST = 40;
/** Instructions. An editor asks for those on the screen; more are not worth the time they take. */
const MOST = 300;
/** Where the builder puts values in; a shell knows more than the file says. */
const EXPANDED: ReadonlySet<string> = new Set(
  "ADD ARG COPY ENV EXPOSE FROM LABEL STOPSIGNAL USER VOLUME WORKDIR".split(" "),
);

export function inlayHints(file: Dockerfile, span: Span, settings: Settings, engine: EngineState | null): InlayHint[] {
  const hints: InlayHint[] = [];
  let left = MOST;
  for (const it of file.instructions) {
    if (it.end < span.start) continue;
    if (it.start > span.end || left-- === 0) break;
    if (settings["hints.variables"]) hints.push(...variables(file, it.trigger ?? it));
    if (it.keyword !== "FROM") continue;
    if (settings["hints.stageIndex"]) hints.push(...stageIndex(file, it));
    if (settings["hints.baseImageAge"] && engine) hints.push(...baseAge(file, it, engine));
  }
  return hints;
}

function* variables(file: Dockerfile, it: Instruction): Generator<InlayHint> {
  if (!EXPANDED.has(it.keyword) || it.variables.length === 0) return;
  const values = valuesAt(file, it);
  for (const { name, span, modifier, isClosed, isInHeredoc } of it.variables) {
    const value = values.get(name)?.shown;
    // Of these only a part is taken.
    if (
      !value ||
      !isClosed ||
      isInHeredoc ||
      /^[#%/]/.test(modifier) ||
      looksSecret(name) ||
      PLATFORM_ARGS.includes(name)
    )
      continue;
    const text = withoutPasswords(value).replace(/\s+/g, " ");
    const label = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
    yield { position: file.document.positionAt(span.end), label: `= ${label}`, paddingLeft: true, paddingRight: true };
  }
}

function* stageIndex(file: Dockerfile, from: Instruction): Generator<InlayHint> {
  const { list } = file.stages;
  const stage = list.find((it) => it.from === from);
  if (!stage || list.length < 2) return;
  yield { position: file.document.positionAt(from.end), label: l10n.t("stage {0}", stage.index), paddingLeft: true };
}

function* baseAge(file: Dockerfile, from: Instruction, engine: EngineState): Generator<InlayHint> {
  const [word] = from.words;
  const named = word && imageOf(file, from, word);
  const image = named && engine.images.find((it) => isNamed(it, named.reference));
  if (!word || !image || image.createdAt <= 0) return;
  yield {
    position: file.document.positionAt(word.end),
    label: age(image.createdAt),
    paddingLeft: true,
    paddingRight: true,
  };
}
