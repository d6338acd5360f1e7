/** Paints the marks of builds into the open Dockerfiles, and reports failed steps as diagnostics. */
import * as vscode from "vscode";
import type { DockerfileStage } from "../../../server/src/shared/protocol.ts";
import { type BuildMark, BuildMarks } from "../build/build-marks.ts";
import { failureText, markText } from "../build/mark-text.ts";
import type { StepStatus } from "../build/progress.ts";
import type { BuildWatch } from "../commands/command.ts";

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

export class BuildPainter implements vscode.Disposable {
  readonly #builds = new Map<string, BuildMarks>();
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #failures = vscode.languages.createDiagnosticCollection("gantry-build");
  readonly #subscriptions: vscode.Disposable[];
  #repaint: NodeJS.Timeout | null = null;
  #tick: NodeJS.Timeout | null = null;

  constructor() {
    this.#subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors(() => this.#paint()),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
    ];
  }

  /** Begins the picture of a build; the last one of the same Dockerfile goes. */
  watch(path: string, stages: readonly DockerfileStage[]): BuildWatch {
    const marks = new BuildMarks(stages);
    const uri = vscode.Uri.file(path);
    this.#builds.set(uri.toString(), marks);
    this.#failures.delete(uri);
    this.#paint();
    this.#tick ??= setInterval(() => this.#countSeconds(), SECOND_MS);
    return {
      event: (event) => {
        marks.apply(event);
        this.#repaint ??= setTimeout(() => this.#paint(), REPAINT_MS);
      },
      measured: (layers, target) => marks.measured(layers, target),
      end: () => {
        marks.end();
        this.#report(uri, marks);
        this.#paint();
      },
    };
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
    this.#failures.set(uri, failed.map(diagnosticOf));
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
  const option = { range: new vscode.Range(end, end), renderOptions: { after } };
  return [mark.output.length === 0 ? option : { ...option, hoverMessage: outputOf(mark) }];
}

/** As code: what a step prints is no Markdown. */
function outputOf(mark: BuildMark): vscode.MarkdownString {
  return new vscode.MarkdownString().appendCodeblock(mark.output.join("\n"), "text");
}

function diagnosticOf(mark: BuildMark): vscode.Diagnostic {
  const range = new vscode.Range(mark.line, 0, mark.endLine, Number.MAX_SAFE_INTEGER);
  const diagnostic = new vscode.Diagnostic(range, failureText(mark), vscode.DiagnosticSeverity.Error);
  diagnostic.source = "gantry build";
  return diagnostic;
}
