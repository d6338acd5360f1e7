/** What the light bulb and the refactor menu offer, chosen one after the other as a user does. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { scenario } from "../support/scenario.ts";
import { type Editor, startEditor, type Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

const BEFORE = `FROM alpine:3.22 AS tools
WORKDIR /srv
ENV MODE production
ADD app.sh /srv/
RUN apk add --no-cache \\
    zip \\
    curl
RUN make && make install
RUN echo a
RUN echo b
USER app
RUN sudo id
FROM alpine
COPY . /app
RUN echo c
run echo d
CMD node index.js
`;

/** From the end of the file to its start, so that what is chosen first moves nothing that comes later. */
const CHOSEN = [
  ["fix", 17, 6, "Write as a JSON array"],
  ["fix", 16, 2, "Change to `RUN`"],
  ["refactoring", 15, 2, "Make what is above a stage of its own"],
  ["fix", 14, 6, "Create `.dockerignore` with `.git` in it"],
  ["fix", 13, 8, "Change to `alpine:3.22`, as in this file"],
  ["fix", 12, 6, "Ignore `no-sudo` here"],
  ["refactoring", 9, 2, "Combine with the next `RUN`"],
  ["refactoring", 8, 2, "Write as a heredoc"],
  ["refactoring", 5, 6, "Sort the packages"],
  ["fix", 4, 2, "Change to `COPY`"],
  ["fix", 3, 6, "Write with `=`"],
] as const;

const AFTER = `FROM alpine:3.22 AS tools
WORKDIR /srv
ENV MODE=production
COPY app.sh /srv/
RUN apk add --no-cache \\
    curl \\
    zip
RUN <<EOF
set -e
make
make install
EOF
RUN echo a && \\
    echo b
USER app
# hadolint ignore=DL3004
RUN sudo id
FROM alpine:3.22 AS base
COPY . /app

FROM base
RUN echo c
RUN echo d
CMD ["node", "index.js"]
`;

const TO_FIX = `FROM alpine:3.22
RUN apt update
RUN sudo make
CMD node index.js
`;

suite("fixing a Dockerfile", () => {
  const { folder, write } = makeWorkspace();
  write("one/Dockerfile", BEFORE);
  write("one/.git/HEAD", "");
  write("one/app.sh", "");
  write("all/Dockerfile", TO_FIX);
  write("spanish/Dockerfile", TO_FIX);
  write("all/.hadolint.yaml", "# ours\nignored:\n  - DL3006\n");
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    editor = await startEditor({ env: { DOCKER_HOST: `unix://${folder}/no-engine.sock` } });
    window = await editor.open(folder);
  });
  after(() => editor?.close());
  const inWindow = (): Workbench => window;
  const saved = (path: string): string => readFileSync(join(folder, path), "utf8");

  scenario("each kind of fix and refactoring, chosen at its place", inWindow, async (it) => {
    await it.openFile("one/Dockerfile");
    for (const [kind, line, column, title] of CHOSEN) await choose(it, kind, line, column, title);
    await saves(it, "one/Dockerfile", AFTER);
    await it.eventually(
      async () => (saved("one/.dockerignore") === ".git\n" ? true : null),
      "the ignore file is saved",
    );
    assert.equal(await it.notification(/./).count(), 0, "nothing has failed on the way");
  });

  scenario("ignored in a configuration that is there, and all that is safe fixed", inWindow, async (it) => {
    await it.openFile("all/Dockerfile");
    await choose(it, "fix", 3, 6, "Ignore `no-sudo` in .hadolint.yaml");
    const ignored = "# ours\nignored:\n  - DL3006\n  - DL3004\n";
    await it.eventually(
      async () => (saved("all/.hadolint.yaml") === ignored ? true : null),
      "the configuration is saved",
    );
    await it.openFile("all/Dockerfile");
    await it.goTo(1);
    await it.eventually(async () => {
      await it.command("Fix All");
      const all = it.page.locator(".action-widget .monaco-list-row", { hasText: "Fix all that is safe" });
      return all.click({ timeout: 3000 }).then(
        () => true,
        async () => ((await it.text()).includes("apt-get") ? true : null),
      );
    }, "all is fixed");
    await saves(
      it,
      "all/Dockerfile",
      TO_FIX.replace("apt update", "apt-get update").replace("node index.js", '["node", "index.js"]'),
    );
  });

  test("in Spanish", async () => {
    const spanish = await editor.open(folder, { theme: "light", language: "es" });
    await spanish.openFile("spanish/Dockerfile");
    await offered(spanish, "fix", 3, 6, "Quitar `sudo`");
    await spanish.screenshot("fixes-spanish-light");
    assert.ok((await listed(spanish)).some((it) => it.startsWith("Ignorar `no-sudo`")));
  });

  async function saves(it: Workbench, path: string, text: string): Promise<void> {
    // The key may come before the last change is there.
    await it
      .eventually(async () => {
        await it.page.keyboard.press("Control+S");
        await it.page.waitForTimeout(300);
        return saved(path) === text ? true : null;
      }, `${path} is as it should be`)
      .catch(() => undefined);
    assert.equal(saved(path), text);
  }
});

