import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeOf, open, positionOf, problems, revert } from "./look.ts";

suite("in Spanish", () => {
  teardown(revert);

  test("the findings of a Dockerfile are Spanish", async () => {
    const found = await problems(await open("Dockerfile"), (it) => it.length >= 2);
    const message = found.find((it) => codeOf(it) === "instruction-case")?.message ?? "";
    assert.match(message, /Escrib/);
  });

  test("the explanation of an instruction is Spanish", async () => {
    const document = await open("Dockerfile");
    await problems(document);
    const at = positionOf(document, "HEALTHCHECK", 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      at,
    );
    const texts = hovers.flatMap((it) => it.contents).map((it) => (typeof it === "string" ? it : it.value));
    assert.match(texts.join("\n"), /contenedor/);
  });

  test("the error of a compose file is Spanish", async () => {
    const found = (await problems(await open("compose.yaml"))).find((it) => codeOf(it) === "yaml-syntax");
    assert.match(found?.message ?? "", /clave/i);
  });
});
