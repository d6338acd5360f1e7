/** ShellCheck's checks as rules: one for each code, made when it is first named. */
import { type DockerfileRule, dockerfileRule } from "./rule.ts";

const known = new Map<number, DockerfileRule>();

/** The rule `SC2086`; its message is the text that it is reported with. */
export function shellCheckRule(code: number): DockerfileRule {
  const existing = known.get(code);
  if (existing) return existing;
  const id = `SC${code}`;
  const rule = dockerfileRule({
    id,
    aliases: [],
    severity: "warning",
    fixable: "assist",
    url: `https://www.shellcheck.net/wiki/${id}`,
    docs: { summary: () => id, why: () => "", bad: "", good: "" },
    messages: {},
  });
  known.set(code, rule);
  return rule;
}

/** The rule that a name such as `sc2086` means; null for other names. */
export function shellCheckRuleNamed(name: string): DockerfileRule | null {
  const code = /^sc([1-9]\d{3})$/i.exec(name)?.[1];
  return code ? shellCheckRule(Number(code)) : null;
}
