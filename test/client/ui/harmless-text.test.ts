import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { linkless, replacedIn } from "../../../client/src/ui/harmless-text.ts";

suite("names that VS Code would make more of than text", () => {
  test("do not become links that run a command", () => {
    const name = "[free disk](command:workbench.action.terminal.new)";
    assert.doesNotMatch(linkless(`The value of ${name} or ${name}`), /\]\(/);
    assert.equal(linkless("web [2] (old)"), "web [2] (old)");
  });

  test("are told before a task puts something in for them, wherever they stand", () => {
    const run = { args: ["-f", "/shop/compose.yaml"], cwd: "/shop", env: { DOCKER_HOST: "unix:///run/docker.sock" } };
    assert.equal(replacedIn(run), null);
    assert.equal(replacedIn({ ...run, cwd: "/shop/${env:HOME}" }), "/shop/${env:HOME}");
    assert.equal(replacedIn({ ...run, args: ["up", "${command:x}"] }), "${command:x}");
    assert.equal(replacedIn({ ...run, env: { DOCKER_HOST: "tcp://${command:x}" } }), "tcp://${command:x}");
  });
});
