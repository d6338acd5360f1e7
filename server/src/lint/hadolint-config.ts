/** What `.hadolint.yaml` says; anything it does not understand is left out. */
import type { RuleSeverity } from "../shared/settings.ts";
import type { RuleOptions } from "./rule.ts";

export interface HadolintConfig {
  /** In order: a later one of the same name wins. */
  readonly severities: readonly (readonly [string, RuleSeverity])[];
  readonly options: Omit<RuleOptions, "engine" | "platforms">;
  /** `disable-ignore-pragma`: comments switch nothing off. */
  readonly ignoresPragmas: boolean;
  /** `failure-threshold` and `no-fail`: the least severity at which the command line fails; null when it says nothing. */
  readonly failsAt: RuleSeverity | null;
}

export const NO_CONFIG: HadolintConfig = {
  severities: [],
  options: { trustedRegistries: [], labelSchema: new Map(), strictLabels: false },
  ignoresPragmas: false,
  failsAt: null,
};

/** The names under which hadolint looks for its file. */
export const HADOLINT_FILES: readonly string[] = [".hadolint.yaml", ".hadolint.yml"];

const SEVERITIES: readonly (readonly [string, RuleSeverity])[] = [
  ["style", "hint"],
  ["info", "information"],
  ["warning", "warning"],
  ["error", "error"],
];

const THRESHOLDS: ReadonlyMap<unknown, RuleSeverity> = new Map([...SEVERITIES, ["ignore", "off"], ["none", "off"]]);

/** `data` is the parsed YAML. As in hadolint an override as error wins over one as warning, and `ignored` over all. */
export function hadolintConfig(data: unknown): HadolintConfig {
  const config = record(data);
  const override = record(config.override);
  const severities: (readonly [string, RuleSeverity])[] = [];
  for (const [key, severity] of SEVERITIES) for (const name of texts(override[key])) severities.push([name, severity]);
  for (const name of texts(config.ignored)) severities.push([name, "off"]);
  const schema = Object.entries(record(config["label-schema"])).flatMap(([label, kind]): [string, string][] =>
    typeof kind === "string" ? [[label, kind]] : [],
  );
  const strictLabels = config["strict-labels"] === true;
  // The rules about labels are for projects that have a schema.
  if (schema.length > 0) severities.unshift(...LABEL_RULES.map((name) => [name, "warning"] as const));
  if (strictLabels) severities.unshift(["DL3050", "warning"]);
  if (texts(config.trustedRegistries).length > 0) severities.unshift(["DL3026", "error"]);
  return {
    severities,
    options: { trustedRegistries: texts(config.trustedRegistries), labelSchema: new Map(schema), strictLabels },
    ignoresPragmas: config["disable-ignore-pragma"] === true,
    failsAt: config["no-fail"] === true ? "off" : (THRESHOLDS.get(config["failure-threshold"]) ?? null),
  };
}

const LABEL_RULES = ["DL3049", "DL3051", "DL3052"];

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}; // Just checked.

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
