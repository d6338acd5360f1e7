import type { TerminalScreen } from "../../client/src/ui/ui.ts";

/** A terminal that remembers what was written to it. */
export class Screen implements TerminalScreen {
  text = "";
  closed = false;
  write(text: string): void {
    this.text += text;
  }
  close(): void {
    this.closed = true;
  }
}
