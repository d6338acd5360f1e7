/** The sockets at which engines are usually found. */
import type { Machine } from "./machine.ts";

export interface WellKnown {
  readonly path: string;
  /** The product, and which one of it. */
  readonly name: string;
}

/** In the order in which one of them stands in for Docker's own socket. */
export async function wellKnownSockets(machine: Machine): Promise<WellKnown[]> {
  if (machine.platform === "win32")
    return [
      { path: "//./pipe/docker_engine", name: "Docker" },
      { path: "//./pipe/dockerDesktopLinuxEngine", name: "Docker Desktop" },
      ...(await podmanPipes(machine)),
    ];
  const { home, env, userId } = machine;
  const runtime = env.XDG_RUNTIME_DIR || (userId === null ? null : `/run/user/${userId}`);
  const each = async (folder: string, rest: string, product: string): Promise<WellKnown[]> =>
    (await machine.list(`${home}/${folder}`)).map((it) => ({
      path: `${home}/${folder}/${it}/${rest}`,
      name: it === "default" ? product : `${product} ${it}`,
    }));
  return [
    { path: "/var/run/docker.sock", name: "Docker" },
    ...(runtime ? [{ path: `${runtime}/docker.sock`, name: "Docker (rootless)" }] : []),
    { path: `${home}/.docker/run/docker.sock`, name: "Docker Desktop" },
    { path: `${home}/.docker/desktop/docker.sock`, name: "Docker Desktop" },
    { path: `${home}/.orbstack/run/docker.sock`, name: "OrbStack" },
    ...(await each(".colima", "docker.sock", "Colima")),
    ...(await each(".lima", "sock/docker.sock", "Lima")),
    { path: `${home}/.rd/docker.sock`, name: "Rancher Desktop" },
    ...(runtime ? [{ path: `${runtime}/podman/podman.sock`, name: "Podman (rootless)" }] : []),
    { path: "/run/podman/podman.sock", name: "Podman" },
    ...(await podmanMachines(machine)),
  ];
}

/** `podman-machine-default`, and those that have a name of their own. */
async function podmanPipes(machine: Machine): Promise<WellKnown[]> {
  const pipes = new Set(["podman-machine-default", ...(await machine.list("//./pipe/"))]);
  return [...pipes]
    .filter((it) => it.startsWith("podman-"))
    .map((it) => ({ path: `//./pipe/${it}`, name: `Podman ${it.replace(/^podman-(machine-)?/, "")}` }));
}

/** A machine's socket has been a link in one folder and a file in another, from version to version. */
async function podmanMachines(machine: Machine): Promise<WellKnown[]> {
  const folder = `${machine.home}/.local/share/containers/podman/machine`;
  const names = await machine.list(folder);
  const temporary = machine.env.TMPDIR?.replace(/\/$/, "");
  const api = temporary ? await machine.list(`${temporary}/podman`) : [];
  return [
    ...names.map((it) =>
      it.endsWith(".sock")
        ? { path: `${folder}/${it}`, name: "Podman machine" }
        : { path: `${folder}/${it}/podman.sock`, name: `Podman ${it}` },
    ),
    ...api
      .filter((it) => it.endsWith("-api.sock"))
      .map((it) => ({ path: `${temporary}/podman/${it}`, name: `Podman ${it.replace(/-api\.sock$/, "")}` })),
  ];
}
