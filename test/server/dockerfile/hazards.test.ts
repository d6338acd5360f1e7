/** Inputs that made other servers hang or fall. Each is a matter of milliseconds; only a hang or a square can reach the cap. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type LanguageService, languageOfFile, problemsOf } from "../../../server/src/languages.ts";
import { FIXTURES } from "../../support/fixtures.ts";
import { askAll } from "../../support/fuzz.ts";
import { configWith, open } from "../../support/lint.ts";

const CAP_MS = 5000;
const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const config = configWith({});

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

const HAZARDS: Readonly<Record<string, string>> = {
  "a long stage name that ends badly": `FROM a AS ${"ab".repeat(5000)}!`,
  "stages that name each other": "FROM b AS a\nFROM a AS b\nCOPY --from=a x ",
  "a stage built on itself": "FROM a AS a\nRUN $",
  "8,000 comments and 8,000 stages": lines(8000, (i) => `# c\nFROM a:1 AS s${i}`),
  "16,000 EXPOSEs": `FROM a:1\n${lines(16_000, (i) => `EXPOSE ${i}`)}`,
  "a heredoc of 150,000 lines": `FROM a:1\nRUN <<EOF\n${"echo x\n".repeat(150_000)}EOF\n`,
  "800 relative WORKDIRs": `FROM a:1\n${"WORKDIR x\n".repeat(800)}COPY a `,
  "4,000 ENVs and a dollar": `FROM a:1\n${lines(4000, (i) => `ENV V${i}=\${V${i - 1}}`)}\nRUN echo $`,
  "variables that hold each other twice, 60 times": `ARG V=xx\n${"ARG V=$V$V\n".repeat(60)}FROM $V\n${"ENV V=$V$V\n".repeat(60)}EXPOSE $V`,
  "16,000 variables in one EXPOSE": `FROM a:1\nENV V=80\nEXPOSE ${"$V ".repeat(16_000)}`,
  "one RUN of 20,000 words": `FROM a:1\nRUN echo ${"$X word ".repeat(20_000)}`,
  "4,000 comments in one RUN": `FROM a:1\nRUN a \\\n${"# c\n  && b \\\n".repeat(4000)}  && c`,
  "8,000 ignore comments": `FROM a:1\n${"# hadolint ignore=DL3004\nRUN sudo id\n".repeat(8000)}`,
  "brackets and quotes without end": `FROM a:1\nCMD [${'"a", '.repeat(50_000)}\nENV A="${"${".repeat(20_000)}`,
  "nested substitutions": `FROM a:1\nRUN ${"$(".repeat(5000)}`,
  "deep parentheses": `FROM a:1\nRUN ${"(".repeat(50_000)}`,
  "nested ONBUILDs": `FROM a:1\n${"ONBUILD ".repeat(2000)}RUN x`,
  "1,500 stages, each built on the last, with variables": lines(
    1500,
    (i) => `FROM ${i === 0 ? "a:1" : `s${i - 1}`} AS s${i}\nENV x${i}=1 x=80\nEXPOSE $x\nSTOPSIGNAL $x`,
  ),
  "4,000 stages, each built on the last": lines(4000, (i) => `FROM ${i === 0 ? "a:1" : `s${i - 1}`} AS s${i}\nRUN x`),
  "4,000 stages from scratch, each built on the last, with a variable and one that nothing sets": lines(
    4000,
    (i) => `FROM ${i === 0 ? "scratch" : `s${i - 1}`} AS s${i}\nENV x${i}=1\nWORKDIR /$y${i}`,
  ),
  "NUL, lone surrogates, lone CR and a byte order mark": "\uFEFFFROM a\0\rRUN \uD83D x \\\r\udc00\r\nENV \0=\0\n",
  "one line of 10 MB": `FROM a:1\nRUN ${"nine-char ".repeat(1_000_000)}`,
  "one line of 2 MB": `FROM a:1\nRUN ${"x".repeat(2_000_000)}`,
};

suite("hazards", () => {
  for (const [name, text] of Object.entries(HAZARDS)) {
    test(name, () => {
      const started = process.cpuUsage();
      const document = open(text);
      problemsOf(service, document, config);
      askAll(service, document, text.length);
      const took = process.cpuUsage(started).user / 1000; // Of our own: the machine may be busy.
      assert.ok(took < CAP_MS, `${took} ms`);
    });
  }
});

test("every prefix of every fixture is checked and asked about", () => {
  for (const text of FIXTURES) {
    for (let end = 0; end <= text.length; end++) {
      const document = open(text.slice(0, end));
      problemsOf(service, document, config);
      if (end % 3 === 0) askAll(service, document, end);
    }
  }
});

test("semantic tokens of every kind, in order", () => {
  const text = "FROM a AS one\nRUN --mount=type=ssh id $X\nFROM one\nARG V\nLABEL l=1\nCOPY --from=one <<E /x\ny\nE\n";
  const document = open(text);
  const data = service.tokens?.(document) ?? [];
  const words: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines_ = 0, delta = 0, length = 0] = data.slice(i, i + 3);
    line += lines_;
    character = lines_ === 0 ? character + delta : delta;
    const start = document.text.offsetAt({ line, character });
    words.push(text.slice(start, start + length));
  }
  const expected = "FROM a AS one RUN mount id X FROM one ARG V LABEL l COPY from one E E";
  assert.equal(words.join(" "), expected);
});
