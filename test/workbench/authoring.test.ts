/** Writing a Dockerfile with an engine at hand. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { BUSYBOX } from "../support/dockerd.ts";
import { ownEngine } from "../support/own-engine.ts";
import { scenario } from "../support/scenario.ts";
import type { Workbench } from "../support/workbench.ts";
import { makeWorkspace } from "../support/workspace.ts";

const DOCKERFILE = `ARG BASE=${BUSYBOX}
FROM ${BUSYBOX} AS base
WORKDIR   /srv
RUN apk add \\
zip \\
curl
RUN make && make install
FROM base
ENV HOME=/srv
COPY greeting.txt \${HOME}/
FROM 
`;

/** Lines that begin like something which is offered, or end in it; those that go on are indented by the editor. */
const TYPED = `# syntax=docker/dockerfile:1
ARG VERSION=1
FROM node:$\{VERSION} AS build
WORKDIR /app
COPY package.json ./
RUN npm ci
COPY . .
RUN apk add --no-cache curl && \\
    npm run build

SHELL ["/bin/bash", "-c"]
USER node
FROM nginx
COPY --from=build --chown=1000:1000 /app/dist /
HEALTHCHECK --interval=30s CMD curl -f http://localhost/ || exit 1
RUN <<EOF
set -e
EOF
STOPSIGNAL SIGTERM
`;

suite("writing a Dockerfile", () => {
  const { folder, write } = makeWorkspace();
  write("writing/Dockerfile", DOCKERFILE);
  write("spanish/Dockerfile", DOCKERFILE);
  write("writing/greeting.txt", "Hello\n");
  write("writing/.dockerignore", "*.log\n.git\n");
  write("typed/Dockerfile", "");
  for (const path of ["package.json", ".env", ".dockerignore", "src/index.js"]) write(`typed/${path}`, "");
  const own = ownEngine(folder);
  const inWindow = (): Workbench => own().window;

  scenario("what is typed stays as it was typed, whatever is offered", inWindow, async (it) => {
    await it.openFile("typed/Dockerfile");
    await it.goTo(1);
    for (const line of TYPED.trimEnd().split("\n")) {
      await it.page.keyboard.type(line.trimStart(), { delay: 50 });
      await it.page.waitForTimeout(300); // What is offered for the end of the line is there.
      await it.page.keyboard.press("Enter");
    }
    // What is on the disk: the editor shows inlay hints among it.
    await it.page.keyboard.press("Control+s");
    const saved = await it.eventually(
      async () => readFileSync(join(folder, "typed/Dockerfile"), "utf8") || null,
      "the file is saved",
    );
    assert.equal(saved.trimEnd(), TYPED.trimEnd());
  });

  scenario("completion offers the images of the engine", inWindow, async (it) => {
    await it.openFile("writing/Dockerfile");
    await it.goTo(11, 6);
    const suggestion = it.page.locator(".suggest-widget.visible .monaco-list-row", { hasText: BUSYBOX });
    // The engine is connected to at the first question.
    await it.eventually(async () => {
      await it.page.keyboard.press("Escape");
      await it.page.keyboard.press("Control+Space");
      return suggestion
        .first()
        .waitFor({ timeout: 2000 })
        .then(
          () => true,
          () => null,
        );
    }, "the engine's image is offered");
  });

  scenario("hovering an image says what the engine has", inWindow, async (it) => {
    await it.page.keyboard.press("Escape");
    await it.goTo(2, 8);
    assert.match(await it.hoverAtCursor(/linux\//), /MB|kB/);
  });

  scenario("hovering a source says what is copied", inWindow, async (it) => {
    await it.page.keyboard.press("Escape");
    await it.goTo(10, 8);
    await it.hoverAtCursor(/1 file, 6 B/);
  });

  scenario("the refactor menu offers what can be written otherwise", inWindow, async (it) => {
    await it.page.keyboard.press("Escape");
    await it.goTo(7, 8);
    await it.page.keyboard.press("Control+Shift+R");
    await it.page.locator(".action-widget .monaco-list-row", { hasText: "Write as a heredoc" }).first().waitFor();
  });

  scenario("formatting indents what goes on", inWindow, async (it) => {
    await it.page.keyboard.press("Escape");
    await it.command("Format Document");
    await it.eventually(
      async () => (/^WORKDIR \/srv$/m.test(await it.text()) && /^ +zip/m.test(await it.text()) ? true : null),
      "the file is formatted",
    );
  });

  scenario("a .dockerignore marks what matches nothing", inWindow, async (it) => {
    await it.openFile("writing/.dockerignore");
    await it.goTo(1, 2);
    await it.hoverAtCursor(/0|nothing/);
  });

  test("in Spanish and in a light theme", async () => {
    const spanish = await own().editor.open(folder, { theme: "light", language: "es" });
    await spanish.openFile("spanish/Dockerfile");
    await spanish.goTo(11, 6);
    await spanish.page.keyboard.press("Control+Space");
    await spanish.page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
    await spanish.screenshot("authoring-completion-spanish-light");
    await spanish.page.keyboard.press("Escape");
    await spanish.goTo(2, 8);
    // An engine that is slow to answer is not waited for: it is there at the next hover.
    await spanish.eventually(async () => {
      await spanish.page.keyboard.press("Escape");
      return spanish.hoverAtCursor(/Plataforma/, 5000).catch(() => null);
    }, "the image is explained in Spanish");
    await spanish.screenshot("authoring-hover-spanish-light");
    await spanish.page.keyboard.press("Escape");
    await spanish.goTo(7, 8);
    await spanish.page.keyboard.press("Control+Shift+R");
    await spanish.page
      .locator(".action-widget .monaco-list-row", { hasText: "Escribir como heredoc" })
      .first()
      .waitFor();
    await spanish.screenshot("authoring-refactor-spanish-light");
  });
});
