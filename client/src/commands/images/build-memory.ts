/** The options of the last build of a Dockerfile, and good ones for the first. */
import { access } from "node:fs/promises";
import {
  type BuildOptions,
  contextFolders,
  defaultTag,
  likelyContext,
  optionsText,
  PLAIN_OPTIONS,
  parseOptions,
} from "../../build/options.ts";
import type { CommandContext } from "../command.ts";

const key = (dockerfile: string): string => `build:${dockerfile}`;

export async function rememberedOptions(context: CommandContext, dockerfile: string): Promise<BuildOptions> {
  const remembered = parseOptions(context.memory.get(key(dockerfile)));
  const folder = remembered.context ?? (await contextOf(context, dockerfile));
  return { ...PLAIN_OPTIONS, tag: defaultTag(dockerfile, folder), ...remembered, context: folder };
}

export function remember({ memory }: CommandContext, dockerfile: string, options: BuildOptions): void {
  memory.set(key(dockerfile), optionsText(options));
}

async function contextOf(context: CommandContext, dockerfile: string): Promise<string> {
  const { sources } = await context.outline(dockerfile);
  const folders = contextFolders(dockerfile, context.workspaceFolderOf(dockerfile));
  const exists = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  return likelyContext(folders, sources, exists);
}
