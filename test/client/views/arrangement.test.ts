import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Arrangements, EVERYTHING } from "../../../client/src/views/arrangement.ts";

const remembering = (remembered: Record<string, string> = {}) =>
  new Arrangements({
    get: (key) => remembered[key] ?? null,
    set: (key, value) => {
      remembered[key] = value;
    },
  });

suite("how a view is arranged", () => {
  test("by project and with every row at first", () => {
    assert.deepEqual(remembering().of("containers"), EVERYTHING);
  });

  test("is remembered for each view, and told", () => {
    const remembered = {};
    const arrangements = remembering(remembered);
    const told: string[] = [];
    arrangements.onDidChange((view) => told.push(view));
    arrangements.change("containers", { groupBy: "state" });
    arrangements.change("containers", { onlyRunning: true });
    arrangements.change("images", { text: "web" });
    const later = remembering(remembered);
    assert.deepEqual(later.of("containers"), { ...EVERYTHING, groupBy: "state", onlyRunning: true });
    assert.equal(later.of("images").text, "web");
    assert.deepEqual(told, ["containers", "containers", "images"]);
  });

  test("what was remembered by another version is read as far as it is understood", () => {
    assert.equal(remembering({ "arrangement.containers": "{" }).of("containers").groupBy, "project");
    const read = remembering({ "arrangement.containers": '{"groupBy":"moon","text":"a"}' }).of("containers");
    assert.deepEqual(read, { ...EVERYTHING, text: "a" });
  });
});
