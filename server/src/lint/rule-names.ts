/** The names of rules: each has its id and those that people know from other tools. */
import { rules } from "./registry.ts";
import type { Rule } from "./rule.ts";
import { shellCheckRuleNamed } from "./shellcheck-rules.ts";

const byName: ReadonlyMap<string, readonly Rule[]> = namesOf(rules);

/** The rules that a name means: an id means one, an alias may mean several. */
export function rulesNamed(name: string): readonly Rule[] {
  const shellCheck = shellCheckRuleNamed(name);
  return shellCheck ? [shellCheck] : (byName.get(name.toLowerCase()) ?? []);
}

function namesOf(all: readonly Rule[]): Map<string, Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const rule of all) {
    for (const name of [rule.id, ...rule.aliases]) {
      const key = name.toLowerCase();
      found.set(key, [...(found.get(key) ?? []), rule]);
    }
  }
  return found;
}
