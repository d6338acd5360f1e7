import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { startPlan } from "../../../client/src/engine/start.ts";

const plan = (url: string, platform: NodeJS.Platform = "linux"): string | null => {
  const found = startPlan({ url }, platform);
  return found && [found.program, ...found.args].join(" ");
};

suite("how an engine is started", () => {
  const cases: readonly (readonly [string, NodeJS.Platform, string | null])[] = [
    ["unix:///var/run/docker.sock", "linux", "systemctl start docker"],
    ["unix:///run/user/1000/docker.sock", "linux", "systemctl --user start docker"],
    ["unix:///run/user/1000/podman/podman.sock", "linux", "systemctl --user start podman.socket"],
    ["unix:///run/podman/podman.sock", "linux", "systemctl start podman.socket"],
    ["unix:///home/me/.docker/desktop/docker.sock", "linux", "systemctl --user start docker-desktop"],
    ["unix:///Users/me/.docker/run/docker.sock", "darwin", "open -a Docker"],
    ["unix:///var/run/docker.sock", "darwin", "open -a Docker"],
    ["npipe:////./pipe/docker_engine", "win32", "C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe"],
    ["npipe:////./pipe/podman-machine-default", "win32", "podman machine start podman-machine-default"],
    ["unix:///Users/me/.colima/work/docker.sock", "darwin", "colima start work"],
    ["unix:///Users/me/.orbstack/run/docker.sock", "darwin", "orb start"],
    ["unix:///Users/me/.colima/--edit/docker.sock", "darwin", null],
    ["unix:///tmp/mine.sock", "linux", null],
    ["tcp://host:2375", "linux", null],
    ["ssh://host", "linux", null],
  ];
  for (const [url, platform, wanted] of cases)
    test(`${url} on ${platform}`, () => assert.equal(plan(url, platform), wanted));
});
