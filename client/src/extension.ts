/** Puts Gantry together. Nothing heavy is loaded here: the engine at its first use, the server at the first document. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import {
  BUILT_IN,
  type BuiltInParams,
  COMPOSE_OUTLINE,
  type ComposeOutline,
  DOCKERFILE_OUTLINE,
  type DockerfileOutline,
} from "../../server/src/shared/protocol.ts";
import { Builds } from "./build/builds.ts";
import { MOST_BUILDS } from "./build/history.ts";
import { TextStorage } from "./build/storage.ts";
import { enabledCommands, type FileTarget, type Memory } from "./commands/command.ts";
import { rememberedContexts } from "./commands/images/build-memory.ts";
import { commands } from "./commands/index.ts";
import { register } from "./commands/register.ts";
import { Dashboards } from "./dashboard/dashboard.ts";
import { BuildPainter } from "./editor/build-painter.ts";
import { registerBuildTasks } from "./editor/build-tasks.ts";
import { EffectiveDocuments } from "./editor/compose-effective.ts";
import { ComposeLenses } from "./editor/compose-lenses.ts";
import { registerExecTasks } from "./editor/exec-tasks.ts";
import { FileChanges } from "./editor/file-changes.ts";
import { LayersPanels } from "./editor/layers-panels.ts";
import { runProcess } from "./editor/processes.ts";
import { registerShellProfile } from "./editor/shell-profile.ts";
import { registerTerminalLinks } from "./editor/terminal-links.ts";
import { AddedEngines } from "./engine/added.ts";
import type { Container } from "./engine/api/containers.ts";
import { lacksOfStatus } from "./engine/capabilities.ts";
import { connectedEngine } from "./engine/connected.ts";
import { discover } from "./engine/discover.ts";
import { Engines } from "./engine/engines.ts";
import { knowingWhatIsInstalled } from "./engine/installed.ts";
import { removeLeftovers } from "./engine/leftovers.ts";
import { thisMachine } from "./engine/machine.ts";
import type { EngineStore } from "./engine/store.ts";
import { watchForEngines } from "./engine/watch.ts";
import { announceEngine, engineAnswers } from "./engine-knowledge.ts";
import { Farewell } from "./farewell.ts";
import { FileAccess } from "./files/file-access.ts";
import { engineKey, type FileUri } from "./files/location.ts";
import { ContainerFileSystem } from "./files/provider.ts";
import { startLanguageClient } from "./language-client.ts";
import type { ShownImage } from "./layers/page.ts";
import { LogViewers } from "./logs/log-viewer.ts";
import { openCredentials } from "./registry/credentials.ts";
import { loginAnswers } from "./registry/login-answers.ts";
import { onSettingChange, settingsFor } from "./settings.ts";
import { followDetachable } from "./ui/detachable.ts";
import { ReadOnlyDocuments } from "./ui/read-only-documents.ts";
import type { NamedText } from "./ui/ui.ts";
import { vscodeUi } from "./ui/vscode-ui.ts";
import { Arrangements } from "./views/arrangement.ts";
import { buildsView } from "./views/builds-view.ts";
import { Details, folderOf } from "./views/details.ts";
import { engineRows } from "./views/engines.ts";
import { enginesView } from "./views/engines-view.ts";
import { type FileRoot, type Node, VIEWS } from "./views/node.ts";
import { TreeProvider } from "./views/provider.ts";

/** Each is some kilobytes, with many files in the build context some hundred. */
const MOST_SNAPSHOTS = 60;

/** VS Code waits for `deactivate`, which is given nothing of what `activate` made, and for no `dispose`. */
const farewell = new Farewell();

export const deactivate = (): Promise<void> => farewell.payAll();

