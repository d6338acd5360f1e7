import * as l10n from "@vscode/l10n";
import type { ComposeFile } from "../../../compose/compose-file.ts";
import { contextOf, dockerfileUri } from "../../../compose/dockerfiles.ts";
import { homeOf } from "../../../compose/env.ts";
import { folderOf, nameOf, resolvePath } from "../../../compose/files.ts";
import { includesOf, layersOf } from "../../../compose/project.ts";
import type { Resolved, ScalarNode } from "../../../compose/yaml.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "missing-file",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A file that the project needs is not there."),
    why: () =>
      l10n.t(
        "Docker Compose stops when it reads the project, or at the latest when the service starts: an `env_file`, an `include`, a Dockerfile, the file of a secret.",
      ),
    bad: "include:\n  - there-is-no-such-file.yaml\nservices:\n  web:\n    image: nginx:1.29\n",
    good: "services:\n  web:\n    image: nginx:1.29\n",
  },
  messages: {
    file: (path) => l10n.t("There is no file `{0}`.", path),
    folder: (path) => l10n.t("There is no folder `{0}`.", path),
    dockerfile: (path) => l10n.t("There is no Dockerfile in `{0}`.", path),
  },
  check(file, report) {
    const { uri } = file.document;
    // A document that lies nowhere yet has no neighbours.
    if (file.files.exists(folderOf(uri)) !== true) return;
    // Where it lies over what is elsewhere, its paths start there.
    if (/override/i.test(nameOf(uri)) && layersOf(file).length === 1) return;
    const home = homeOf(file);
    const seen = new Set<ScalarNode>();
    const isMissing = (target: string | null): boolean => target !== null && file.files.exists(target) === false;
    const look = (node: ScalarNode | null): void => {
      if (!node || seen.has(node) || node.value.includes("$")) return;
      seen.add(node);
      if (isMissing(resolvePath(home, node.value))) report(node, "file", { args: [node.value] });
    };
    for (const { paths, envFiles } of includesOf(file)) [...paths, ...envFiles].forEach(look);
    for (const { body } of file.services) {
      look(file.scalar(body, "extends", "file"));
      for (const key of ["env_file", "label_file"]) envFiles(file, file.get(body, key)).forEach(look);
      const build = file.get(body, "build");
      const context = build?.kind === "scalar" ? build : file.scalar(body, "build", "context");
      const dockerfile = file.scalar(body, "build", "dockerfile");
      const folder = contextOf(file, body);
      const node = dockerfile ?? context;
      if (!build || !node || seen.has(node)) continue;
      seen.add(node);
      if (context && isMissing(folder)) report(context, "folder", { args: [context.value] });
      else if (isMissing(dockerfileUri(file, body)) && !(context && isMissing(folder))) {
        if (dockerfile) report(dockerfile, "file", { args: [dockerfile.value] });
        else if (!hasContainerfile(file, folder)) report(node, "dockerfile", { args: [node.value] });
      }
    }
    for (const section of ["secrets", "configs"] as const) {
      for (const { body } of file.entries(section)) look(file.scalar(body, "file"));
    }
  },
});

/** Podman takes this name too. */
const hasContainerfile = (file: ComposeFile, folder: string | null): boolean =>
  folder !== null && file.files.exists(`${folder}Containerfile`) === true;

/** Without those that may be missing. */
function envFiles(file: ComposeFile, value: Resolved | null): ScalarNode[] {
  if (value?.kind === "scalar") return value.type === "null" ? [] : [value];
  return file.items(value).flatMap((item) => {
    if (item.kind === "scalar") return item.type === "null" ? [] : [item];
    const path = item.kind === "map" ? file.scalar(item, "path") : null;
    return path && item.kind === "map" && file.scalar(item, "required")?.value !== "false" ? [path] : [];
  });
}
