/** The one schema of Gantry's settings: `npm run gen` writes package.json and the README from it, both processes read by it. */

interface SettingBase<Type extends string, Value> {
  readonly type: Type;
  readonly default: Value;
  /** `resource`: may differ per folder. `machine`: belongs to the user's machine and is never taken from a workspace. */
  readonly scope: "resource" | "window" | "machine";
}
type Setting =
  | SettingBase<"boolean", boolean>
  | SettingBase<"number", number>
  | (SettingBase<"string", string> & { readonly values?: readonly string[] })
  | SettingBase<"ruleSeverities", Readonly<Record<string, RuleSeverity>>>;

export type RuleSeverity = "error" | "warning" | "information" | "hint" | "off";
export const RULE_SEVERITIES: readonly RuleSeverity[] = ["error", "warning", "information", "hint", "off"];

const define = <const T extends Record<string, Setting>>(schema: T): T => schema;

export const SETTINGS = define({
  "build.largeContext": { type: "number", default: 100, scope: "resource" },
  "codeLens.compose": { type: "boolean", default: true, scope: "resource" },
  "codeLens.dockerfile": { type: "boolean", default: true, scope: "resource" },
  "compose.enabled": { type: "boolean", default: true, scope: "window" },
  "engine.address": { type: "string", default: "", scope: "machine" },
  "hints.baseImageAge": { type: "boolean", default: true, scope: "resource" },
  "hints.stageIndex": { type: "boolean", default: false, scope: "resource" },
  "hints.variables": { type: "boolean", default: true, scope: "resource" },
  "lint.enabled": { type: "boolean", default: true, scope: "resource" },
  "lint.rules": { type: "ruleSeverities", default: {}, scope: "resource" },
  "lint.shellcheck": { type: "boolean", default: true, scope: "resource" },
  "lint.shellcheckPath": { type: "string", default: "", scope: "machine" },
  "registry.tags": { type: "boolean", default: false, scope: "machine" },
});

type Values = {
  boolean: boolean;
  number: number;
  string: string;
  ruleSeverities: Readonly<Record<string, RuleSeverity>>;
};
export type SettingName = keyof typeof SETTINGS;
export type Settings = { readonly [Name in SettingName]: Values[(typeof SETTINGS)[Name]["type"]] };

/** The settings of the schema with what `raw` (as VS Code or an LSP client sends it) says; wrong types fall back to the default. */
export function readSettings(raw: (name: SettingName) => unknown): Settings {
  const entries = Object.entries(SETTINGS).map(([name, setting]) => [name, coerce(setting, raw(name as SettingName))]);
  return Object.fromEntries(entries) as Settings; // The schema's own keys and types.
}

function coerce(setting: Setting, value: unknown): unknown {
  if (setting.type === "ruleSeverities") return severitiesOf(value);
  return typeof value === setting.type ? value : setting.default;
}

function severitiesOf(value: unknown): Record<string, RuleSeverity> {
  if (typeof value !== "object" || value === null) return {};
  const known = Object.entries(value).filter(([, it]) => RULE_SEVERITIES.includes(it));
  return Object.fromEntries(known);
}
