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
import type { CommandContext, Memory } from "../command.ts";

const PREFIX = "build:";
const key = (dockerfile: string): string => PREFIX + dockerfile;

export async function rememberedOptions(context: CommandContext, dockerfile: string): Promise<BuildOptions> {
  const remembered = parseOptions(context.memory.get(key(dockerfile)));
  const folder = remembered.context ?? (await contextOf(context, dockerfile));
  return { ...PLAIN_OPTIONS, tag: defaultTag(dockerfile, folder), ...remembered, context: folder };
}

export function remember({ memory, builtIn }: CommandContext, dockerfile: string, options: BuildOptions): void {
  const before = parseOptions(memory.get(key(dockerfile))).context;
  memory.set(key(dockerfile), optionsText(options));
  if (options.context !== before) builtIn(dockerfile, options.context);
}

/** The folders that Dockerfiles were last built in, of all that is remembered. */
export function rememberedContexts(keys: readonly string[], memory: Memory): ReadonlyMap<string, string> {
  const builds = keys.filter((it) => it.startsWith(PREFIX));
  return new Map(
    builds.flatMap((it) => {
      const { context } = parseOptions(memory.get(it));
      return context === undefined ? [] : [[it.slice(PREFIX.length), context]];
    }),
  );
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
