/** Tags of a real registry on loopback. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, suite, test } from "node:test";
import type { CompletionList } from "vscode-languageserver-protocol";
import { RegistryTags } from "../../server/src/images/registry-tags.ts";
import { Editor } from "../support/lsp.ts";
import { freePort, type Registry, startRegistry } from "../support/registry.ts";

const never = (): AbortSignal => new AbortController().signal;

/** An image without layers is enough to have tags. */
async function push(host: string, name: string, tags: readonly string[]): Promise<void> {
  const config = "{}";
  const digest = `sha256:${createHash("sha256").update(config).digest("hex")}`;
  const upload = await fetch(`http://${host}/v2/${name}/blobs/uploads/`, { method: "POST" });
  const location = new URL(upload.headers.get("location") ?? "", `http://${host}`);
  location.searchParams.set("digest", digest);
  const headers = { "Content-Type": "application/octet-stream" };
  await fetch(location, { method: "PUT", headers, body: config });
  const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: { mediaType: "application/vnd.docker.container.image.v1+json", size: config.length, digest },
    layers: [],
  };
  for (const tag of tags) {
    const put = { method: "PUT", headers: { "Content-Type": mediaType }, body: JSON.stringify(manifest) };
    assert.equal((await fetch(`http://${host}/v2/${name}/manifests/${tag}`, put)).status, 201);
  }
}

suite("the tags of a real registry", { timeout: 60_000 }, () => {
  let registry: Registry;
  let closed: Registry;
  before(async () => {
    registry = await startRegistry({ isOpen: true });
    closed = await startRegistry();
    await push(registry.host, "shop/web", ["1.9", "1.10", "latest"]);
  });
  after(async () => {
    await registry.dispose();
    await closed.dispose();
  });

  test("are found", async () =>
    assert.deepEqual(
      (await new RegistryTags().of({ registry: registry.host, name: "shop/web" }, never()))?.toSorted(),
      ["1.10", "1.9", "latest"],
    ));

  test("are asked for once, even where the registry is gone afterwards", async () => {
    const other = await startRegistry({ isOpen: true });
    await push(other.host, "web", ["1"]);
    const tags = new RegistryTags();
    assert.deepEqual(await tags.of({ registry: other.host, name: "web" }, never()), ["1"]);
    await other.dispose();
    assert.deepEqual(await tags.of({ registry: other.host, name: "web" }, never()), ["1"]);
  });

  test("nothing, and no failure, where there is no such repository, a login is wanted or nobody answers", async () => {
    const tags = new RegistryTags();
    const nobody = `127.0.0.1:${await freePort()}`;
    for (const [host, name] of [
      [registry.host, "no/such"],
      [closed.host, "web"],
      [nobody, "web"],
    ] as const)
      assert.equal(await tags.of({ registry: host, name }, never()), null, host);
  });

  test("a question that nobody waits for any more is taken back", async () => {
    let isClosed = false;
    const slow = createServer((request) => request.once("close", () => (isClosed = true)));
    await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(slow.address() as AddressInfo).port}`; // It listens on a port.
    const turnedAway = new AbortController();
    const answer = new RegistryTags().of({ registry: host, name: "web" }, turnedAway.signal);
    setTimeout(() => turnedAway.abort(), 300);
    assert.equal(await answer, null);
    for (const until = Date.now() + 3000; !isClosed && Date.now() < until; )
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(isClosed);
    slow.closeAllConnections();
    slow.close();
  });

  test("are offered by the server where the setting says so, and only there", async () => {
    const settings: Record<string, unknown> = {};
    const editor = await Editor.start({ capabilities: { workspace: { configuration: true } }, settings });
    try {
      const text = `FROM ${registry.host}/shop/web:`;
      await editor.open("file:///shop/Dockerfile", "dockerfile", text);
      const at = { textDocument: { uri: "file:///shop/Dockerfile" }, position: { line: 0, character: text.length } };
      const labels = async () =>
        (await editor.request<CompletionList>("textDocument/completion", at)).items
          .toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))
          .map((it) => it.label.slice(text.length - "FROM ".length));
      assert.deepEqual(await labels(), []);
      settings["gantry.registry.tags"] = true;
      await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      assert.deepEqual(await labels(), ["latest", "1.10", "1.9"]);
    } finally {
      assert.equal(await editor.stop(), 0);
    }
  });
});
