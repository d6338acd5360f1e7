/** The real Docker Buildx, which scripts/setup.mjs fetches. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { cacheFolder } from "./cache.ts";

/** The environment in which `docker buildx` is it. */
export function buildxEnv(): { readonly PATH: string; readonly DOCKER_CONFIG: string } {
  const root = cacheFolder("buildx");
  const plugins = join(root, "usr/libexec/docker/cli-plugins");
  if (!existsSync(join(plugins, "docker-buildx")))
    throw new Error(`There is no Docker Buildx in ${root}. Run: node scripts/setup.mjs engine`);
  const config = mkdtempSync(join(tmpdir(), "gantry-docker-config-"));
  process.on("exit", () => rmSync(config, { recursive: true, force: true }));
  writeFileSync(join(config, "config.json"), JSON.stringify({ cliPluginsExtraDirs: [plugins] }));
  return { PATH: [join(root, "usr/bin"), process.env.PATH ?? ""].join(delimiter), DOCKER_CONFIG: config };
}
