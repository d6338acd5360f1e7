/** An engine, an editor and a window for the tests of one suite: there before the first, gone after the last. */
import { after, before } from "node:test";
import { type Dockerd, startDockerd } from "./dockerd.ts";
import { type Editor, startEditor, type Workbench } from "./workbench.ts";

export interface OwnEngine {
  readonly dockerd: Dockerd;
  readonly editor: Editor;
  readonly window: Workbench;
}

interface Preparation {
  /** Its socket is there, and nobody answers. */
  readonly stopped?: boolean;
  /** Of the editor, with the engine's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Before the editor is started. */
  readonly before?: (dockerd: Dockerd) => Promise<void> | void;
}

/** To be asked by tests, not before them. */
export function ownEngine(folder: string, preparation: Preparation = {}): () => OwnEngine {
  let dockerd: Dockerd | undefined;
  let editor: Editor | undefined;
  let window: Workbench | undefined;
  before(async () => {
    dockerd = await startDockerd({ start: !preparation.stopped });
    await preparation.before?.(dockerd);
    editor = await startEditor({ env: { DOCKER_HOST: dockerd.host, ...preparation.env } });
    window = await editor.open(folder);
  });
  after(async () => {
    await editor?.close();
    await dockerd?.dispose();
  });
  return () => {
    if (!dockerd || !editor || !window) throw new Error("The suite has not begun yet.");
    return { dockerd, editor, window };
  };
}
