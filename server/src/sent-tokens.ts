/** The semantic tokens that were last sent of each document: what comes next is sent as the difference to them. */
import type { OpenDocument } from "./documents.ts";
import { type TokenEdit, tokenEdits } from "./text/token-data.ts";

export interface Tokens {
  readonly resultId: string;
  readonly data: number[];
}
interface TokenChanges {
  readonly resultId: string;
  readonly edits: TokenEdit[];
}

export class SentTokens {
  readonly #last = new WeakMap<OpenDocument, Tokens>();

  all(document: OpenDocument, data: number[]): Tokens {
    const tokens = { resultId: String(document.version), data };
    this.#last.set(document, tokens);
    return tokens;
  }

  /** Since `resultId`, as far as that is what was last sent. */
  changes(document: OpenDocument, data: number[], resultId: string): Tokens | TokenChanges {
    const before = this.#last.get(document);
    const now = this.all(document, data);
    return before?.resultId === resultId ? { resultId: now.resultId, edits: tokenEdits(before.data, data) } : now;
  }
}
