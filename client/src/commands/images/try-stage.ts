import { randomUUID } from "node:crypto";
import * as l10n from "@vscode/l10n";
import { stageTag, temporaryOptions } from "../../build/options.ts";
import { EngineError } from "../../engine/errors.ts";
import { temporaryLabels } from "../../engine/leftovers.ts";
import { removeTemporary } from "../../engine/remove-temporary.ts";
import { runAttached } from "../../engine/run-attached.ts";
import { sessionProgram } from "../../terminal/session-program.ts";
import { quote } from "../../ui/quote.ts";
import { command } from "../command.ts";
import { rememberedOptions } from "./build-memory.ts";
import { runBuild } from "./run-build.ts";

/** The best shell, whatever the image would run. */
const SHELL = ["sh", "-c", "if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi"];

export default command({
  id: "images.tryStage",
  on: "dockerfile",
  icon: "beaker",
  group: "1_open",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot try {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const { path: dockerfile, stage = null } = target;
    const engine = await context.engine();
    const remembered = await rememberedOptions(context, dockerfile);
    const tag = `gantry-try/${stageTag(remembered.tag, stage ?? "last")
      .split("/")
      .pop()}`;
    const name = `gantry-try-${randomUUID().slice(0, 8)}`;
    const options = temporaryOptions(remembered, { tag, target: stage, labels: temporaryLabels(null) });
    const cleanUp = context.farewell.owe(() => removeTemporary(context.engine, { container: name, image: tag }));
    context.ui.terminal(
      l10n.t("{0} (try)", stage ?? remembered.tag),
      "beaker",
      sessionProgram(
        async (size, { write, signal }) => {
          const outcome = await runBuild(context, { dockerfile, options, signal }, { report: () => undefined, write });
          if (outcome.kind !== "built") throw new EngineError("build", l10n.t("it was not built."));
          write("\r\n");
          // The terminal may have been closed when the build was just done.
          signal.throwIfAborted();
          const labels = temporaryLabels(tag);
          return runAttached(
            engine,
            { image: tag, name, entrypoint: SHELL, command: [], labels, autoRemove: true },
            size,
          );
        },
        {
          failure: l10n.t("Cannot try {0}", quote(stage ?? remembered.tag)),
          broken: l10n.t("The terminal of '{0}' was cut off", tag),
          ended: async () => null,
        },
        { over: () => void cleanUp() },
      ),
    );
  },
});