suite("fixes that change other files, where the workspace is not trusted", () => {
  const { folder, write } = makeWorkspace();
  for (const name of ["twice", "unsaved", "gone"])
    write(`${name}/Dockerfile`, "FROM alpine:3.22\nRUN sudo id\nCOPY . /app\n");
  write("twice/.git/HEAD", "");
  write("unsaved/.hadolint.yaml", "ignored:\n  - DL3006\n");
  let editor: Editor;
  let window: Workbench;
  before(async () => {
    editor = await startEditor({ trusted: false, env: { DOCKER_HOST: `unix://${folder}/no-engine.sock` } });
    window = await editor.open(folder);
  });
  after(() => editor?.close());
  const inWindow = (): Workbench => window;
  const text = (path: string): string => readFileSync(join(folder, path), "utf8");

  scenario("a double click makes a file once", inWindow, async (it) => {
    await it.openFile("twice/Dockerfile");
    await (await offered(it, "fix", 3, 6, "Create `.dockerignore` with `.git` in it")).dblclick();
    await it.eventually(async () => existsSync(join(folder, "twice/.dockerignore")) || null, "the file is made");
    // What comes next is made after all of the first.
    await choose(it, "fix", 2, 6, "Ignore `no-sudo` in .hadolint.yaml");
    await it.eventually(async () => existsSync(join(folder, "twice/.hadolint.yaml")) || null, "so is the next");
    assert.equal(text("twice/.dockerignore"), ".git\n");
    assert.equal(await it.notification(/./).count(), 0);
  });

  scenario("what is not saved yet is not written over", inWindow, async (it) => {
    await it.openFile("unsaved/.hadolint.yaml");
    await it.goTo(1);
    await it.page.keyboard.type("# mine ");
    await it.openFile("unsaved/Dockerfile");
    await choose(it, "fix", 2, 6, "Ignore `no-sudo` in .hadolint.yaml");
    const refusal = it.notification(/Not changed: .*unsaved\/\.hadolint\.yaml has changes that are not saved/);
    await refusal.waitFor();
    await it.screenshot("fixes-refused");
    await refusal.getByText("Open the file").click();
    await it.eventually(async () => (await it.text()).startsWith("# mine ignored:") || null, "it is opened as it was");
    assert.equal(text("unsaved/.hadolint.yaml"), "ignored:\n  - DL3006\n");
  });

  scenario("nothing is offered that would be written into a folder that is gone", inWindow, async (it) => {
    await it.openFile("gone/Dockerfile");
    rmSync(join(folder, "gone"), { recursive: true });
    await offered(it, "fix", 2, 6, "Ignore `no-sudo` here");
    assert.ok(!(await listed(it)).some((row) => row.includes(".hadolint.yaml")));
    await it.page.keyboard.press("Escape");
  });
});

const KEYS = { fix: "Control+.", refactoring: "Control+Shift+R" } as const;
const rows = (it: Workbench) => it.page.locator(".action-widget .monaco-list-row");
const listed = async (it: Workbench): Promise<string[]> => rows(it).allTextContents();

/** Opens the list; what is found anew meanwhile closes it again. */
async function offered(it: Workbench, kind: keyof typeof KEYS, line: number, column: number, title: string) {
  await it.goTo(line, column);
  const row = rows(it).filter({ hasText: title }).first();
  await it.eventually(async () => {
    await it.page.keyboard.press(KEYS[kind]);
    return row.waitFor({ timeout: 3000 }).then(
      () => true,
      async () => {
        await it.page.keyboard.press("Escape");
        return null;
      },
    );
  }, `"${title}" is offered`);
  return row;
}

async function choose(it: Workbench, kind: keyof typeof KEYS, line: number, column: number, title: string) {
  const row = await offered(it, kind, line, column, title);
  await row.click();
  await row.waitFor({ state: "hidden" });
}
