import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { nearest } from "../../../server/src/text/nearest.ts";

suite("what was meant", () => {
  const words = ["SHELL", "HEALTHCHECK", "RUN", "COPY", "CMD", "environment", "env_file"];
  const cases: Record<string, string | null> = {
    RUM: "RUN",
    CPOY: "COPY",
    HEAL: "HEALTHCHECK",
    enviroment: "environment",
    envi: "environment",
    env: null,
    XYZ: null,
  };
  for (const [word, meant] of Object.entries(cases)) test(word, () => assert.equal(nearest(word, words), meant));
});
