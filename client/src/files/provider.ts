/** VS Code's file system over the files of containers and volumes. */
import * as vscode from "vscode";
import { EngineError } from "../engine/errors.ts";
import { explainFailure } from "../ui/explain.ts";
import type { ContainerFiles, Stat } from "./container-files.ts";
import type { FileAccess } from "./file-access.ts";
import { type FileLocation, locationOf, SCHEMES } from "./location.ts";

/** Nobody tells of changes in a container: what is open in an editor is looked at. */
const WATCH_INTERVAL = 4000;

export class ContainerFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #access: FileAccess;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registered: vscode.Disposable;

  readonly onDidChangeFile = this.#changed.event;

  constructor(access: FileAccess) {
    this.#access = access;
    this.#registered = vscode.Disposable.from(
      ...Object.values(SCHEMES).map((it) =>
        vscode.workspace.registerFileSystemProvider(it, this, { isCaseSensitive: true }),
      ),
      this.#changed,
    );
  }

  /** Only single files: a folder would be all that is in it. */
  watch(uri: vscode.Uri): vscode.Disposable {
    let before: string | null = null;
    const look = async (): Promise<void> => {
      if (!vscode.workspace.textDocuments.some((it) => it.uri.toString() === uri.toString())) return;
      const found = await this.stat(uri).catch(() => null);
      const now = found === null ? "" : `${found.mtime} ${found.size}`;
      if (before !== null && before !== now)
        this.#changed.fire([{ type: now ? vscode.FileChangeType.Changed : vscode.FileChangeType.Deleted, uri }]);
      before = now;
    };
    const timer = setInterval(() => void look(), WATCH_INTERVAL); // `look` never rejects.
    return new vscode.Disposable(() => clearInterval(timer));
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return this.#with(uri, async (files, { path }) => fileStat(await found(files, path, uri)));
  }

  readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return this.#with(uri, async (files, { path }) => {
      const { isFolder } = await found(files, path, uri);
      if (!isFolder) throw vscode.FileSystemError.FileNotADirectory(uri);
      return (await files.list(path)).map((it): [string, vscode.FileType] => [it.entry.name, fileType(it)]);
    });
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.#with(uri, async (files, { path }) => {
      const { isFolder } = await found(files, path, uri);
      if (isFolder) throw vscode.FileSystemError.FileIsADirectory(uri);
      return files.read(path);
    });
  }

  async writeFile(
    uri: vscode.Uri,
    content: Uint8Array,
    options: { readonly create: boolean; readonly overwrite: boolean },
  ): Promise<void> {
    const isNew = await this.#with(uri, async (files, { path }) => {
      const there = await files.stat(path);
      if (there?.isFolder) throw vscode.FileSystemError.FileIsADirectory(uri);
      if (there === null && !options.create) throw vscode.FileSystemError.FileNotFound(uri);
      if (there !== null && options.create && !options.overwrite) throw vscode.FileSystemError.FileExists(uri);
      await files.write(path, content);
      return there === null;
    });
    this.#changed.fire([{ type: isNew ? vscode.FileChangeType.Created : vscode.FileChangeType.Changed, uri }]);
  }

  async createDirectory(uri: vscode.Uri): Promise<void> {
    await this.#with(uri, async (files, { path }) => {
      if ((await files.stat(path)) === null) await files.createFolder(path);
    });
    this.#changed.fire([{ type: vscode.FileChangeType.Created, uri }]);
  }

  async delete(uri: vscode.Uri): Promise<void> {
    await this.#with(uri, async (files, { path }) => {
      await found(files, path, uri);
      await files.remove(path);
    });
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  async rename(from: vscode.Uri, to: vscode.Uri, options: { readonly overwrite: boolean }): Promise<void> {
    const target = locationOf(to);
    await this.#with(from, async (files, source) => {
      await found(files, source.path, from);
      const isSameRoot = target?.name === source.name && to.scheme === from.scheme && to.authority === from.authority;
      if (!target || !isSameRoot) throw vscode.FileSystemError.NoPermissions(to);
      if (!options.overwrite && (await files.stat(target.path))) throw vscode.FileSystemError.FileExists(to);
      await files.rename(source.path, target.path);
    });
    this.#changed.fire([
      { type: vscode.FileChangeType.Deleted, uri: from },
      { type: vscode.FileChangeType.Created, uri: to },
    ]);
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async #with<T>(uri: vscode.Uri, act: (files: ContainerFiles, location: FileLocation) => Promise<T>): Promise<T> {
    const location = locationOf(uri);
    if (!location) throw vscode.FileSystemError.FileNotFound(uri);
    try {
      return await act(await this.#access.files(location), location);
    } catch (error) {
      throw error instanceof EngineError ? fileSystemError(error, uri, location) : error;
    }
  }
}

async function found(files: ContainerFiles, path: string, uri: vscode.Uri): Promise<Stat> {
  const stat = await files.stat(path);
  if (!stat) throw vscode.FileSystemError.FileNotFound(uri);
  return stat;
}

function fileStat(it: Stat): vscode.FileStat {
  const { size, modifiedAt } = it.entry;
  return { type: fileType(it), size, mtime: modifiedAt, ctime: modifiedAt };
}

function fileType({ entry, isFolder }: Stat): vscode.FileType {
  const target = isFolder ? vscode.FileType.Directory : vscode.FileType.File;
  if (entry.type === "link") return vscode.FileType.SymbolicLink | target;
  return entry.type === "other" ? vscode.FileType.Unknown : target;
}

function fileSystemError(error: EngineError, uri: vscode.Uri, { name, path }: FileLocation): vscode.FileSystemError {
  if (error.reason === "gone") return vscode.FileSystemError.FileNotFound(uri);
  const text = explainFailure(`${name}:${path}`, error);
  return error.reason === "conflict" || error.reason === "invalid" || error.reason === "denied"
    ? vscode.FileSystemError.NoPermissions(text)
    : vscode.FileSystemError.Unavailable(text);
}
