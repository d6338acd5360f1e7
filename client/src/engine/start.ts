/** How an engine of this machine is started, told from where its socket is. */
import { socketPathOf } from "./address.ts";
import type { KnownEngine } from "./discover.ts";

export interface StartPlan {
  readonly program: string;
  readonly args: readonly string[];
}

/** Null where there is no way that is known. */
export function startPlan(engine: Pick<KnownEngine, "url">, platform: NodeJS.Platform): StartPlan | null {
  const path = socketPathOf(engine.url);
  if (path === null) return null;
  for (const [where, plan] of WAYS) {
    const found = where.exec(path);
    if (found) return plan(platform, found.groups?.name ?? "");
  }
  return null;
}

type Plan = (platform: NodeJS.Platform, name: string) => StartPlan | null;

const run = (program: string, ...args: readonly string[]): StartPlan => ({ program, args });

const systemUnit = (unit: string): StartPlan => run("systemctl", "start", unit);
const userUnit = (unit: string): StartPlan => run("systemctl", "--user", "start", unit);
const application = (name: string): StartPlan => run("open", "-a", name);

const dockerDesktop: Plan = (platform) => {
  if (platform === "win32") return run("C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe");
  return platform === "darwin" ? application("Docker") : userUnit("docker-desktop");
};
const podmanMachine: Plan = (_, name) => run("podman", "machine", "start", ...(name === "" ? [] : [name]));

/** The first whose pattern is in the socket's path. A name never begins with a dash: it would be an option. */
const WAYS: readonly (readonly [RegExp, Plan])[] = [
  [/\/\.docker\/(run|desktop)\/docker\.sock$/, dockerDesktop],
  [/dockerDesktop|\/docker_engine$/, dockerDesktop],
  [/\/\.orbstack\//, () => run("orb", "start")],
  [/\/\.colima\/(?<name>\w[^/]*)\//, (_, name) => run("colima", "start", name)],
  [/\/\.lima\/(?<name>\w[^/]*)\//, (_, name) => run("limactl", "start", name)],
  [/\/\.rd\//, (platform) => (platform === "darwin" ? application("Rancher Desktop") : run("rdctl", "start"))],
  [/\/pipe\/(?<name>podman-\w[^/]*)$/, podmanMachine],
  [/\/podman\/machine\/(?<name>\w[^/]*)\/podman\.sock$/, podmanMachine],
  [/\/podman\/(?<name>\w[^/]*)-api\.sock$/, podmanMachine],
  [/^\/run\/user\/\d+\/podman\/podman\.sock$/, () => userUnit("podman.socket")],
  [/^\/run\/user\/\d+\/docker\.sock$/, () => userUnit("docker")],
  [/^(\/var)?\/run\/podman\/podman\.sock$/, () => systemUnit("podman.socket")],
  [
    /^(\/var)?\/run\/docker\.sock$/,
    (platform, name) => (platform === "linux" ? systemUnit("docker") : dockerDesktop(platform, name)),
  ],
];