export function activate(extension: vscode.ExtensionContext): void {
  speak(extension, vscode.env.language);
  const log = vscode.window.createOutputChannel("Gantry", { log: true });
  const own = <T extends vscode.Disposable>(it: T): T => {
    extension.subscriptions.push(it);
    return it;
  };

  const storage = (extension.storageUri ?? extension.globalStorageUri).fsPath;
  const memory = memoryOf(extension.workspaceState);
  const machine = thisMachine();
  const added = new AddedEngines(memoryOf(extension.globalState), extension.secrets, machine);
  const engines = farewell.needs(
    new Engines({
      discover: () =>
        discover(
          {
            setting: settingsFor(null)["engine.address"],
            added: added.list(),
            addressOf: (it) => added.address(it),
          },
          machine,
        ),
      async connect(address, signal) {
        const { connect } = await import("./engine/dockerode.ts");
        return connect(address, signal).catch((error: unknown) => {
          throw knowingWhatIsInstalled(error);
        });
      },
      memory,
      watch: (changed) => watchForEngines(machine, changed),
    }),
  );
  own(onSettingChange("engine.address", () => void engines.refresh()));
  const store = () => engines.current();
  const arrangements = new Arrangements(memory);
  const enabledFor = (node: Node): string[] =>
    enabledCommands(commands, node, (id) => lacksOfStatus(engines.statusOf(id)));
  const access = new FileAccess({
    ready: () => engines.ready(),
    stores: () => engines.opened,
    mayRun: () => vscode.workspace.isTrusted,
  });
  own(new vscode.Disposable(() => void access.dispose())); // What is left, the next use of the volume finds.
  own(new ContainerFileSystem(access));
  const details = new Details({
    engine: async (id) => connectedEngine(engines.store(id)),
    store: (id) => engines.store(id),
    list: (root, path) => access.list(root, path),
  });
  const folders = (): string[] => (vscode.workspace.workspaceFolders ?? []).map((it) => it.uri.fsPath);
  const drop = (uris: readonly string[], onto: Node | null): void => {
    const folder = folderOf(onto);
    const sources = uris.map((it) => vscode.Uri.parse(it)).flatMap((it) => (it.scheme === "file" ? [it.fsPath] : []));
    if (folder && sources.length > 0)
      void vscode.commands.executeCommand("gantry.files.upload", { ...folder, sources } satisfies FileTarget);
  };
  const providers = VIEWS.map((view) =>
    own(new TreeProvider({ view, engines, arrangements, enabledFor, details, folders, drop })),
  );
  const builds = new Builds(
    new TextStorage(join(storage, "history"), 1),
    new TextStorage(join(storage, "logs"), MOST_BUILDS),
  );
  own(enginesView(engines, enabledFor));
  const buildTree = own(buildsView(builds, enabledFor));
  // Engines are known whether their view has been opened or not.
  const nodeOf = (id: string): Node | null =>
    engineRows(engines).find((it) => it.id === id) ??
    [buildTree, ...providers].map((it) => it.node(id)).find((it) => it !== null) ??
    null;

  const refresh = (id: string): void => {
    for (const it of providers) if (it.node(id)) it.refresh(id);
  };

  const credentials = openCredentials(extension.secrets);
  const server = own(
    startLanguageClient({
      module: extension.asAbsolutePath("dist/server.js"),
      answers: {
        ...engineAnswers({ open: store, opened: () => (engines.currentId === null ? null : store()) }),
        ...loginAnswers(credentials, () => vscode.workspace.isTrusted),
      },
      builtIn: () => rememberedContexts(extension.workspaceState.keys(), memory),
      onFailure: (error) => log.error("The language server did not start.", String(error)),
      onReady: () => log.info("The language server is ready."),
    }),
  );
  const tidied = new Set<string>();
  engines.onDidChange((_change, id) => {
    const store = engines.opened.find((it) => it.id === id);
    if (id === null || !store?.engine || tidied.has(id)) return;
    tidied.add(id);
    void removeLeftovers(store.engine, { containers: store.containers.values(), images: store.images.values() });
  });
  announceEngine(engines, (method) => server.notify(method));
  const effective = own(new EffectiveDocuments(server));
  own(new ComposeLenses(server, store));
  own(new FileChanges(vscodeUi));
  const documents = own(new ReadOnlyDocuments());
  const layers = own(new LayersPanels(extension.extensionUri));
  const painter = own(new BuildPainter(documents));

  // Worth having, but no build waits for want of it.
  const outline = (dockerfile: string): Promise<DockerfileOutline> =>
    readFile(dockerfile, "utf8")
      .then((text) => server.request<DockerfileOutline>(DOCKERFILE_OUTLINE, { text }))
      .catch(() => ({ stages: [], syntaxLine: null, args: [], sources: [], images: [], secrets: [] }));

  const logViewers = own(new LogViewers({ extensionUri: extension.extensionUri, ui: vscodeUi }));
  const dashboards = own(new Dashboards(extension.extensionUri));

  const context = {
    ui: vscodeUi,
    memory,
    arrangements,
    engines,
    added,
    store,
    engine: () => connectedEngine(store()),
    credentials,
    settings: (path: string) => settingsFor(vscode.Uri.file(path)),
    saveFiles: async () => void (await vscode.workspace.saveAll(false)),
    workspaceFolderOf: (path: string) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path))?.uri.fsPath ?? null,
    outline,
    builtIn(dockerfile: string, folder: string) {
      const params: BuiltInParams = { dockerfile: uriOf(dockerfile), folder: uriOf(folder) };
      server.notify(BUILT_IN, params);
    },
    watchBuild: (dockerfile: string, outline: DockerfileOutline) => painter.watch(dockerfile, outline),
    snapshots: new TextStorage(join(storage, "builds"), MOST_SNAPSHOTS),
    builds,
    copy: async (text: string) => vscode.env.clipboard.writeText(text),
    openExternal: async (url: string) => void (await vscode.env.openExternal(vscode.Uri.parse(url))),
    async composeOutline(path: string) {
      const uri = vscode.Uri.file(path).toString();
      const found = await server.request<ComposeOutline | null>(COMPOSE_OUTLINE, { uri });
      if (!found) throw new Error(l10n.t("{0} is not there any more.", path));
      return found;
    },
    runProcess,
    showEffective: (path: string) => effective.show(path),
    showLayers: (shown: ShownImage) => layers.show(shown),
    showJson: (name: string, value: unknown) => documents.showJson(name, value),
    files: ({ kind, engine, name }: FileRoot) => access.files({ kind, engineKey: engineKey(engine), name, path: "/" }),
    rows: {
      refresh,
      refreshParent(id: string) {
        for (const it of providers) if (it.node(id)) it.refresh(it.getParent(id) ?? id);
      },
      toggle(id: string) {
        details.toggle(id);
        for (const it of providers) if (it.node(id)) it.refresh(it.getParent(id) ?? id);
      },
    },
    openFile: async (uri: FileUri) => void (await vscode.commands.executeCommand("vscode.open", vscode.Uri.from(uri))),
    openPath: async (path: string) => void (await vscode.window.showTextDocument(vscode.Uri.file(path))),
    openUntitled: async (language: string, content: string) =>
      void (await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }))),
    addFolder: (uri: FileUri, name: string) =>
      void vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders?.length ?? 0, 0, {
        uri: vscode.Uri.from(uri),
        name,
      }),
    compareTexts: (title: string, before: NamedText, after: NamedText) => documents.compare(title, [before, after]),
    showLogs: (of: EngineStore, containers: readonly Container[]) => logViewers.show(of, containers),
    showDashboard: (of: EngineStore, containers: readonly Container[] | null) => dashboards.show(of, containers),
    showText: (name: string, lines: readonly string[]) => documents.show(name, `${lines.join("\n")}\n`, "plaintext"),
    farewell,
    hasExtension: (id: string) => vscode.extensions.getExtension(id) !== undefined,
    execute: (id: string, target: unknown) => void vscode.commands.executeCommand(id, target),
  };
  own(register(commands, context, nodeOf));
  own(registerBuildTasks(context));
  own(registerTerminalLinks());
  own(registerExecTasks(context));
  own(followDetachable());
  own(registerShellProfile(context));
}

const uriOf = (path: string): string => vscode.Uri.file(path).toString();

const memoryOf = (state: vscode.Memento): Memory => ({
  get: (key) => state.get<string>(key) ?? null,
  set: (key, value) => void state.update(key, value),
});

/** English is in the source; other languages have a bundle. */
function speak(extension: vscode.ExtensionContext, locale: string): void {
  const bundle = extension.asAbsolutePath(`l10n/bundle.l10n.${locale.split("-")[0]}.json`);
  if (existsSync(bundle)) l10n.config({ fsPath: bundle });
}
