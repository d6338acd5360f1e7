/** Offers what comes next as soon as a completion is accepted; a command of VS Code. */
export const ASK_AGAIN = { title: "", command: "editor.action.triggerSuggest" } as const;
