import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly commands: readonly { readonly command: string }[];
    readonly views: { readonly gantry: readonly { readonly id: string }[] };
    readonly configuration: { readonly properties: Record<string, unknown> };
  };
}

suite("the first steps", () => {
  const { contributes }: Manifest = JSON.parse(read("package.json"));
  const steps = contributes.walkthroughs.flatMap((it) => it.steps);
  const commands = new Set(contributes.commands.map((it) => it.command));

  test("the command opens the walkthrough of the manifest", () => {
    const [walkthrough] = contributes.walkthroughs;
    assert.ok(read("client/src/commands/help/get-started.ts").includes(`"gantry.gantry#${walkthrough?.id}"`));
  });

  test("what completes a step exists", () => {
    const known = {
      onCommand: commands,
      onView: new Set(contributes.views.gantry.map((it) => it.id)),
      onSettingChanged: new Set(Object.keys(contributes.configuration.properties)),
    };
    for (const { id, completionEvents } of steps) {
      assert.ok(completionEvents.length > 0, id);
      for (const event of completionEvents) {
        const [kind = "", name = ""] = event.split(":");
        assert.ok(known[kind as keyof typeof known]?.has(name), `${id}: ${event}`);
      }
    }
  });

  for (const file of ["package.nls.json", "package.nls.es.json"])
    test(`each step of ${file} has one button, and its links are commands`, () => {
      const texts: Record<string, string> = JSON.parse(read(file));
      for (const { id, description } of steps) {
        const text = texts[description.replaceAll("%", "")] ?? "";
        const links = [...text.matchAll(/\[[^\]]+\]\(command:([\w.]+)[^)]*\)/g)];
        assert.equal(text.split("\n").filter((it) => /^\[[^\]]+\]\([^)]+\)$/.test(it)).length, 1, id);
        for (const [, command = ""] of links)
          assert.ok(commands.has(command) || command.startsWith("workbench."), `${id}: ${command}`);
      }
    });

  test("each step has its picture, which ships, follows the theme and holds nothing that runs", () => {
    assert.match(read(".vscodeignore"), /^!media\/walkthrough\/\*\.svg$/m);
    for (const { id, media } of steps) {
      assert.ok(existsSync(new URL(`../../${media.svg}`, import.meta.url)), id);
      const picture = read(media.svg);
      assert.ok(picture.includes("var(--vscode-"), id);
      assert.doesNotMatch(picture, /<script|<image|href=/, id);
    }
  });
});
