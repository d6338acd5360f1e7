/** How commands talk to the person in front of the editor. vscode-ui.ts is the real one; tests bring their own. */
import type { TerminalSize } from "../engine/api/processes.ts";

export interface PickItem<T> {
  readonly label: string;
  readonly description?: string;
  /** A second line. */
  readonly detail?: string;
  /** Stands above the first item of each group; items of a group follow one another. */
  readonly group?: string;
  readonly value: T;
}

export interface PickOptions<T> {
  /** The label on which the list opens; its first when not given. */
  readonly active?: string | null;
  /** Takes the place of the items, where the list is still open by then. */
  readonly later?: Promise<readonly PickItem<T>[]>;
}

export interface InputRequest {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  /** Shows dots in its place. */
  readonly secret?: boolean;
  /** What is wrong with the text, or null when it is fine. */
  validate(text: string): string | null;
}

export interface ProgressReport {
  /** Of the whole, 0 to 1; not given leaves the bar where it is. */
  readonly fraction?: number;
  readonly message?: string;
}

/** What a program in a terminal sees of it. */
export interface TerminalScreen {
  write(text: string): void;
  rename?(name: string): void;
  /** The exit code is for those who wait for the program, as tasks do; 0 when not given. */
  close(exitCode?: number): void;
}

/** What runs in a terminal that Gantry opens. */
export interface TerminalProgram {
  /** Takes Ctrl-P Ctrl-Q, which are VS Code's own keys otherwise. */
  readonly detaches?: boolean;
  /** Called once, when the terminal is shown and its size is known. */
  start(screen: TerminalScreen, size: TerminalSize | null): void;
  input?(data: string): void;
  resize?(size: TerminalSize): void;
  /** The user closed the terminal. */
  stop(): void;
}

export interface OpenTerminal {
  show(): void;
}

/** A document that is nowhere on the disk. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface Button {
  readonly label: string;
  act(): void;
}

export interface Ui {
  /** Messages do not wait: what the user may do about one comes with it, as buttons. */
  info(message: string, ...buttons: readonly Button[]): void;
  warn(message: string, ...buttons: readonly Button[]): void;
  error(message: string, ...buttons: readonly Button[]): void;
  /** A modal question; true when the user chose `verb`. */
  confirm(question: string, detail: string, verb: string): Promise<boolean>;
  /** A modal question with several answers; null when none was chosen. */
  choose(question: string, detail: string, ...answers: readonly string[]): Promise<string | null>;
  pick<T>(title: string, items: readonly PickItem<T>[], options?: PickOptions<T>): Promise<T | null>;
  /** A file or a folder of this machine, as the system's own dialogue asks for it; it begins in the folder `near`. */
  choosePath(title: string, kind: "file" | "folder", near?: string): Promise<string | null>;
  /** Files of this machine; none where the user thinks better of it. */
  choosePaths(title: string): Promise<readonly string[]>;
  /** Where to write a file; it asks itself before it answers one that is there. */
  savePath(title: string, name: string): Promise<string | null>;
  input(request: InputRequest): Promise<string | null>;
  /** Runs a task under a notification with a bar and a Cancel button. */
  progress<T>(
    title: string,
    task: (report: (progress: ProgressReport) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  terminal(name: string, icon: string, program: TerminalProgram): OpenTerminal;
}
