/** A terminal that shows what a task of ours writes, such as a build's log. */
import * as l10n from "@vscode/l10n";
import type { TerminalProgram, TerminalScreen } from "../ui/ui.ts";
import { dim } from "./ansi.ts";

export interface OutputTerminal {
  readonly program: TerminalProgram;
  /** Lines end with CR LF, as terminals want them. */
  write(text: string): void;
  /** After this any key closes the terminal. */
  end(): void;
}

/** `interrupt` is called for Ctrl-C while the task runs. What is written before the terminal is shown is kept. */
export function outputTerminal(interrupt: () => void): OutputTerminal {
  let screen: TerminalScreen | null = null;
  let early = "";
  let ended = false;
  const write = (text: string): void => {
    if (screen) screen.write(text);
    else early += text;
  };
  return {
    write,
    end() {
      ended = true;
      write(`\r\n${dim(l10n.t("Press any key to close the terminal."))}`);
    },
    program: {
      start(to) {
        screen = to;
        to.write(early);
      },
      input(data) {
        if (ended) screen?.close();
        else if (data === "\u0003") interrupt();
      },
      stop() {
        screen = { write: () => undefined, close: () => undefined }; // The task goes on; nobody reads its log any more.
      },
    },
  };
}
