/** The page of the log viewer: only the lines that are seen are in the document. */
import type { FromLogPage, LogTexts, ToLogPage } from "../src/logs/messages.ts";
import { type Span, spansOf } from "./ansi.ts";
import { adoptStyle, element, filled, openChannel } from "./dom.ts";
import { type KeptLine, LineStore } from "./line-store.ts";
import style from "./logs-page.css";

const LINE_HEIGHT = 19;
const OVERSCAN = 20;
const post = openChannel<FromLogPage>();

adoptStyle(style);
window.addEventListener("message", (event: MessageEvent<ToLogPage>) => receive(event.data));
post({ kind: "ready" });

let page: LogPage | null = null;

function receive(message: ToLogPage): void {
  switch (message.kind) {
    case "begin": {
      const isFirst = page === null;
      page = new LogPage(message);
      page.focus(isFirst ? "lines" : "range");
      return;
    }
    case "lines":
      page?.add(message.lines, message.dropped);
      post({ kind: "taken" });
      return;
    case "note":
      page?.note(message.source, message.text);
  }
}

class LogPage {
  readonly #texts: LogTexts;
  readonly #sources: readonly string[];
  readonly #store: LineStore;
  readonly #search: HTMLInputElement;
  readonly #count = element("span", { class: "count", role: "status" });
  readonly #total = element("span", { class: "total" });
  readonly #list: HTMLElement;
  readonly #spacer = element("div", { class: "spacer" });
  readonly #rows = element("div", { class: "rows" });
  readonly #empty: HTMLElement;
  readonly #toggles: Record<"matchCase" | "onlyMatches" | "timestamps" | "follow", HTMLInputElement>;
  readonly #range: HTMLSelectElement;
  readonly #channel: HTMLSelectElement;
  #match = -1;
  #drawing = false;

