import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { CommandContext } from "../../../client/src/commands/command.ts";
import { failureButtons } from "../../../client/src/commands/failure-buttons.ts";
import { nothingFits } from "../../../client/src/commands/nothing-fits.ts";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { container, storeState } from "../../support/engine-objects.ts";

const PORT = "Bind for 0.0.0.0:8080 failed: port is already allocated";

suite("what can be done about a failure", () => {
  const ports = [{ ip: "0.0.0.0", privatePort: 80, publicPort: 8080, protocol: "tcp" }];
  const state = storeState({ containers: [container({ name: "web", ports })] });
  const none = { known: [], currentId: null, opened: [], statusOf: () => null, isPinned: () => false };
  const context = { store: () => state, engines: none } as unknown as CommandContext; // It asks for no more.
  const labels = (error: unknown): string[] => failureButtons(context, error, () => undefined).map((it) => it.label);

  test("nobody answers: again", () => assert.deepEqual(labels(new EngineError("stopped", "")), ["Retry"]));
  test("no way to the registry: again", () => assert.deepEqual(labels(new EngineError("no-registry", "")), ["Retry"]));
  test("no room: make some", () =>
    assert.deepEqual(labels(new EngineError("disk", "")), ["Remove What Is Not Used..."]));
  test("a port that a container has: stop that", () =>
    assert.deepEqual(labels(new EngineError("conflict", PORT)), ["Stop 'web' and Retry"]));
  test("a port that something else has: nothing", () =>
    assert.deepEqual(labels(new EngineError("conflict", PORT.replace("8080", "8081"))), []));
  test("all else: nothing", () => {
    assert.deepEqual(labels(new EngineError("invalid", "no")), []);
    assert.deepEqual(labels(new Error("no")), []);
  });
});

test("where there is nothing to choose from, there is something to make or open", () => {
  const asked: string[] = [];
  const context = { execute: (id: string) => void asked.push(id) } as unknown as CommandContext; // It asks for no more.
  for (const kind of ["engine", "container", "image", "volume", "network", "dockerfile", "compose"] as const) {
    const { text, buttons } = nothingFits(context, kind);
    assert.ok(text.length < 80, text);
    assert.ok(buttons.length > 0, kind);
    for (const it of buttons) it.act();
  }
  assert.ok(asked.every((it) => /^(gantry|workbench)\./.test(it)));
});
