import * as l10n from "@vscode/l10n";
import { MOUNT_KEY_SYNONYMS, MOUNT_KEYS, SHARING, SWITCHES } from "../../../dockerfile/facts-mounts.ts";
import type { Word } from "../../../dockerfile/instruction.ts";
import { type Mount, type MountField, mountsOf } from "../../../dockerfile/mounts.ts";
import { nearest } from "../../../text/nearest.ts";
import { remove } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

const TYPES = [...MOUNT_KEYS.keys()];
const KEYS = ["type", ...new Set([...MOUNT_KEYS.values()].flat()), ...Object.keys(MOUNT_KEY_SYNONYMS)];
/** Options of Podman's own builder. */
const OF_PODMAN: ReadonlySet<string> = new Set(
  "z u relabel chown tmpcopyup notmpcopyup bind-nonrecursive bind-propagation shared rshared private rprivate slave rslave unbindable runbindable".split(
    " ",
  ),
);
/** The types that a key is for; those that are not here go with any, as far as BuildKit cares. */
const ONLY_FOR: Readonly<Record<string, readonly string[]>> = {
  required: ["secret", "ssh"],
  size: ["tmpfs"],
  env: ["secret"],
  mode: ["cache", "secret", "ssh"],
  uid: ["cache", "secret", "ssh"],
  gid: ["cache", "secret", "ssh"],
  sharing: ["cache"],
  from: ["bind", "cache", "tmpfs", "ssh"],
  source: ["bind", "cache", "tmpfs", "secret"],
};
/** Asked for their type as soon as they are read. */
const BEHIND_TYPE: ReadonlySet<string> = new Set(["required", "size", "env"]);

export default dockerfileRule({
  id: "invalid-mount",
  aliases: [],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`RUN --mount` has a type, key or value that does not exist."),
    why: () => l10n.t("The build stops at it. Which keys there are depends on the type of the mount."),
    bad: "FROM alpine:3.22\nRUN --mount=type=cahce,target=/root/.cache make\n",
    good: "FROM alpine:3.22\nRUN --mount=type=cache,target=/root/.cache make\n",
  },
  messages: {
    type: (type) => l10n.t("`{0}` is no type of mount: there are `bind`, `cache`, `tmpfs`, `secret` and `ssh`.", type),
    typeMeant: (type, meant) => l10n.t("`{0}` is no type of mount. Did you mean `{1}`?", type, meant),
    key: (key) => l10n.t("A mount has no `{0}`.", key),
    keyMeant: (key, meant) => l10n.t("A mount has no `{0}`. Did you mean `{1}`?", key, meant),
    bare: (key) => l10n.t("`{0}` needs a value: `{0}=…`.", key),
    blank: () => l10n.t("Something is missing between commas or behind the last: a mount has no blanks in it."),
    other: (key, type) => l10n.t("A mount of type `{1}` has no `{0}`.", key, type),
    order: (key, type) => l10n.t("`{0}` must stand behind `type={1}`.", key, type),
    switch: (value, key) => l10n.t("`{1}` is `true` or `false`, not `{0}`.", value, key),
    sharing: (value) => l10n.t("`sharing` is `shared`, `private` or `locked`, not `{0}`.", value),
    mode: (value) => l10n.t("`mode` is an octal number such as `0755`, not `{0}`.", value),
    owner: (value, key) => l10n.t("`{1}` is the number of a user or a group, not `{0}`.", value, key),
    size: (value) => l10n.t("`size` is a number of bytes such as `64m`, not `{0}`.", value),
    root: () => l10n.t("Nothing can be mounted over `/`: name a folder."),
    secret: () => l10n.t("A secret needs its `id`."),
    both: () => l10n.t("`id` and `source` both name the secret: leave one out."),
  },
  keywords: ["RUN"],
  checkInstruction(it, report) {
    for (const mount of mountsOf(it)) {
      // Quotes that reach the builder are those of a CSV file: nobody writes them.
      if (mount.fields.some(({ key, text }) => `${key}${text}`.includes('"'))) continue;
      for (const field of mount.fields) {
        const found = problemOfKey(mount, field) ?? problemOfValue(mount, field);
        if (!found) continue;
        const { message, place, args = [], meant, fix = meant ? changeTo(meant, place) : null } = found;
        report(place.to > place.from ? place : mount.flag.word, message, { args, fix });
      }
      if (mount.type !== "secret") continue;
      const [id, source, target] = ["id", "source", "target"].map((key) =>
        mount.fields.find((it) => nameOf(it) === key && it.text !== ""),
      );
      if (!id && !source && !target) report(mount.flag.word, "secret");
      else if (id && source) report(source.keyWord, "both");
    }
  },
});

