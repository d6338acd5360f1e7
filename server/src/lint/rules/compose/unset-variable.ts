import * as l10n from "@vscode/l10n";
import { envOf } from "../../../compose/env.ts";
import { variablesIn } from "../../../compose/interpolation.ts";
import { onceForMap } from "../../../compose/once-for-map.ts";
import { mountsOf } from "../../../compose/services.ts";
import { interpolationsOf } from "../../../compose/variables.ts";
import type { ScalarNode } from "../../../compose/yaml.ts";
import { insert } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

/** What a shell or Docker Compose itself sets. */
const USUAL =
  /^(?:HOME|PWD|USER|USERNAME|UID|GID|PATH|HOSTNAME|SHELL|TMPDIR|TZ|CI|DISPLAY|XDG_\w+|SSH_\w+|COMPOSE_\w+|DOCKER_\w+)$/;

export default composeRule({
  id: "unset-variable",
  aliases: [],
  severity: "information",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A variable without a default is not set in `.env`."),
    why: () => l10n.t("Unless the shell sets it, Docker Compose puts in nothing and warns; with `:?` it stops."),
    bad: "services:\n  web:\n    image: nginx:${NGINX_TAG}\n",
    good: "services:\n  web:\n    image: nginx:${NGINX_TAG:-1.29}\n",
  },
  messages: {
    needed: (name) => l10n.t("Unless the shell sets `{0}`, nothing is left here, and Docker Compose stops.", name),
    unset: (name) => l10n.t("`{0}` is not set in `.env` and has no default.", name),
  },
  check(file, report) {
    const env = envOf(file);
    const needed = new Set(file.services.flatMap(({ body }) => neededIn(file, body)));
    for (const { node, parts } of interpolationsOf(file)) {
      for (const variable of variablesIn(parts)) {
        const { name, nameFrom, from, to, operator } = variable;
        const hasDefault = operator !== null && !operator.endsWith("?");
        if (hasDefault || env?.variables.has(name) || USUAL.test(name)) continue;
        const span = node.part(nameFrom, nameFrom + name.length);
        if (needed.has(node) && from === 0) {
          report(span, "needed", { args: [name] });
          continue;
        }
        // Without an .env all variables come from somewhere else.
        if (!env) continue;
        const isBraced = node.value[from + 1] === "{" && operator === null;
        const end = node.part(from, to - 1).end;
        const fix = { title: () => l10n.t("Give it an empty default"), edits: [insert(end, ":-")] };
        report(span, "unset", { args: [name], ...(isBraced && { fix }) });
      }
    }
  },
});

/** The image and the mounts that begin with nothing but a variable: empty ones are refused. */
const neededIn = onceForMap((file, body): ScalarNode[] => {
  const image = file.scalar(body, "image");
  const mounts = mountsOf(file, body).flatMap(({ node, short }) =>
    short?.source ? [{ node, to: short.source.to }] : [],
  );
  return [...(image ? [{ node: image, to: image.value.length }] : []), ...mounts].flatMap(({ node, to }) =>
    /^\$(?:\w+|\{\w+\})$/.test(node.value.slice(0, to)) ? [node] : [],
  );
});
