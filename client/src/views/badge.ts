/** The number on the icon of the activity bar. */
import * as l10n from "@vscode/l10n";
import type { Container } from "../engine/api/containers.ts";
import { isUnhealthy } from "./present-container.ts";

/** A number on the icon of the activity bar: containers that need somebody. */
export function badgeOf(stores: readonly { readonly containers: ReadonlyMap<string, Container> }[]): {
  readonly value: number;
  readonly tooltip: string;
} | null {
  const unhealthy = stores.flatMap((it) => [...it.containers.values()].filter(isUnhealthy));
  if (unhealthy.length === 0) return null;
  const names = unhealthy.map((it) => it.name).sort();
  return { value: unhealthy.length, tooltip: l10n.t("Unhealthy: {0}", names.join(", ")) };
}
