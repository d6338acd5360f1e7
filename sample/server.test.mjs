import assert from "node:assert/strict";
import { test } from "node:test";
import { answer } from "./server.mjs";

test("is healthy", () => assert.equal(answer("/health").status, 200));
test("does not know other pages", () => assert.equal(answer("/nowhere").status, 404));
