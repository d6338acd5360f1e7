import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { failedLine } from "../../../client/src/build/failed-line.ts";

const CHAIN = "RUN apk update \\\n && apk add curl \\\n && nope --now";
const HERE = "RUN <<EOF\necho one\nnope\necho two\nEOF";

suite("the line of a RUN that failed", () => {
  const told: Record<string, [text: string, output: string[], line: number | null]> = {
    "a command that is not there": [CHAIN, ["/bin/sh: nope: not found"], 2],
    "as dash says it": [CHAIN, ["/bin/sh: 1: nope: not found"], 2],
    "as bash says it": [CHAIN, ["bash: line 1: nope: command not found"], 2],
    "the last command that the shell traced": [
      "RUN set -ex \\\n && make all \\\n && make check",
      ["+ make all", "+ make check", "boom"],
      2,
    ],
    "the shell's own count in a here-document": [HERE, ["/bin/sh: line 2: nope: not found"], 2],
    "not by a count where lines are joined": [CHAIN, ["/bin/sh: line 1: syntax error"], null],
    "not in the input of another program": ["RUN python3 <<EOF\nx\ny\nEOF", ["sh: line 2: no"], null],
    "not where it stands twice": ["RUN nope a \\\n && nope b", ["sh: nope: not found"], null],
    "not by a trace that nobody asked for": ["RUN make a \\\n && make b", ["+ make b"], null],
    "not in a single line": ["RUN nope", ["sh: nope: not found"], null],
    "not without output": [CHAIN, [], null],
  };
  for (const [name, [text, output, line]] of Object.entries(told))
    test(name, () => assert.equal(failedLine(text, output), line));
});
