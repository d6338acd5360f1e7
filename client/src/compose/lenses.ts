/** What stands above the services of a compose file. */
import * as l10n from "@vscode/l10n";
import type { ComposeOutline } from "../../../server/src/shared/protocol.ts";
import type { Container } from "../engine/api/containers.ts";
import { containersOf, projectState, serviceOf, serviceState } from "./project.ts";

export interface Lens {
  readonly line: number;
  readonly title: string;
  /** The id of the command; null for words alone. */
  readonly command: string | null;
  /** Null: all of the file. */
  readonly service: string | null;
}

export function lensesOf(outline: ComposeOutline, path: string, containers: Iterable<Container>): Lens[] {
  const { services, line } = outline;
  const all = containersOf(containers, { path, name: outline.project });
  const wanted = services.filter((it) => !it.isOptional).map((it) => it.name);
  const ofFile = line === null || services.length === 0 ? [] : lenses(line, null, all, projectState(all, wanted));
  const ofServices = services.flatMap((it) => {
    const own = all.filter((container) => serviceOf(container) === it.name);
    return lenses(it.line, it.name, own, serviceState(own));
  });
  return [...ofFile, ...ofServices];
}

function lenses(
  line: number,
  service: string | null,
  containers: readonly Container[],
  state: { readonly icon: string; readonly text: string } | null,
): Lens[] {
  const lens = (title: string, command: string | null): Lens => ({ line, title, command, service });
  const isUp = containers.some((it) => it.state === "running");
  const isThere = containers.length > 0;
  return [
    ...(state ? [lens(`$(${state.icon})\u00a0${state.text}`, null)] : []),
    lens(l10n.t("Up"), "compose.up"),
    ...(isThere ? [lens(l10n.t("Down"), "compose.down")] : []),
    ...(isUp ? [lens(l10n.t("Restart"), "compose.restart")] : []),
    ...(isThere ? [lens(l10n.t("Logs"), "compose.logs")] : []),
    ...(isUp && service !== null ? [lens(l10n.t("Shell"), "compose.shell")] : []),
  ];
}
