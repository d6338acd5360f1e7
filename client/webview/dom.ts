/** Making elements: words become text nodes and nothing else. */

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

/** To the extension; may be asked for once in a page's life. */
export const openChannel = <Message>(): ((message: Message) => void) => {
  const api = acquireVsCodeApi();
  return (message) => api.postMessage(message);
};

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Not an inline style, which the page's policy forbids. */
export function adoptStyle(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

export const filled = (template: string, ...values: readonly (number | string)[]): string =>
  template.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)] ?? ""));
