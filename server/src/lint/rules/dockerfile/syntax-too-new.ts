import * as l10n from "@vscode/l10n";
import type { Dockerfile } from "../../../dockerfile/dockerfile.ts";
import type { Instruction } from "../../../dockerfile/instruction.ts";
import { mountsOf } from "../../../dockerfile/mounts.ts";
import { insert, type Span } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { type BuildEngine, dockerfileRule, type Fix } from "../../rule.ts";

/** The minor versions of Dockerfile syntax 1 that know a thing: in the stable channel, if it is there, and in labs. */
interface Need {
  readonly minor: number | null;
  readonly labs?: number;
}
const HEREDOC: Need = { minor: 4, labs: 3 };
/** `${name#pattern}`, `${name/old/new}`. */
const SUBSTITUTION: Need = { minor: 7 };
/** A secret as a variable. */
const SECRET_ENV: Need = { minor: 10 };
const FLAGS: Readonly<Record<string, Need>> = {
  "RUN --mount": { minor: 2 },
  "RUN --network": { minor: 3 },
  "RUN --security": { minor: 20, labs: 2 },
  "RUN --device": { minor: null, labs: 14 },
  "COPY --chmod": { minor: 2 },
  "ADD --chmod": { minor: 2 },
  "COPY --link": { minor: 4 },
  "ADD --link": { minor: 4 },
  "ADD --keep-git-dir": { minor: 4, labs: 1 },
  "ADD --checksum": { minor: 6, labs: 5 },
  "HEALTHCHECK --start-interval": { minor: 6 },
  "ADD --unpack": { minor: 17 },
  "COPY --exclude": { minor: 19, labs: 7 },
  "ADD --exclude": { minor: 19, labs: 7 },
  "COPY --parents": { minor: 20, labs: 7 },
};
/** The syntax that is built into Docker, from its major version on. */
const BUILT_IN: readonly (readonly [number, number])[] = [
  [29, 20],
  [28, 14],
  [27, 9],
  [26, 7],
  [25, 6],
  [24, 5],
  [23, 4],
  [18, 2],
];
const ANY = "docker/dockerfile:1";

export default dockerfileRule({
  id: "syntax-too-new",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The builder's front end is too old for something in the file."),
    why: () =>
      l10n.t(
        "What a Dockerfile can say depends on the front end: the one of `# syntax=`, or the one inside the engine. With `# syntax=docker/dockerfile:1` BuildKit fetches the newest one.",
      ),
    bad: "# syntax=docker/dockerfile:1.2\nFROM alpine:3.22\nRUN <<EOF\nid\nEOF\n",
    good: "# syntax=docker/dockerfile:1\nFROM alpine:3.22\nRUN <<EOF\nid\nEOF\n",
  },
  messages: {
    engine: (what, engine, syntax) =>
      l10n.t("{1} does not know {0}: write `# syntax={2}` in the first line.", what, engine, syntax),
    classic: (what, engine) => l10n.t("{1} has no BuildKit, and {0} needs it.", what, engine),
    pinned: (what, syntax) => l10n.t("This front end does not know {0}: take `{1}`.", what, syntax),
  },
  check(file, report, { engine }) {
    const directive = file.directives.find((it) => it.name === "syntax");
    const pinned =
      directive && /^(?:docker\.io\/)?docker\/dockerfile:1\.(\d+)(?:\.\d+)?(-labs)?$/.exec(directive.value);
    // Any other front end, and the newest, is taken to know everything; Podman has its own and reads no `# syntax=`.
    if ((directive && !pinned) || (!pinned && !engine?.name.startsWith("Docker"))) return;
    const minor = pinned ? Number(pinned[1]) : builtIn(engine);
    const hasLabs = pinned?.[2] !== undefined;
    for (const { what, span, need } of needsOf(file)) {
      if (isKnown(need, minor, hasLabs)) continue;
      const wanted = need.minor === null ? `${ANY}-labs` : ANY;
      if (!pinned && engine && !engine.buildkit) {
        report(span, "classic", { args: [what, engine.name] });
        continue;
      }
      const fix: Fix = directive
        ? changeTo(wanted, directive.valueSpan)
        : {
            title: () => l10n.t("Insert `{0}`", `# syntax=${wanted}`),
            edits: [insert(top(file), `# syntax=${wanted}\n`)],
          };
      const args = pinned ? [what, wanted] : [what, engine?.name ?? "", wanted];
      report(span, pinned ? "pinned" : "engine", { args, fix });
    }
  },
});

const isKnown = ({ minor, labs }: Need, version: number, hasLabs: boolean): boolean =>
  (minor !== null && minor <= version) || (hasLabs && labs !== undefined && labs <= version);

const top = ({ text }: Dockerfile): number => (text.startsWith("\uFEFF") ? 1 : 0);

function builtIn(engine: BuildEngine | null): number {
  const major = Number(/^\d+/.exec(engine?.version ?? "")?.[0] ?? 0);
  if (!engine?.buildkit) return 0;
  return BUILT_IN.find(([from]) => major >= from)?.[1] ?? 0;
}

/** Their variables are the shell's. */
const IN_SHELL: ReadonlySet<string> = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ONBUILD", "SHELL"]);

function* needsOf(file: Dockerfile): Generator<{ what: string; span: Span; need: Need }> {
  for (const outer of file.instructions) {
    const it: Instruction = outer.trigger ?? outer;
    const [heredoc] = it.heredocs;
    if (heredoc) yield { what: l10n.t("heredocs"), span: heredoc.nameWord, need: HEREDOC };
    for (const flag of it.flags) {
      const need = FLAGS[`${it.keyword} --${flag.name}`];
      if (need) yield { what: `\`--${flag.name}\``, span: flag.word, need };
    }
    for (const { fields } of it.keyword === "RUN" ? mountsOf(it) : [])
      for (const { key, keyWord } of fields)
        if (key === "env") yield { what: "`env`", span: keyWord, need: SECRET_ENV };
    if (IN_SHELL.has(it.keyword)) continue;
    for (const { modifier, span, name } of it.variables)
      if (/^[#%/]/.test(modifier)) yield { what: `\`\${${name}${modifier}…}\``, span, need: SUBSTITUTION };
  }
}
