/** A Ui that answers questions as a test says, and remembers what it was asked and told. */
import type {
  Button,
  InputRequest,
  OpenTerminal,
  PickItem,
  ProgressReport,
  TerminalProgram,
  Ui,
} from "../../client/src/ui/ui.ts";

export class ScriptedUi implements Ui {
  /** Questions with their details. */
  readonly asked: string[] = [];
  /** Messages, with their buttons by their labels. */
  readonly told: { readonly text: string; readonly buttons: readonly Button[] }[] = [];
  readonly reports: ProgressReport[] = [];
  readonly #answers: string[];

  /** In the order of the questions; one without an answer is dismissed. */
  constructor(...answers: string[]) {
    this.#answers = answers;
  }

  info(text: string, ...buttons: readonly Button[]): void {
    this.told.push({ text, buttons });
  }
  warn(text: string, ...buttons: readonly Button[]): void {
    this.told.push({ text, buttons });
  }
  error(text: string, ...buttons: readonly Button[]): void {
    this.told.push({ text, buttons });
  }

  async confirm(question: string, detail: string, verb: string): Promise<boolean> {
    return (await this.choose(question, detail, verb)) === verb;
  }

  async choose(question: string, detail: string, ...answers: readonly string[]): Promise<string | null> {
    this.asked.push(`${question}\n${detail}\n${answers.join(" | ")}`);
    const answer = this.#answers.shift();
    if (answer !== undefined && !answers.includes(answer))
      throw new Error(`"${question}" has no answer "${answer}", only ${answers.join(", ")}`);
    return answer ?? null;
  }

  async pick<T>(title: string, items: readonly PickItem<T>[]): Promise<T | null> {
    this.asked.push(`${title}\n${items.map((it) => it.label).join(" | ")}`);
    const answer = this.#answers.shift();
    return items.find((it) => it.label === answer)?.value ?? null;
  }

  async choosePath(title: string): Promise<string | null> {
    this.asked.push(title);
    return this.#answers.shift() ?? null;
  }

  async choosePaths(title: string): Promise<readonly string[]> {
    const path = await this.choosePath(title);
    return path === null ? [] : [path];
  }

  savePath(title: string): Promise<string | null> {
    return this.choosePath(title);
  }

  async input({ title, prompt, validate }: InputRequest): Promise<string | null> {
    this.asked.push(`${title}\n${prompt}`);
    const answer = this.#answers.shift() ?? null;
    const problem = answer === null ? null : validate(answer);
    if (problem !== null) throw new Error(`"${title}" refuses "${answer}": ${problem}`);
    return answer;
  }

  async progress<T>(
    _title: string,
    task: (report: (progress: ProgressReport) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return task((it) => void this.reports.push(it), new AbortController().signal);
  }

  terminal(_name: string, _icon: string, _program: TerminalProgram): OpenTerminal {
    throw new Error("This test opens no terminal.");
  }
}
