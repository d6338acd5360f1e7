import assert from "node:assert/strict";
import { test } from "node:test";
import { rewrites } from "../../../server/src/compose/actions.ts";
import { spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { compose } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

/** The text after the rewrite that is offered at the cursor; null when there is none. */
function rewritten(marked: string): string | null {
  const { text, offset } = cursor(marked);
  const file = compose(text);
  const [action] = rewrites(file, { start: offset, end: offset });
  const edits = Object.values(action?.edit?.changes ?? {}).flat();
  if (edits.length === 0) return null;
  return applyEdits(
    text,
    edits.map((it) => ({ span: spanOf(file.document, it.range), newText: it.newText })),
  );
}

const service = (lines: string): string => `services:\n  a:\n    image: x\n${lines}`;

for (const [name, before, after] of [
  [
    "a port",
    '    ports:\n      - "127.0.0.1:80<|>80:80/udp"\n      - 90\n',
    '    ports:\n      - target: 80\n        published: "8080"\n        host_ip: "127.0.0.1"\n        protocol: udp\n      - 90\n',
  ],
  ["a port alone", "    ports:\n      - 8<|>0\n", "    ports:\n      - target: 80\n"],
  [
    "a mounted folder",
    "    volumes:\n    - ./a<|>:/b:ro\n",
    "    volumes:\n    - type: bind\n      source: ./a\n      target: /b\n      read_only: true\n      bind:\n        create_host_path: true\n",
  ],
  [
    "a volume",
    "    volumes:\n      - data<|>:/b\n",
    "    volumes:\n      - type: volume\n        source: data\n        target: /b\n",
  ],
  ["a build", "    build: ./a<|>pp\n    init: true\n", "    build:\n      context: ./app\n    init: true\n"],
  [
    "dependencies",
    "    depends_on:\n    - b<|>\n    - c\n    init: true\n",
    "    depends_on:\n      b:\n        condition: service_started\n      c:\n        condition: service_started\n    init: true\n",
  ],
] as const) {
  test(`writes ${name} in the long syntax`, () => {
    const result = rewritten(service(before));
    assert.equal(result, service(after));
    assert.deepEqual(compose(result ?? "").problems, []);
  });
}

test("leaves alone what has no long syntax, what has variables, and flow style", () => {
  for (const line of [
    '    ports:\n      - "80<|>-90:80-90"\n',
    "    ports:\n      - ${P}<|>:80\n",
    "    volumes:\n      - data:/b<|>:z\n",
    "    ports: [80<|>]\n",
    "    image: x<|>\n",
    "    depends_on:\n      - b<|> # why\n      - c\n",
  ]) {
    assert.equal(rewritten(service(line)), null, line);
  }
  assert.deepEqual(rewrites(compose(""), { start: 0, end: 0 }), []);
});
