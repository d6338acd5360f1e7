/** The logins for registries: the docker CLI's, from its file or its helpers, and those that the user gave Gantry to keep. */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { RegistryLogin } from "../engine/api/images.ts";
import { askHelper, type HelperAnswer } from "./credential-helper.ts";
import { helperOf, loginIn, parsedConfig } from "./docker-config.ts";

/** VS Code's SecretStorage. */
export interface Secrets {
  get(key: string): Thenable<string | undefined>;
  store(key: string, value: string): Thenable<void>;
  delete(key: string): Thenable<void>;
}

export interface HelperProblem {
  /** The whole name of the program. */
  readonly program: string;
  readonly problem: Extract<HelperAnswer, { kind: "problem" }>["problem"];
}

export interface Credentials {
  /** What is known, the docker CLI's own login first; none is no failure. */
  logins(registry: string): Promise<{ logins: RegistryLogin[]; problem: HelperProblem | null }>;
  keep(login: RegistryLogin): Promise<void>;
}

export interface KeptLogins extends Credentials {
  /** Those that `keep` was given. */
  kept(): Promise<{ readonly registry: string; readonly username: string }[]>;
  forget(registry: string): Promise<void>;
}

/** The storage does not tell what is in it. */
const REGISTRIES = "registries";

interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

export function openCredentials(
  secrets: Secrets,
  { env, home }: Machine = { env: process.env, home: homedir() },
): KeptLogins {
  const key = (registry: string): string => `registry:${registry}`;
  const fromDocker = async (
    registry: string,
  ): Promise<{ login: RegistryLogin | null; problem: HelperProblem | null }> => {
    const given = loginIn(parsedConfig(env.DOCKER_AUTH_CONFIG ?? null), registry);
    if (given) return { login: given, problem: null };
    const file = join(env.DOCKER_CONFIG || join(home, ".docker"), "config.json");
    const config = parsedConfig(await readFile(file, "utf8").catch(() => null));
    const helper = helperOf(config, registry);
    const answer = helper === null ? null : await askHelper(helper, registry, env);
    if (answer?.kind === "login") return { login: answer.login, problem: null };
    const problem =
      answer?.kind === "problem" ? { program: `docker-credential-${helper}`, problem: answer.problem } : null;
    return { login: loginIn(config, registry), problem };
  };
  const registries = async (): Promise<string[]> => {
    const listed = parsedConfig((await secrets.get(REGISTRIES)) ?? null) as { readonly names?: string[] } | null; // As `list` wrote it.
    return listed?.names ?? [];
  };
  const list = (names: readonly string[]): Thenable<void> => secrets.store(REGISTRIES, JSON.stringify({ names }));
  return {
    async kept() {
      const found = (await registries()).map(async (it) => keptLogin(await secrets.get(key(it)), it));
      return (await Promise.all(found)).flatMap((it) => (it?.kind === "password" ? it : []));
    },
    async forget(registry) {
      await secrets.delete(key(registry));
      await list((await registries()).filter((it) => it !== registry));
    },
    async logins(registry) {
      const { login, problem } = await fromDocker(registry);
      const kept = keptLogin(await secrets.get(key(registry)), registry);
      return { logins: [login, kept].filter((it) => it !== null), problem };
    },
    async keep(login) {
      await secrets.store(key(login.registry), JSON.stringify(login));
      await list([...new Set([...(await registries()), login.registry])]);
    },
  };
}

function keptLogin(text: string | undefined, registry: string): RegistryLogin | null {
  const kept = parsedConfig(text ?? null) as Partial<Extract<RegistryLogin, { kind: "password" }>> | null; // As `keep` wrote it.
  if (typeof kept?.username !== "string" || typeof kept.password !== "string") return null;
  return { kind: "password", registry, username: kept.username, password: kept.password };
}
