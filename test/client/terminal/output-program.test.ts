import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { outputTerminal } from "../../../client/src/terminal/output-program.ts";
import { Screen } from "../../support/screen.ts";

suite("the terminal of a task", () => {
  test("keeps what was written before it was shown", () => {
    const screen = new Screen();
    const output = outputTerminal(() => undefined);
    output.write("early ");
    output.program.start(screen, null);
    output.write("late");
    assert.equal(screen.text, "early late");
  });

  test("Ctrl-C interrupts the task, other keys do nothing until its end, then they close", () => {
    const screen = new Screen();
    let interrupts = 0;
    const output = outputTerminal(() => interrupts++);
    output.program.start(screen, null);
    output.program.input?.("\u0003");
    output.program.input?.("x");
    assert.equal(interrupts, 1);
    assert.equal(screen.closed, false);
    output.end();
    output.program.input?.("x");
    assert.equal(screen.closed, true);
  });

  test("the task may go on writing after the terminal was closed", () => {
    const screen = new Screen();
    const output = outputTerminal(() => undefined);
    output.program.start(screen, null);
    output.program.stop();
    output.write("more");
    assert.equal(screen.text, "");
  });
});
