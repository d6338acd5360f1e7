import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { suite, test } from "node:test";
import { pack } from "tar-stream";
import { memorySize } from "../../../client/src/commands/containers/update.ts";
import { isFileName } from "../../../client/src/commands/files/names.ts";
import { fileEntry } from "../../../client/src/engine/calls/files.ts";
import { unixTime } from "../../../client/src/engine/calls/processes.ts";
import { indexOf, listed } from "../../../client/src/files/archive-index.ts";
import { safeDestination } from "../../../client/src/files/container-files.ts";
import { engineKey, locationOf, uriOf } from "../../../client/src/files/location.ts";
import { parsedListing } from "../../../client/src/files/shell-listing.ts";
import { table } from "../../../client/src/ui/table.ts";
import { instructionOf } from "../../../client/src/views/present-details.ts";
import { belongings } from "../../../client/src/views/workspace.ts";
import { container } from "../../support/engine-objects.ts";

suite("files in containers", () => {
  test("an address, and back", () => {
    const engine = "unix:///var/run/docker.sock";
    const uri = uriOf({ kind: "volume", engine, name: "data_1" }, "/a b/ñ");
    assert.deepEqual(locationOf(uri), { kind: "volume", engineKey: engineKey(engine), name: "data_1", path: "/a b/ñ" });
    assert.equal(locationOf(uriOf({ kind: "container", engine, name: "web" }, "/"))?.path, "/");
  });

  test("no address leads out of a container", () => {
    const at = (path: string) => locationOf({ scheme: "gantry-container", authority: "0", path });
    assert.equal(at("/web/../other"), null);
    assert.equal(at("/"), null);
    assert.equal(locationOf({ scheme: "file", authority: "", path: "/etc/passwd" }), null);
  });

  test("a listing of the shell: kinds, links to folders, names of several lines", () => {
    const output = "41ed 4096 10 ./.\n41ed 9 10 ./..\n81a4 5 10 ./a\nb\n41ed 1 10 ./dir\na1ff 3 10 ./link\n/\n./link\n";
    assert.deepEqual(
      parsedListing(output).map(({ entry, isFolder }) => [entry.name, entry.type, isFolder]),
      [
        ["a\nb", "file", false],
        ["dir", "folder", true],
        ["link", "link", true],
      ],
    );
    assert.deepEqual(parsedListing(""), []);
    assert.deepEqual(parsedListing("garbage\n/\n"), []);
  });

  test("a listing of a tar stream, for every folder in it", async () => {
    const tar = pack();
    tar.entry({ name: "srv/", type: "directory" });
    tar.entry({ name: "srv/deep/", type: "directory" });
    tar.entry({ name: "srv/deep/file", mode: 0o640 }, "abc");
    tar.entry({ name: "srv/up", type: "symlink", linkname: "../srv/deep" });
    tar.finalize();
    const index = await indexOf(Readable.from(tar), "/srv");
    assert.deepEqual(
      listed(index, "/srv")?.map((it) => [it.entry.name, it.isFolder]),
      [
        ["deep", true],
        ["up", true],
      ],
    );
    assert.equal(listed(index, "/srv/deep")?.[0]?.entry.size, 3);
    assert.equal(listed(index, "/nowhere"), null);
  });

  test("the engine's own words for a file", () => {
    const header = (it: object): string => Buffer.from(JSON.stringify(it)).toString("base64");
    const link = fileEntry(
      header({ name: "l", size: 3, mode: 134218239, mtime: "2026-01-01T00:00:00Z", linkTarget: "/x" }),
    );
    assert.deepEqual([link?.type, link?.mode, link?.target], ["link", 0o777, "/x"]);
    assert.equal(fileEntry(header({ name: "d", mode: 2 ** 31 + 2 ** 23 + 0o755 }))?.mode, 0o4755);
    for (const odd of ["", "!!!", header({}), Buffer.from("null").toString("base64")])
      assert.equal(fileEntry(odd), null);
  });

  test("nothing in a stream lands outside of where it is downloaded to", () => {
    assert.equal(safeDestination("/down", "site", ["a", "b"]), "/down/site/a/b");
    assert.equal(safeDestination("/down", "site", ["..", "..", "etc", "passwd"]), null);
    assert.equal(safeDestination("/down", "site", ["..\\x"]), null);
    assert.equal(safeDestination("/down", "alias", []), "/down/alias");
  });

  test("names, sizes and times that are asked for", () => {
    for (const bad of ["", ".", "..", "a/b", "\0", "x".repeat(256)]) assert.ok(!isFileName(bad), bad);
    for (const good of ["a", "-rf", "ñ b", "..."]) assert.ok(isFileName(good), good);
    assert.equal(memorySize("512m"), 512 * 2 ** 20);
    assert.equal(memorySize("1.5G"), 1.5 * 2 ** 30);
    for (const bad of ["", "5m", "much", "1t", "-1g"]) assert.equal(memorySize(bad), null, bad);
    assert.equal(unixTime("2026-01-01T00:00:00.123456789Z"), "1767225600.123456789");
    assert.equal(unixTime("2026-01-01T00:00:00Z"), "1767225600.000000000");
  });
});

suite("words of engines", () => {
  test("an instruction as it was written", () => {
    assert.equal(instructionOf('/bin/sh -c #(nop)  CMD ["sh"]'), 'CMD ["sh"]');
    assert.equal(instructionOf("RUN /bin/sh -c make # buildkit"), "RUN make");
    assert.equal(instructionOf("/bin/sh -c apt-get   update"), "RUN apt-get update");
    assert.equal(instructionOf("RUN |1 A=b /bin/sh -c echo $A # buildkit"), "RUN echo $A");
    assert.equal(instructionOf("COPY . . # buildkit"), "COPY . .");
  });

  test("a table has straight columns", () => {
    assert.deepEqual(
      table([
        ["PID", "CMD"],
        ["1", "sh -c x"],
      ]),
      ["PID  CMD", "1    sh -c x"],
    );
  });

  test("what belongs to a workspace: its compose projects, and their parts", () => {
    const labels = { "com.docker.compose.project": "shop", "com.docker.compose.project.working_dir": "/shop/deploy" };
    const own = container({ name: "web", labels, volumes: ["data"], networks: ["front"] });
    const other = container({ name: "x", labels: { ...labels, "com.docker.compose.project.working_dir": "/shop2" } });
    const { containers, volumes, projects } = belongings([own, other], ["/shop/"]);
    assert.deepEqual([[...containers], [...volumes], [...projects]], [[own.id], ["data"], ["shop"]]);
  });
});
