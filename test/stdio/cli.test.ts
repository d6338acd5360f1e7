import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { DIST } from "../support/lsp.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-cli-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function gantry(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(DIST, "cli.js"), ...args], {
    encoding: "utf8",
    cwd: folder,
  });
  return { status, stdout, stderr };
}
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

suite("gantry lint", () => {
  test("prints findings for people and ends with 1 when there is an error", () => {
    const { status, stdout } = gantry("lint", file("Dockerfile", "FROM alpine:3.22\nCOPPY a b\n"));
    assert.equal(status, 1);
    assert.equal(
      stdout,
      "Dockerfile:2:1 error Unknown instruction: `COPPY`. Did you mean `COPY`? (unknown-instruction)\n",
    );
  });
  test("ends with 0 when there are only warnings", () => {
    assert.equal(gantry("lint", file("Dockerfile", "FROM alpine\n")).status, 0);
  });
  test("sees the compose files around one that they extend", () => {
    mkdirSync(join(folder, "extended"), { recursive: true });
    const base = file("extended/base.yaml", "services:\n  base:\n    restart: always\n");
    assert.match(gantry("lint", base).stdout, /no-image-or-build/);
    file(
      "extended/compose.yaml",
      "services:\n  web:\n    extends: {file: base.yaml, service: base}\n    image: web:1\n",
    );
    assert.deepEqual(gantry("lint", base), { status: 0, stdout: "", stderr: "" });
  });

  test("fails from the severity on that .hadolint.yaml names", () => {
    mkdirSync(join(folder, "strict"), { recursive: true });
    const dockerfile = file("strict/Dockerfile", "FROM alpine\nCOPPY a b\n");
    const statusWith = (config: string): number | null => {
      file("strict/.hadolint.yaml", config);
      return gantry("lint", dockerfile).status;
    };
    assert.equal(statusWith("failure-threshold: warning\n"), 1);
    assert.equal(statusWith("failure-threshold: none\n"), 0);
    assert.equal(statusWith("no-fail: true\n"), 0);
    file("strict/Dockerfile", "FROM alpine\n");
    assert.equal(statusWith("failure-threshold: warning\n"), 1);
    assert.equal(statusWith("failure-threshold: error\n"), 0);
  });
  test("ends with 2 when a file cannot be read, and still lints the others", () => {
    const { status, stdout, stderr } = gantry("lint", "missing", file("Dockerfile", "FROM alpine\n"));
    assert.equal(status, 2);
    assert.match(stdout, /untagged-base-image/);
    assert.match(stderr, /missing/);
  });
  test("prints JSON that counts from one, ends exclusive", () => {
    const { stdout } = gantry(
      "lint",
      "--format",
      "json",
      file("compose.yaml", "services:\n\tweb: {}\n"),
      file("Dockerfile", "FROM alpine\n"),
    );
    const rows = JSON.parse(stdout);
    assert.ok(
      rows.some((it: { file: string; rule: string }) => it.file === "compose.yaml" && it.rule === "yaml-syntax"),
    );
    assert.deepEqual(rows.at(-1), {
      file: "Dockerfile",
      rule: "untagged-base-image",
      severity: "warning",
      message: "Give `alpine` a tag or a digest: without one it means `latest`, which changes under you.",
      line: 1,
      column: 6,
      endLine: 1,
      endColumn: 12,
    });
  });
});

suite("the rest of the command line", () => {
  test("gantry rules --json lists them", () => {
    const rules = JSON.parse(gantry("rules", "--json").stdout);
    const rule = rules.find((it: { id: string }) => it.id === "untagged-base-image");
    assert.deepEqual(rule, {
      id: "untagged-base-image",
      aliases: ["DL3006"],
      language: "dockerfile",
      severity: "warning",
    });
  });
  test("--help and --version", () => {
    assert.match(gantry("--help").stdout, /gantry lint/);
    assert.match(gantry("--version").stdout, /^\d+\.\d+\.\d+\n$/);
  });
  test("what it does not understand ends with 2", () => {
    for (const args of [[], ["fly"], ["lint"], ["lint", "--colour"], ["lint", "--format", "xml", "x"], ["rules", "x"]])
      assert.equal(gantry(...args).status, 2, args.join(" "));
  });
});

suite("gantry context", () => {
  const context = join(folder, "shop");
  mkdirSync(join(context, "src"), { recursive: true });
  mkdirSync(join(context, "node_modules"));
  writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
  writeFileSync(join(context, ".dockerignore"), "node_modules\n");
  writeFileSync(join(context, "src/main.js"), Buffer.alloc(1500));
  writeFileSync(join(context, "node_modules/x.js"), Buffer.alloc(9000));

  test("prints what a build would send, the largest parts first", () => {
    const { status, stdout } = gantry("context", "shop");
    assert.equal(status, 0);
    assert.match(stdout, /shop: 1,526 bytes in 3 files\n.*\.dockerignore leaves out 1\n +1,500 {2}src\/\n/);
    assert.doesNotMatch(stdout, /node_modules/);
  });
  test("prints the same as JSON", () => {
    const report = JSON.parse(gantry("context", "--json", "--file", "shop/Dockerfile", "shop").stdout);
    assert.deepEqual(
      [report.files, report.bytes, report.ignored, report.dockerfile, report.largest[0]],
      [3, 1526, 1, "Dockerfile", { path: "src/", size: 1500 }],
    );
  });
  test("ends with 2 where there is nothing to read", () => {
    const { status, stderr } = gantry("context", "none");
    assert.equal(status, 2);
    assert.match(stderr, /cannot read 'none': there is no such file/);
    assert.equal(gantry("context", "--no").status, 2);
  });
});
