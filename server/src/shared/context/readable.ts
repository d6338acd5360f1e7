/** What goes wrong when the files of a build context are read, with the file's name. */
import * as l10n from "@vscode/l10n";

/** A file or folder of a build context that cannot be sent; the message is for the user. */
export class ContextError extends Error {
  override readonly name = "ContextError";
}

/** Throws ContextError that names the path. */
export async function guard<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** As `guard`, for what is read while everything else waits. */
export function guardNow<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}

export const changed = (path: string): ContextError =>
  new ContextError(
    l10n.t("'{0}' changed its size while it was sent. Exclude it in .dockerignore, or build again.", path),
  );

export function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === "string" ? code : "";
}

function unreadable(path: string, error: unknown): ContextError {
  return error instanceof ContextError ? error : new ContextError(sentence(path, error), { cause: error });
}

function sentence(path: string, error: unknown): string {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return l10n.t("cannot read '{0}': permission denied. Make it readable, or exclude it in .dockerignore.", path);
    case "ENOENT":
      return l10n.t("cannot read '{0}': there is no such file.", path);
    case "ENOTDIR":
      return l10n.t("cannot read '{0}': it is not in a folder.", path);
    case "EISDIR":
      return l10n.t("cannot read '{0}': it is a folder.", path);
    default:
      return l10n.t("cannot read '{0}': {1}", path, error instanceof Error ? error.message : String(error));
  }
}