type OfKey = "key" | "keyMeant" | "bare" | "blank" | "other" | "order";
type OfValue = "type" | "typeMeant" | "switch" | "sharing" | "mode" | "owner" | "size" | "root";
interface Problem {
  readonly message: OfKey | OfValue;
  readonly place: Word;
  readonly args?: readonly string[];
  /** What should stand at the place. */
  readonly meant?: string | null;
  readonly fix?: Fix;
}

const nameOf = ({ key }: MountField): string => MOUNT_KEY_SYNONYMS[key] ?? key;

function problemOfKey(mount: Mount, field: MountField): Problem | null {
  const { key, keyWord: place, value, text } = field;
  const { type, fields } = mount;
  const name = nameOf(field);
  if (key === "") return { message: "blank", place };
  if (OF_PODMAN.has(key)) return null;
  if (!KEYS.includes(key)) {
    const meant = nearest(key, KEYS);
    return { message: meant ? "keyMeant" : "key", place, args: [place.text.slice(0, 40), meant ?? ""], meant };
  }
  if (!value && !SWITCHES.has(name)) return { message: "bare", place, args: [key] };
  const types = ONLY_FOR[name];
  const saysNothing = (name === "from" || name === "source") && text === "";
  if (!types || saysNothing || !TYPES.includes(type)) return null;
  const args = [key, type];
  if (!types.includes(type)) return { message: "other", place, args, fix: removed(mount, field) };
  const isBefore = fields.indexOf(field) < fields.findLastIndex((it) => it.key === "type");
  return BEHIND_TYPE.has(name) && isBefore ? { message: "order", place, args } : null;
}

function problemOfValue({ type }: Mount, field: MountField): Problem | null {
  const { key, value: place, text } = field;
  if (!place || text.includes("$")) return null;
  const lower = text.toLowerCase();
  const args = [text.slice(0, 40), key];
  switch (nameOf(field)) {
    case "type": {
      const meant = nearest(lower, TYPES);
      if (TYPES.includes(lower)) return null;
      return { message: meant ? "typeMeant" : "type", place, args: [args[0] ?? "", meant ?? ""], meant };
    }
    case "sharing":
      return SHARING.includes(lower) ? null : { message: "sharing", place, args, meant: nearest(lower, SHARING) };
    case "ro":
    case "rw":
    case "required":
      return TRUTH.test(text) ? null : { message: "switch", place, args, meant: SPOKEN[lower] ?? null };
    case "mode":
      return isNumber(text, 8) ? null : { message: "mode", place, args };
    case "uid":
    case "gid":
      return isNumber(text, 10) ? null : { message: "owner", place, args };
    case "size":
      return /^\d+(?:\.\d+)? ?[kmgtp]?i?b?$/i.test(text) ? null : { message: "size", place, args };
    case "target":
      return text === "/" && type !== "secret" && type !== "ssh" ? { message: "root", place } : null;
    default:
      return null;
  }
}

/** What Go takes for true and false. */
const TRUTH = /^(?:[01tTfF]|true|True|TRUE|false|False|FALSE)$/;
const SPOKEN: Readonly<Record<string, string>> = {
  yes: "true",
  on: "true",
  y: "true",
  no: "false",
  off: "false",
  n: "false",
};

const isNumber = (text: string, base: 8 | 10): boolean =>
  (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(text) && Number.parseInt(text, base) <= 0xffff_ffff;

/** With the comma that parts it from its neighbour. */
function removed({ fields }: Mount, field: MountField): Fix {
  const end = (field.value ?? field.keyWord).end;
  const next = fields[fields.indexOf(field) + 1];
  const span = next ? { start: field.keyWord.start, end: next.keyWord.start } : { start: field.keyWord.start - 1, end };
  return { title: () => l10n.t("Remove `{0}`", field.keyWord.text), edits: [remove(span)] };
}
