import * as l10n from "@vscode/l10n";
import type { Dockerfile } from "../../../dockerfile/dockerfile.ts";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import type { Stage } from "../../../dockerfile/stages.ts";
import { onceFor } from "../../../text/once.ts";
import { insert, lineAfter, remove } from "../../../text/span.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";
import { setsSecret } from "../../secret-names.ts";

export default dockerfileRule({
  id: "secret-in-arg-or-env",
  aliases: ["SecretsUsedInArgOrEnv", "DL3064"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`ARG` or `ENV` seems to hold a secret."),
    why: () =>
      l10n.t(
        "Its value can be read by everyone who has the image, in its history or its configuration. `RUN --mount=type=secret` leaves no trace.",
      ),
    bad: 'FROM alpine:3.22\nARG API_TOKEN\nRUN wget -q --header "Authorization: $API_TOKEN" https://example.com/a\n',
    good: 'FROM alpine:3.22\nRUN --mount=type=secret,id=API_TOKEN,env=API_TOKEN wget -q --header "Authorization: $API_TOKEN" https://example.com/a\n',
  },
  messages: {
    secret: (keyword, name) =>
      l10n.t(
        "Do not put secrets into `{0}`: everyone who has the image can read `{1}`. Use `RUN --mount=type=secret`.",
        keyword,
        name,
      ),
  },
  reach: "stage",
  check(file, report) {
    for (const stage of file.stages.list) {
      for (const outer of stage.instructions) {
        const it = outer.trigger ?? outer;
        if (it.keyword !== "ARG" && it.keyword !== "ENV") continue;
        for (const pair of secretsIn(it)) {
          const fix = it === outer && it.pairs.length === 1 ? asMount(file, stage, it, pair.name.text) : null;
          report(pair.name, "secret", { args: [it.keyword, pair.name.text], fix });
        }
      }
    }
  },
});

const secretsIn = onceFor((it: Instruction) => it.pairs.filter((pair) => setsSecret(it.keyword, pair)));

/** In a longer stage it would take too long to look for each name in each instruction. */
const MOST = 300;

/** Gives the secret to the RUNs that use it, under the same name; null where something else uses it, or nothing. */
function asMount(file: Dockerfile, { instructions }: Stage, setting: Instruction, name: string): Fix | null {
  if (!/^[A-Za-z_]\w*$/.test(name) || instructions.length > MOST) return null;
  const mention = new RegExp(`\\b${name}\\b`);
  const users = instructions.filter(
    (it) => it !== setting && it.start > setting.start && mention.test(file.text.slice(it.start, it.end)),
  );
  if (users.length === 0 || users.some((it) => it.keyword !== "RUN")) return null;
  const mount = ` --mount=type=secret,id=${name},env=${name}`;
  const line = { start: setting.start, end: lineAfter(file.text, setting.end) };
  return {
    title: () => l10n.t("Mount it as a secret where it is used"),
    edits: [remove(line), ...users.map((it) => insert(it.name.end, mount))],
  };
}
