import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Container } from "../../../client/src/engine/api/containers.ts";
import { EVERYTHING, type Grouping } from "../../../client/src/views/arrangement.ts";
import { arranged } from "../../../client/src/views/children.ts";
import { differences, indexed } from "../../../client/src/views/rows.ts";
import { container, storeState } from "../../support/engine-objects.ts";

const SHOP = { "com.docker.compose.project": "shop" };
const web = container({ name: "web", labels: SHOP });
const db = container({ name: "db", labels: SHOP });
const alone = container({ name: "alone" });

const rowsOf = (containers: readonly Container[], groupBy: Grouping = "project") =>
  indexed(arranged("containers", storeState({ containers: [...containers] }), { ...EVERYTHING, groupBy }));
const changed = (before: readonly Container[], now: readonly Container[], groupBy?: Grouping) =>
  differences(rowsOf(before, groupBy), rowsOf(now, groupBy));
const id = (it: string): string => `unix:///e.sock/containers/${it}`;

suite("what is shown anew", () => {
  test("nothing when nothing changed", () => {
    assert.deepEqual(changed([web, db, alone], [web, db, alone]), []);
  });

  test("one row when one container changed", () => {
    assert.deepEqual(changed([web, alone], [web, { ...alone, state: "exited" }]), [id("alone-id")]);
  });

  test("the group too when its count changed", () => {
    assert.deepEqual(changed([web, db], [{ ...web, state: "exited" }, db]), [id("project:shop"), id("web-id")]);
  });

  test("the group alone when it got another row", () => {
    assert.deepEqual(changed([web, alone], [web, db, alone]), [id("project:shop")]);
  });

  test("everything when the rows at the top changed", () => {
    assert.equal(changed([web], [web, alone]), "all");
    assert.equal(changed([web, alone], [alone]), "all");
  });

  test("everything when a row went to another group", () => {
    const stopped = container({ name: "stopped", state: "exited" });
    const before = [web, db, stopped];
    assert.equal(changed(before, [{ ...web, state: "exited" }, db, stopped], "state"), "all");
  });
});

test("a row of a group knows its group, and the group its rows", () => {
  const rows = rowsOf([web, db, alone]);
  assert.deepEqual(rows.top, [id("project:shop"), id("alone-id")]);
  assert.deepEqual(rows.children.get(id("project:shop")), [id("db-id"), id("web-id")]);
  assert.equal(rows.parents.get(id("db-id")), id("project:shop"));
  assert.equal(rows.parents.get(id("alone-id")), undefined);
});
