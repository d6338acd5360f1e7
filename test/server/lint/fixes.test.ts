/** What the first fix of a rule makes of a file, where its two examples do not say it; without an `after` it is left alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fixesOf } from "../../../server/src/lint/rule.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { fixed, lint, only } from "../../support/lint.ts";

const FIXES: Readonly<Record<string, readonly [id: string, before: string, after?: string]>> = {
  "cd, behind a continued line": [
    "cd-instead-of-workdir",
    "FROM a:1\nRUN --mount=type=ssh cd /b && \\\n    make\n",
    "FROM a:1\nWORKDIR /b\nRUN --mount=type=ssh make\n",
  ],
  "cd, before something else than a chain": ["cd-instead-of-workdir", "FROM a:1\nRUN cd /b || make\n"],
  "the lists of apt, that an install below lives on": [
    "apt-lists-left",
    "FROM a:1\nRUN apt-get update && apt-get install -y b\nRUN apt-get install -y c\n",
  ],
  "the lists of apt, behind a comment of the shell": [
    "apt-lists-left",
    "FROM a:1\nRUN apt-get update && apt-get install -y b 2>&1 # for c\n",
    "FROM a:1\nRUN apt-get update && apt-get install -y b 2>&1 && rm -rf /var/lib/apt/lists/* # for c\n",
  ],
  "a RUN with a comment of the shell swallows what is joined to it": [
    "consecutive-runs",
    "FROM a:1\nRUN b # c\nRUN d\n",
  ],
  "RUNs of PowerShell, which may have no such operator": [
    "consecutive-runs",
    'FROM a:1\nSHELL ["powershell", "-Command"]\nRUN b\nRUN d\n',
  ],
  "a RUN that ends in a semicolon": ["consecutive-runs", "FROM a:1\nRUN b;\nRUN d\n"],
  "a value in quotes, with more behind": [
    "legacy-key-value",
    'ENV A "b" c\nENV D \'$E\' f\nENV G "h"i\n',
    'ENV A="b c"\nENV D="\\$E f"\nENV G="h"i\n',
  ],
  "a value with escapes": [
    "legacy-key-value",
    'LABEL a \\"b\\" \\c it\\\'s \\\\\nENV D e\\ f\n',
    'LABEL a="\\"b\\" c it\'s \\\\"\nENV D=e\\ f\n',
  ],
  "a value with quotes in braces, or one that is open: left alone": [
    "legacy-key-value",
    'ENV A ${B:-"c d"} e\nENV F "g h\n',
  ],
  "a comment of several signs": [
    "definition-description",
    "## the base\nFROM a:1 AS base\n",
    "# base the base\nFROM a:1 AS base\n",
  ],
  "sudo in an array, or with options of its own: nothing that is safe": [
    "no-sudo",
    'FROM a:1\nRUN ["sudo", "id"]\nRUN sudo -u b id\nRUN sudo id\n',
    'FROM a:1\nRUN ["sudo", "id"]\nRUN sudo -u b id\nRUN id\n',
  ],
  "a second stage of a name, with all that means it": [
    "duplicate-stage-name",
    "FROM a:1 AS x\nFROM x AS X\nFROM X\nCOPY --from=x b c\n",
    "FROM a:1 AS x\nFROM x AS X-2\nFROM X-2\nCOPY --from=X-2 b c\n",
  ],
  "a third stage of a name keeps what means it": [
    "stage-name-case",
    "FROM a:1 AS x\nFROM b:1 AS X\nFROM X AS x\nCOPY --from=x d e\n",
    "FROM a:1 AS x\nFROM b:1 AS x\nFROM x AS x\nCOPY --from=x d e\n",
  ],
  "a stage called scratch, but not the empty image": [
    "reserved-stage-name",
    "FROM a:1 AS scratch\nFROM scratch\nCOPY --from=scratch b c\n",
    "FROM a:1 AS scratch-stage\nFROM scratch\nCOPY --from=scratch-stage b c\n",
  ],
  "a key of a label": ["invalid-label-key", "LABEL _My--Key!=1\n", "LABEL my-key=1\n"],
  "a word of another tongue": [
    "invalid-mount",
    "FROM a:1\nRUN --mount=target=/b,ro=yes,mode=1 c\n",
    "FROM a:1\nRUN --mount=target=/b,ro=true c\n",
  ],
  "a second mount key": [
    "duplicate-mount-key",
    "FROM a:1\nRUN --mount=target=/b,type=cache,dst=/c d\n",
    "FROM a:1\nRUN --mount=type=cache,dst=/c d\n",
  ],
  "a secret, mounted where it is used": [
    "secret-in-arg-or-env",
    "FROM a:1\nARG B_TOKEN\nRUN c $B_TOKEN\nRUN d\nRUN e ${B_TOKEN}\n",
    "FROM a:1\nRUN --mount=type=secret,id=B_TOKEN,env=B_TOKEN c $B_TOKEN\nRUN d\nRUN --mount=type=secret,id=B_TOKEN,env=B_TOKEN e ${B_TOKEN}\n",
  ],
  "a secret that something else uses": [
    "secret-in-arg-or-env",
    "FROM a:1\nARG B_TOKEN\nRUN c $B_TOKEN\nLABEL d=$B_TOKEN\n",
  ],
  "lists that a later install needs": [
    "apt-lists-left",
    "FROM a:1\nRUN apt-get update && apt-get install -y b\nRUN apt-get install -y c\nRUN apt-get update && apt-get install -y d\n",
    "FROM a:1\nRUN apt-get update && apt-get install -y b\nRUN apt-get install -y c\nRUN apt-get update && apt-get install -y d && rm -rf /var/lib/apt/lists/*\n",
  ],
  "lists that are there for a script": ["apt-lists-left", "FROM a:1\nRUN apt-get update\nRUN ./install.sh\n"],
  "an update above the install": [
    "update-alone",
    "FROM a:1\nRUN apt-get update\nRUN apt-get install -y b\n",
    "FROM a:1\nRUN apt-get update \\\n    && apt-get install -y b\n",
  ],
  "an update above something else": ["update-alone", "FROM a:1\nRUN apt-get update\nRUN b\n"],
  "an archive that is unpacked where it is worked": [
    "archive-copied-to-extract",
    "FROM a:1\nCOPY b.tgz /tmp/\nRUN tar -xzf /tmp/b.tgz\nRUN c\n",
    "FROM a:1\nADD b.tgz ./\nRUN c\n",
  ],
  "an archive that is unpacked in a way of its own": [
    "archive-copied-to-extract",
    "FROM a:1\nCOPY b.tgz /tmp/\nRUN tar -xzf /tmp/b.tgz --strip-components=1\n",
  ],
  "a folder inside those above, also of another stage": [
    "relative-workdir-later",
    "FROM a:1 AS b\nENV C=/c\nWORKDIR ${C}/\nWORKDIR ../d\nFROM b\nWORKDIR './e'\nWORKDIR f-${F}\n",
    "FROM a:1 AS b\nENV C=/c\nWORKDIR ${C}/\nWORKDIR /d\nFROM b\nWORKDIR '/d/e'\nWORKDIR /d/e/f-${F}\n",
  ],
  "a folder inside one that only the build knows": [
    "relative-workdir-later",
    "FROM a:1\nARG B=/b\nWORKDIR $B\nWORKDIR c\nWORKDIR /d\nWORKDIR ${E}/../f\nWORKDIR g\n",
  ],
  "an image in capitals": ["invalid-image-reference", "FROM Acme/Shop:V1\n", "FROM acme/shop:V1\n"],
  "an image written as in npm": ["invalid-image-reference", "FROM node@22\n", "FROM node:22\n"],
  "an image from a browser": ["invalid-image-reference", "FROM https://a.example/b\n", "FROM a.example/b\n"],
  "an image with two tags": ["invalid-image-reference", "FROM a:1:2\n"],
  "a stage that cannot be called so, with all that means it": [
    "invalid-stage-name",
    "FROM a:1 AS Try+2\nFROM b:1\nCOPY --from=Try+2 c d\n",
    "FROM a:1 AS try-2\nFROM b:1\nCOPY --from=try-2 c d\n",
  ],
  "a stage whose better name is taken": ["invalid-stage-name", "FROM a:1 AS stage-2nd\nFROM b:1 AS 2nd\n"],
  "a number of tries that is none": [
    "invalid-retries",
    "FROM a:1\nHEALTHCHECK --retries=0 --interval=5s CMD b\n",
    "FROM a:1\nHEALTHCHECK --interval=5s CMD b\n",
  ],
  "a value with blanks": ["missing-equals", "FROM a:1\nENV B=c d e F=g\n", 'FROM a:1\nENV B="c d e" F=g\n'],
  "a value with blanks and quotes": ["missing-equals", 'FROM a:1\nENV B=c "d"\n'],
  "a trigger of a trigger": ["onbuild-trigger", "FROM a:1\nONBUILD  ONBUILD RUN b\n", "FROM a:1\nONBUILD  RUN b\n"],
  "a heredoc with its end among blanks": [
    "unterminated-heredoc",
    "FROM a:1\nRUN <<E\nb\n  E\nRUN c\n",
    "FROM a:1\nRUN <<E\nb\nE\nRUN c\n",
  ],
  "a heredoc without an end": ["unterminated-heredoc", "FROM a:1\nRUN <<E\nb", "FROM a:1\nRUN <<E\nb\nE\n"],
  "a quote that is never closed": ["unclosed-quote", 'FROM a:1\nENV B="c d\n', 'FROM a:1\nENV B="c d"\n'],
  "quotes around name and value": ["unclosed-quote", 'FROM a:1\nLABEL "b=c d"\n', 'FROM a:1\nLABEL b="c d"\n'],
  "a quote in one of several words": ["unclosed-quote", 'FROM a:1\nCOPY "b c /d\n', 'FROM a:1\nCOPY "b" c /d\n'],
  "a brace that is never closed": ["unsupported-modifier", "FROM a:1\nUSER ${B\n", "FROM a:1\nUSER ${B}\n"],
  "a shell by a link of its own": [
    "shell-by-link",
    "FROM a:1\nRUN ln -snf /bin/bash /bin/sh\n",
    'FROM a:1\nSHELL ["/bin/bash", "-c"]\n',
  ],
  "a shell by a link among other things": ["shell-by-link", "FROM a:1\nRUN b && ln -s /bin/bash /bin/sh\n"],
  "a download that trusts everybody": [
    "verification-off",
    "FROM a:1\nRUN curl \\\n    -k https://b.example\nRUN curl -fsSLk https://b.example\n",
    "FROM a:1\nRUN curl https://b.example\nRUN curl -fsSLk https://b.example\n",
  ],
  "ports with commas": ["invalid-expose-port", "FROM a:1\nEXPOSE 80,443/tcp\n", "FROM a:1\nEXPOSE 80 443/tcp\n"],
  "a range that runs backwards": [
    "invalid-expose-port",
    "FROM a:1\nEXPOSE 90-80/udp\n",
    "FROM a:1\nEXPOSE 80-90/udp\n",
  ],
  "a variable that no ARG declares": ["undefined-arg-in-from", "# b\nFROM a:$TAG\n", "# b\nARG TAG\nFROM a:$TAG\n"],
  "a health check of plain words": [
    "exec-form-everywhere",
    "FROM a:1\nHEALTHCHECK --interval=1m CMD b -c\n",
    'FROM a:1\nHEALTHCHECK --interval=1m CMD ["b", "-c"]\n',
  ],
  "a program that a shell makes way for": [
    "exec-form",
    "FROM a:1\nENTRYPOINT exec top 'a b'\n",
    'FROM a:1\nENTRYPOINT ["top", "a b"]\n',
  ],
  "a variable behind `exec`": [
    "exec-form",
    "FROM a:1\nENTRYPOINT exec java $OPTS\n",
    'FROM a:1\nENTRYPOINT ["sh", "-c", "exec java $OPTS"]\n',
  ],
  "a word that only a shell knows": ["exec-form", "FROM a:1\nCMD . env\n", 'FROM a:1\nCMD ["sh", "-c", ". env"]\n'],
  "a platform argument": [
    "undefined-variable",
    "FROM a:1\nRUN x $TARGETOS\n",
    "FROM a:1\nARG TARGETOS\nRUN x $TARGETOS\n",
  ],
  "continuation characters that nothing follows": ["unknown-instruction", "FROM a:1\n \\\n\\\n", "FROM a:1\n"],
  "a health check for a shell": [
    "exec-form-everywhere",
    "FROM a:1\nHEALTHCHECK CMD b || exit 1\n",
    'FROM a:1\nHEALTHCHECK CMD ["sh", "-c", "b || exit 1"]\n',
  ],
  "the tag that has no default": [
    "invalid-default-arg-in-from",
    "ARG A TAG\nFROM a:${TAG}\n",
    "ARG A TAG=latest\nFROM a:${TAG}\n",
  ],
  "a tag does not help where the name is missing too: nothing": [
    "invalid-default-arg-in-from",
    "ARG A TAG\nFROM ${A}:${TAG}\n",
    "ARG A TAG\nFROM ${A}:${TAG}\n",
  ],
};

test("exec-form: of CMD and ENTRYPOINT together neither is changed unasked", () => {
  const text = 'FROM a:1\nENTRYPOINT b c\nFROM a:1\nENTRYPOINT ["b"]\nCMD c d\n';
  const problems = lint(text, only("exec-form"));
  assert.equal(problems.length, 2);
  assert.equal(fixed(text, problems), text.replace("b c", '["b", "c"]'));
});

for (const [name, [id, before, after = before]] of Object.entries(FIXES))
  test(`${id}: ${name}`, () => assert.equal(fixed(before, lint(before, only(id)), "first"), after));

test("thousands of stages of one name are found, and take no time that grows with their square", () => {
  for (const name of ["x", "scratch"]) {
    const found = lint(`FROM a:1 AS ${name}\n`.repeat(6000));
    const twice = found.filter(({ rule }) => rule.id === "duplicate-stage-name");
    assert.equal(twice.length, 5999);
    assert.ok(twice.every((it) => fixesOf(it)[0]?.edits.length === 1));
  }
});

test("the flag of wget is safe only where it is no BusyBox", () => {
  const text = "FROM a:1\nRUN wget b\nRUN apt-get install -y wget && wget c\n";
  const after = "FROM a:1\nRUN wget b\nRUN apt-get install -y wget && wget --progress=dot:giga c\n";
  assert.equal(fixed(text, lint(text, only("wget-progress"))), after);
});

test("what --no-cache replaces can go with it, in a chain of one install", () => {
  const second = (run: string): string | null => {
    const text = `FROM a:1\nRUN ${run}\n`;
    const fix = lint(text, only("apk-no-cache")).flatMap((it) => fixesOf(it)[1] ?? [])[0];
    return fix ? applyEdits(text, fix.edits).slice("FROM a:1\nRUN ".length, -1) : null;
  };
  const clear = "rm -rf /var/cache/apk/*";
  assert.equal(second(`apk update && apk add b \\\n && ${clear} && c`), "apk add --no-cache b && c");
  assert.equal(
    second(`apk update && apk upgrade && apk add b && c && ${clear}`),
    "apk upgrade && apk add --no-cache b && c",
  );
  assert.equal(second("apk update && apk add b"), "apk add --no-cache b");
  for (const other of [
    "apk add b",
    `apk add b; ${clear}`,
    `apk add b && ${clear} /tmp/*`,
    `apk add b && apk add c && ${clear}`,
  ])
    assert.equal(second(other), null, other);
});

test("an escape character that is none becomes one of the two", () => {
  const text = "# escape=/\nFROM a:1\n";
  const fixes = lint(text, only("invalid-escape-directive")).flatMap(fixesOf);
  assert.deepEqual(
    fixes.map((it) => applyEdits(text, it.edits).split("\n")[0]),
    ["FROM a:1", "# escape=`", "# escape=\\"],
  );
});

test("a pattern that Docker refuses means its bracket as it stands", () => {
  const text = "app/[a-z\nb\\\\\n!\n";
  assert.equal(
    fixed(text, lint(text, only("invalid-ignore-pattern"), "dockerignore"), "first"),
    "app/\\[a-z\nb\\\\\n!\n",
  );
});
