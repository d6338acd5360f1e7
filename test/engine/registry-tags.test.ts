/** Tags of a real registry on loopback. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, suite, test } from "node:test";
import type { CompletionList } from "vscode-languageserver-protocol";
import { RegistryTags } from "../../server/src/images/registry-tags.ts";
import { Editor } from "../support/lsp.ts";
import { freePort, REGISTRY_PASSWORD, REGISTRY_USER, type Registry, startRegistry } from "../support/registry.ts";

const never = (): AbortSignal => new AbortController().signal;

/** An image without layers is enough to have tags. */
async function push(host: string, name: string, tags: readonly string[], login: HeadersInit = {}): Promise<void> {
  const config = "{}";
  const digest = `sha256:${createHash("sha256").update(config).digest("hex")}`;
  const upload = await fetch(`http://${host}/v2/${name}/blobs/uploads/`, { method: "POST", headers: login });
  const location = new URL(upload.headers.get("location") ?? "", `http://${host}`);
  location.searchParams.set("digest", digest);
  const headers = { ...login, "Content-Type": "application/octet-stream" };
  await fetch(location, { method: "PUT", headers, body: config });
  const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: { mediaType: "application/vnd.docker.container.image.v1+json", size: config.length, digest },
    layers: [],
  };
  for (const tag of tags) {
    const put = { method: "PUT", headers: { ...login, "Content-Type": mediaType }, body: JSON.stringify(manifest) };
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

  const joe = { username: REGISTRY_USER, password: REGISTRY_PASSWORD };
  const basic = `Basic ${Buffer.from(`${joe.username}:${joe.password}`).toString("base64")}`;

  test("are found with the user's login where the registry wants one, and only there", async () => {
    await push(closed.host, "team/base", ["2"], { Authorization: basic });
    const asked: string[] = [];
    const tags = new RegistryTags(async (reference) => {
      asked.push(reference);
      return reference.endsWith("/base") ? joe : { ...joe, password: "wrong" };
    });
    assert.deepEqual(await tags.of({ registry: closed.host, name: "team/base" }, never()), ["2"]);
    assert.equal(await tags.of({ registry: closed.host, name: "team/other" }, never()), null);
    assert.ok(await tags.of({ registry: registry.host, name: "shop/web" }, never()));
    assert.deepEqual(asked, [`${closed.host}/team/base`, `${closed.host}/team/other`]);
  });

  test("are found by a token: that of anybody, or that of the user where anybody gets none that is good", async () => {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://registry");
      const isJoe = request.headers.authorization === basic;
      if (url.pathname === "/token") {
        const scope = url.searchParams.get("scope") ?? "";
        response.end(JSON.stringify({ token: scope.includes("public") || isJoe ? `good ${scope}` : "bad" }));
        return;
      }
      const scope = `repository:${url.pathname.split("/")[2]}:pull`;
      if (request.headers.authorization === `Bearer good ${scope}`)
        response.end(JSON.stringify({ tags: ["1", "-no"] }));
      else {
        const realm = `http://${request.headers.host}/token`;
        const challenge = `Bearer realm="${realm}",service="s",scope="${scope}"`;
        response.writeHead(401, { "WWW-Authenticate": challenge }).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port.
    const asked: string[] = [];
    const tags = new RegistryTags(async (reference) => {
      asked.push(reference);
      return joe;
    });
    assert.deepEqual(await tags.of({ registry: host, name: "public" }, never()), ["1"]);
    assert.deepEqual(asked, []);
    assert.deepEqual(await tags.of({ registry: host, name: "private" }, never()), ["1"]);
    assert.equal(await new RegistryTags().of({ registry: host, name: "private" }, never()), null);
    server.closeAllConnections();
    server.close();
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
