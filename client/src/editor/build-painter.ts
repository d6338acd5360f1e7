/** Paints the marks of builds into the open Dockerfiles, and reports failed steps as diagnostics. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { DockerfileOutline } from "../../../server/src/shared/protocol.ts";
import { type BuildMark, BuildMarks, type BuildRemark } from "../build/build-marks.ts";
import { causeSentence, failureText, markText, totalTexts } from "../build/mark-text.ts";
import type { StepStatus } from "../build/progress.ts";
import type { BuildWatch } from "../commands/command.ts";
import type { ReadOnlyDocuments } from "../ui/read-only-documents.ts";

const COLOURS: Record<StepStatus, string> = {
  waiting: "editorCodeLens.foreground",
  running: "charts.blue",
  cached: "editorCodeLens.foreground",
  done: "charts.green",
  failed: "editorError.foreground",
  cancelled: "editorCodeLens.foreground",
};
/** Often enough for an eye, seldom enough for an editor. */
const REPAINT_MS = 100;
const SECOND_MS = 1000;
/** Opens the whole output of a step; its arguments are the Dockerfile's uri and the step's digest. */
const SHOW_LOG = "gantry.showStepLog";

export class BuildPainter implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #documents: ReadOnlyDocuments;
  readonly #builds = new Map<string, BuildMarks>();
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #failures = vscode.languages.createDiagnosticCollection("gantry-build");
  readonly #subscriptions: vscode.Disposable[];
  readonly #totalsChanged = new vscode.EventEmitter<void>();
  #repaint: NodeJS.Timeout | null = null;
  #tick: NodeJS.Timeout | null = null;

  readonly onDidChangeCodeLenses = this.#totalsChanged.event;

  constructor(documents: ReadOnlyDocuments) {
    this.#documents = documents;
    this.#subscriptions = [
      this.#totalsChanged,
      vscode.languages.registerCodeLensProvider({ language: "dockerfile" }, this),
      vscode.commands.registerCommand(SHOW_LOG, (uri: string, digest: string) => this.#showLog(uri, digest)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#paint()),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
    ];
  }

  /** Begins the picture of a build; the last one of the same Dockerfile goes. */
  watch(path: string, { stages, syntaxLine }: DockerfileOutline): BuildWatch {
    const marks = new BuildMarks(stages, syntaxLine);
    const uri = vscode.Uri.file(path);
    this.#builds.set(uri.toString(), marks);
    this.#failures.delete(uri);
    this.#paint();
    this.#totalsChanged.fire();
    this.#tick ??= setInterval(() => this.#countSeconds(), SECOND_MS);
    return {
      event: (event) => {
        marks.apply(event);
        this.#repaint ??= setTimeout(() => this.#paint(), REPAINT_MS);
      },
      measured: (layers, target, seconds) => marks.measured(layers, target, seconds),
      explained: (causes) => marks.explained(causes),
      end: () => {
        marks.end();
        // Another build of the same file has begun meanwhile: the file shows that one.
        if (this.#builds.get(uri.toString()) !== marks) return;
        this.#report(uri, marks);
        this.#paint();
        this.#totalsChanged.fire();
      },
    };
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const totals = this.#builds.get(document.uri.toString())?.totals() ?? [];
    return totals
      .filter(({ line }) => line < document.lineCount)
      .flatMap((total) => {
        const { range } = document.lineAt(total.line);
        return totalTexts(total).map((title) => new vscode.CodeLens(range, { title, command: "" }));
      });
  }

  async #showLog(uri: string, digest: string): Promise<void> {
    const log = this.#builds.get(uri)?.log(digest);
    if (!log) return; // The build of which the hover told has gone.
    const name = `${vscode.Uri.parse(uri).path.split("/").pop()} ${log.instruction.slice(0, 40)}.log`;
    await this.#documents.show(name, [log.instruction, "", ...log.lines, ""].join("\n"), "log");
  }

  dispose(): void {
    for (const it of [...this.#subscriptions, this.#decoration, this.#failures]) it.dispose();
    if (this.#repaint) clearTimeout(this.#repaint);
    if (this.#tick) clearInterval(this.#tick);
  }

  #countSeconds(): void {
    if ([...this.#builds.values()].some((it) => it.isRunning)) this.#paint();
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const marks = this.#builds.get(document.uri.toString());
    if (!marks || contentChanges.length === 0) return;
    // From the bottom up, so that each change still speaks of the lines that it knew.
    const changes = [...contentChanges].sort((a, b) => b.range.start.compareTo(a.range.start));
    for (const { range, text } of changes) marks.edit(range.start.line, range.end.line, text.split("\n").length - 1);
    this.#report(document.uri, marks);
    this.#paint();
  }

  #report(uri: vscode.Uri, marks: BuildMarks): void {
    const failed = marks.marks().filter((it) => it.status === "failed");
    this.#failures.set(uri, [...failed.map(diagnosticOf), ...marks.remarks().map(remarkOf)]);
  }

  #paint(): void {
    if (this.#repaint) clearTimeout(this.#repaint);
    this.#repaint = null;
    for (const editor of vscode.window.visibleTextEditors) {
      const marks = this.#builds.get(editor.document.uri.toString());
      if (marks)
        editor.setDecorations(
          this.#decoration,
          marks.marks().flatMap((it) => decorationOf(it, editor.document)),
        );
    }
  }
}

function decorationOf(mark: BuildMark, document: vscode.TextDocument): vscode.DecorationOptions[] {
  if (mark.line >= document.lineCount) return [];
  const end = document.lineAt(mark.line).range.end;
  const after = {
    contentText: markText(mark, Date.now()),
    margin: "0 0 0 2em",
    color: new vscode.ThemeColor(COLOURS[mark.status]),
    fontStyle: "italic",
  };
  const hoverMessage = hoverOf(mark, document.uri);
  const option = { range: new vscode.Range(end, end), renderOptions: { after } };
  return [hoverMessage.length === 0 ? option : { ...option, hoverMessage }];
}

/** What a step prints is no Markdown: it is shown as code, apart from the link, which alone may run a command. */
function hoverOf({ cause, output, digest }: BuildMark, uri: vscode.Uri): vscode.MarkdownString[] {
  const parts = cause === null ? [] : [new vscode.MarkdownString().appendText(causeSentence(cause))];
  if (output.length === 0) return parts;
  const link = new vscode.MarkdownString();
  link.isTrusted = { enabledCommands: [SHOW_LOG] };
  const argument = encodeURIComponent(JSON.stringify([uri.toString(), digest]));
  link.appendMarkdown(`[${l10n.t("Open the whole log")}](command:${SHOW_LOG}?${argument})`);
  return [...parts, new vscode.MarkdownString().appendCodeblock(output.join("\n"), "text"), link];
}

function diagnosticOf(mark: BuildMark): vscode.Diagnostic {
  const range = wholeLines(mark.failedLine ?? mark.line, mark.failedLine ?? mark.endLine);
  const diagnostic = new vscode.Diagnostic(range, failureText(mark), vscode.DiagnosticSeverity.Error);
  diagnostic.source = "gantry build";
  return diagnostic;
}

function remarkOf({ line, endLine, text }: BuildRemark): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(wholeLines(line, endLine), text, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = "BuildKit";
  return diagnostic;
}

const wholeLines = (first: number, last: number): vscode.Range =>
  new vscode.Range(first, 0, last, Number.MAX_SAFE_INTEGER);
