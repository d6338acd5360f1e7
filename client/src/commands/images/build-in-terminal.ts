/** Builds an image: progress in a notification, the log in a terminal, the state of each step in the Dockerfile. */
import * as l10n from "@vscode/l10n";
import type { BuildOptions } from "../../build/options.ts";
import { outputTerminal } from "../../terminal/output-program.ts";
import type { CommandContext } from "../command.ts";
import { runBuild } from "./run-build.ts";

/** Builds in a terminal of its own. Resolves when the build is over, however it ended; the user has been told. */
export async function buildInTerminal(
  context: CommandContext,
  dockerfile: string,
  options: BuildOptions,
): Promise<void> {
  const { ui } = context;
  const { tag } = options;
  await context.engine(); // Without one there is no terminal to open.
  const engine = context.store().id;
  const cancel = new AbortController();
  const output = outputTerminal(() => cancel.abort());
  const terminal = ui.terminal(l10n.t("{0} (build)", tag), "tools", output.program);
  try {
    const outcome = await ui.progress(l10n.t("Building {0}", tag), (report, signal) => {
      signal.addEventListener("abort", () => cancel.abort());
      return runBuild(context, { dockerfile, options, signal: cancel.signal }, { report, write: output.write });
    });
    if (outcome.kind === "built") {
      const { image } = outcome;
      const run = () => context.execute("gantry.images.run", { kind: "image", id: image?.id, engine, image, tag });
      ui.info(outcome.text, ...(image ? [{ label: l10n.t("Run"), act: run }] : []));
    }
    if (outcome.kind === "failed") ui.error(outcome.text, { label: l10n.t("Show Log"), act: terminal.show });
  } finally {
    output.end();
  }
}