  constructor({ texts, sources, ranges, range, most }: Extract<ToLogPage, { kind: "begin" }>) {
    this.#texts = texts;
    this.#sources = sources;
    this.#store = new LineStore(most);
    this.#search = element("input", { type: "search", placeholder: texts.search, "aria-label": texts.search });
    this.#toggles = {
      matchCase: checkbox(),
      onlyMatches: checkbox(),
      timestamps: checkbox(),
      follow: checkbox(true),
    };
    this.#channel = select(texts.channel, [
      ["all", texts.everyChannel],
      ["stdout", "stdout"],
      ["stderr", "stderr"],
    ]);
    this.#range = select(
      texts.range,
      ranges.map(({ id, label }) => [id, label]),
    );
    this.#range.value = range;
    this.#empty = element("p", { class: "empty" }, texts.waiting);
    this.#list = element("div", {
      class: "list",
      tabindex: "0",
      role: "log",
      "aria-label": texts.logs,
      "aria-live": "off",
    });
    this.#list.append(this.#empty, this.#spacer);
    this.#spacer.append(this.#rows);
    const tools = element(
      "div",
      { class: "tools", role: "toolbar", "aria-label": texts.logs },
      this.#search,
      button("↑", texts.previous, () => this.#go(-1)),
      button("↓", texts.next, () => this.#go(1)),
      this.#count,
      labelled(this.#toggles.matchCase, "Aa", texts.matchCase),
      labelled(this.#toggles.onlyMatches, texts.filter),
      element("span", { class: "gap" }),
      this.#range,
      this.#channel,
      labelled(this.#toggles.timestamps, texts.timestamps),
      labelled(this.#toggles.follow, texts.follow),
      button(texts.clear, texts.clear, () => this.#clear()),
      button(texts.save, texts.save, () => post({ kind: "save", text: this.#text() })),
      this.#total,
    );
    document.body.replaceChildren(tools, ...this.#legend(), this.#list);
    this.#listen();
    this.#draw();
  }

  /** For the keyboard: the lines are read first; who chooses others goes on from the choice. */
  focus(what: "lines" | "range"): void {
    (what === "lines" ? this.#list : this.#range).focus();
  }

  add(lines: Parameters<LineStore["add"]>[0], dropped: number): void {
    if (dropped > 0) this.#remark(0, filled(this.#texts.dropped, dropped));
    this.#shift(this.#store.add(lines));
    this.#draw();
  }

  note(source: number, text: string): void {
    this.#remark(source, text);
    this.#draw();
  }

  #remark(source: number, text: string): void {
    this.#shift(this.#store.add([{ source, isError: false, time: "", text }], true));
  }

  /** What is read stays where it is while lines go at the top. */
  #shift(gone: number): void {
    if (gone > 0 && !this.#toggles.follow.checked) this.#list.scrollTop -= gone * LINE_HEIGHT;
  }

  #listen(): void {
    const { matchCase, onlyMatches, timestamps, follow } = this.#toggles;
    for (const it of [this.#search, matchCase, onlyMatches, this.#channel])
      it.addEventListener("input", () => this.#refilter());
    timestamps.addEventListener("input", () => this.#draw());
    follow.addEventListener("input", () => this.#draw());
    this.#range.addEventListener("input", () => post({ kind: "range", id: this.#range.value }));
    this.#search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#go(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") {
        this.#search.value = "";
        this.#refilter();
        this.#list.focus();
      }
    });
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "f") return;
      event.preventDefault();
      this.#search.focus();
      this.#search.select();
    });
    // Whoever scrolls up wants to read; at the end, to follow again.
    this.#list.addEventListener("wheel", (event) => {
      if (event.deltaY < 0) follow.checked = false;
    });
    this.#list.addEventListener("keydown", (event) => {
      if (["ArrowUp", "PageUp", "Home"].includes(event.key)) follow.checked = false;
      if (event.key === "End") follow.checked = true;
    });
    this.#list.addEventListener("scroll", () => {
      const { scrollTop, clientHeight, scrollHeight } = this.#list;
      if (scrollTop + clientHeight >= scrollHeight - 2) follow.checked = true;
      else if (!this.#drawing) follow.checked = false;
      this.#draw();
    });
    new ResizeObserver(() => this.#draw()).observe(this.#list);
  }

  #refilter(): void {
    this.#store.show({
      channel: this.#channel.value as "all" | "stdout" | "stderr", // The values of its options.
      search: this.#search.value,
      matchCase: this.#toggles.matchCase.checked,
      onlyMatches: this.#toggles.onlyMatches.checked,
    });
    this.#match = -1;
    this.#tellMatches(this.#store.matches().length);
    this.#draw();
  }

  #go(step: 1 | -1): void {
    const matches = this.#store.matches();
    if (matches.length > 0) {
      const first = Math.floor(this.#list.scrollTop / LINE_HEIGHT);
      const start = step > 0 ? matches.findIndex((it) => it >= first) : matches.findLastIndex((it) => it < first);
      const from = this.#match < 0 ? Math.max(start, 0) - (step > 0 ? 1 : 0) : this.#match;
      this.#match = (from + step + matches.length) % matches.length;
      this.#toggles.follow.checked = false;
      this.#drawing = true;
      this.#list.scrollTop = Math.max(0, (matches[this.#match] ?? 0) * LINE_HEIGHT - this.#list.clientHeight / 2);
    }
    this.#tellMatches(matches.length);
    this.#draw();
  }

  #tellMatches(count: number): void {
    this.#count.textContent = this.#search.value === "" ? "" : this.#matchesText(count);
  }

  #matchesText(count: number): string {
    const { noMatch, oneMatch, someMatches, matches } = this.#texts;
    if (count === 0) return noMatch;
    if (this.#match >= 0) return filled(matches, this.#match + 1, count);
    return count === 1 ? oneMatch : filled(someMatches, count);
  }

  #clear(): void {
    this.#store.clear();
    this.#match = -1;
    this.#draw();
  }

  /** Once for all that comes before the next frame. */
  #draw(): void {
    if (this.#drawing && this.#rows.dataset.pending === "yes") return;
    this.#rows.dataset.pending = "yes";
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#rows.dataset.pending = "";
      this.#drawNow();
      requestAnimationFrame(() => {
        this.#drawing = false;
      });
    });
  }

  #drawNow(): void {
    const { visible } = this.#store;
    this.#empty.hidden = visible.length > 0;
    this.#spacer.style.height = `${visible.length * LINE_HEIGHT}px`;
    if (this.#toggles.follow.checked) this.#list.scrollTop = this.#list.scrollHeight;
    const first = Math.max(0, Math.floor(this.#list.scrollTop / LINE_HEIGHT) - OVERSCAN);
    const last = Math.ceil((this.#list.scrollTop + this.#list.clientHeight) / LINE_HEIGHT) + OVERSCAN;
    const current = this.#match < 0 ? null : (visible[this.#store.matches()[this.#match] ?? -1]?.number ?? null);
    this.#rows.style.transform = `translateY(${first * LINE_HEIGHT}px)`;
    this.#rows.replaceChildren(...visible.slice(first, last).map((it) => this.#row(it, it.number === current)));
    const { length } = this.#store.all;
    this.#total.textContent = length === 1 ? this.#texts.oneLine : filled(this.#texts.lines, length);
  }

  #row(line: KeptLine, isCurrent: boolean): HTMLElement {
    const classes = ["line", line.isNote ? "note" : line.isError ? "error" : ""];
    if (isCurrent) classes.push("current");
    else if (this.#store.isMatch(line)) classes.push("match");
    const row = element("div", { class: classes.filter(Boolean).join(" ") });
    if (this.#sources.length > 1)
      row.append(element("span", { class: `source source${line.source % 8}` }, this.#sources[line.source] ?? ""));
    if (this.#toggles.timestamps.checked && line.time !== "")
      row.append(element("span", { class: "time" }, line.time.replace("T", " ").replace(/(\.\d{3})?\d*Z?$/, "$1")));
    const text = element("span", { class: "text" });
    if (line.isNote) text.append(line.text);
    else for (const it of spansOf(line.text)) text.append(spanElement(it));
    row.append(text);
    return row;
  }

  #legend(): HTMLElement[] {
    if (this.#sources.length < 2) return [];
    const names = this.#sources.map((it, at) => element("span", { class: `source source${at % 8}` }, it));
    return [element("div", { class: "legend" }, ...names)];
  }

  /** What is visible, as it is shown, without colours. */
  #text(): string {
    const lines = this.#store.visible.map((it) => {
      const source = this.#sources.length > 1 ? `${this.#sources[it.source]} ` : "";
      const text = spansOf(it.text)
        .map((span) => span.text)
        .join("");
      return `${source}${it.time === "" ? "" : `${it.time} `}${text}`;
    });
    return `${lines.join("\n")}\n`;
  }
}

function spanElement({ text, style: it }: Span): Node {
  const classes = [
    it.bold && "bold",
    it.dim && "dim",
    it.italic && "italic",
    it.underline && "underline",
    typeof it.colour === "number" && `fg${it.colour}`,
    typeof it.background === "number" && `bg${it.background}`,
  ].filter((name) => name !== false);
  const isOwn = typeof it.colour === "string" || typeof it.background === "string";
  if (classes.length === 0 && !isOwn) return document.createTextNode(text);
  const made = element("span", { class: classes.join(" ") }, text);
  if (typeof it.colour === "string") made.style.color = it.colour;
  if (typeof it.background === "string") made.style.backgroundColor = it.background;
  return made;
}

function button(text: string, title: string, act: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", title, "aria-label": title }, text);
  made.addEventListener("click", act);
  return made;
}

function checkbox(checked = false): HTMLInputElement {
  const made = element("input", { type: "checkbox" });
  made.checked = checked;
  return made;
}

const labelled = (box: HTMLInputElement, text: string, title = text): HTMLElement => {
  box.setAttribute("aria-label", title);
  return element("label", { title }, box, text);
};

function select(title: string, options: readonly (readonly [value: string, label: string])[]): HTMLSelectElement {
  return element(
    "select",
    { title, "aria-label": title },
    ...options.map(([value, label]) => element("option", { value }, label)),
  );
}
