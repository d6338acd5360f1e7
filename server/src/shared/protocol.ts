/** What the extension and the language server say to each other beyond LSP. */

/** Sent by the client as `initializationOptions`; every part may be absent in other editors. */
export interface InitializationOptions {
  /** `es`, `en`, `pt-br`: the editor's display language. */
  readonly locale?: string;
}
