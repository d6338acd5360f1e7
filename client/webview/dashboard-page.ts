/** The page of the dashboard: four charts, and the same numbers as a table. */
import * as l10n from "@vscode/l10n";
import uPlot from "uplot";
import chartStyle from "uplot/dist/uPlot.min.css";
import { bytes } from "../../server/src/shared/bytes.ts";
import { percent } from "../../server/src/shared/numbers.ts";
import type { DashboardTexts, FromDashboardPage, ToDashboardPage } from "../src/dashboard/messages.ts";
import type { SampleRow } from "../src/dashboard/samples.ts";
import style from "./dashboard-page.css";
import { adoptStyle, element, filled, openChannel } from "./dom.ts";

/** Samples, one a second. */
const MOST_SAMPLES = 120;
/** A chart with more lines tells nothing: the busiest are drawn, the table has all. */
const MOST_LINES = 8;
const HEIGHT = 170;
const COLOURS = ["blue", "green", "orange", "purple", "red", "yellow"].map((it) => `--vscode-charts-${it}`);
COLOURS.push("--vscode-terminal-ansiCyan", "--vscode-terminal-ansiMagenta");

const post = openChannel<FromDashboardPage>();
adoptStyle(chartStyle);
adoptStyle(style);
window.addEventListener("message", (event: MessageEvent<ToDashboardPage>) => receive(event.data));
post({ kind: "ready" });

let page: DashboardPage | null = null;

function receive(message: ToDashboardPage): void {
  if (message.kind === "begin") {
    l10n.config({ contents: { "{0}.{1}": message.texts.decimal } });
    page = new DashboardPage(message.texts);
  } else page?.add(message.at, message.rows);
}

interface Sample {
  readonly at: number;
  readonly rows: ReadonlyMap<string, SampleRow>;
}

interface Metric {
  readonly title: string;
  readonly value: (row: SampleRow) => number | null;
  readonly text: (value: number) => string;
  /** The least that the axis reaches to: less is noise. */
  readonly least: number;
}

class DashboardPage {
  readonly #charts: readonly Chart[];
  readonly #body = element("tbody");
  readonly #empty: HTMLElement;
  readonly #content: HTMLElement;
  #samples: Sample[] = [];

  constructor(texts: DashboardTexts) {
    const sum = (...values: (number | null)[]): number | null =>
      values.includes(null) ? null : values.reduce((total: number, it) => total + (it ?? 0), 0);
    const metrics: Metric[] = [
      { title: texts.cpu, value: (it) => it.cpu, text: percent, least: 5 },
      { title: texts.memory, value: (it) => it.memory, text: bytes, least: 1_000_000 },
      { title: texts.network, value: (it) => sum(it.received, it.sent), text: rate, least: 4000 },
      { title: texts.disk, value: (it) => sum(it.read, it.written), text: rate, least: 4000 },
    ];
    this.#charts = metrics.map((it) => new Chart(it, filled(texts.chart, it.title)));
    const heads = [
      texts.container,
      texts.cpu,
      texts.memory,
      `${texts.network}: ${texts.received}`,
      texts.sent,
      `${texts.disk}: ${texts.read}`,
      texts.written,
      texts.processes,
    ];
    const head = element("tr", {}, ...heads.map((it) => element("th", { scope: "col" }, it)));
    this.#empty = element("p", { class: "empty" }, texts.nothing);
    this.#content = element(
      "div",
      {},
      element("div", { class: "charts" }, ...this.#charts.map((it) => it.element)),
      element("table", {}, element("caption", {}, texts.title), element("thead", {}, head), this.#body),
    );
    document.body.replaceChildren(element("main", { "aria-label": texts.title }, this.#empty, this.#content));
    this.#content.hidden = true;
    // The colours are those of the theme, which the charts draw into a picture.
    new MutationObserver(() => this.#draw(true)).observe(document.body, { attributeFilter: ["class"] });
    new ResizeObserver(() => this.#draw(true)).observe(document.body);
  }

  add(at: number, rows: readonly SampleRow[]): void {
    this.#samples = [...this.#samples, { at, rows: new Map(rows.map((it) => [it.id, it])) }].slice(-MOST_SAMPLES);
    this.#empty.hidden = rows.length > 0;
    this.#content.hidden = rows.length === 0;
    this.#fill(rows);
    this.#draw(false);
  }

  #draw(isAnew: boolean): void {
    if (this.#content.hidden) return;
    for (const it of this.#charts) it.draw(this.#samples, isAnew);
  }

  /** Rows stay the same elements, so that a screen reader keeps its place. */
  #fill(rows: readonly SampleRow[]): void {
    const known = new Map([...this.#body.rows].map((it) => [it.dataset.id ?? "", it]));
    const wanted = rows.map((row) => {
      const made = known.get(row.id) ?? emptyRow(row);
      for (const [at, text] of cellsOf(row).entries()) {
        const cell = made.cells[at + 1];
        if (cell && cell.textContent !== text) cell.textContent = text;
      }
      return made;
    });
    if (wanted.length !== this.#body.rows.length || wanted.some((it, at) => this.#body.rows[at] !== it))
      this.#body.replaceChildren(...wanted);
  }
}

class Chart {
  readonly element: HTMLElement;
  readonly #metric: Metric;
  readonly #place = element("div", { class: "plot" });
  #plot: uPlot | null = null;
  #ids = "";

  constructor(metric: Metric, label: string) {
    this.#metric = metric;
    this.element = element("section", { class: "chart" }, element("h2", {}, metric.title), this.#place);
    this.#place.setAttribute("role", "img");
    this.#place.setAttribute("aria-label", label);
  }

  draw(samples: readonly Sample[], isAnew: boolean): void {
    const last = samples.at(-1);
    if (!last) return;
    const { value } = this.#metric;
    const rows = [...last.rows.values()]
      .sort((a, b) => (value(b) ?? 0) - (value(a) ?? 0))
      .slice(0, MOST_LINES)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const data = [
      samples.map((it) => it.at / 1000),
      ...rows.map(({ id }) => samples.map((it) => (it.rows.has(id) ? value(it.rows.get(id) as SampleRow) : null))),
    ] as uPlot.AlignedData;
    const ids = rows.map((it) => it.id).join();
    if (this.#plot && ids === this.#ids && !isAnew) {
      this.#plot.setData(data);
      return;
    }
    this.#plot?.destroy();
    this.#ids = ids;
    this.#plot = new uPlot(this.#options(rows), data, this.#place);
  }

  #options(rows: readonly SampleRow[]): uPlot.Options {
    const theme = getComputedStyle(document.body);
    const colour = (name: string): string => theme.getPropertyValue(name).trim() || "#888";
    const { text, least } = this.#metric;
    const axis = {
      stroke: colour("--vscode-descriptionForeground"),
      grid: { stroke: colour("--vscode-editorIndentGuide-background1"), width: 1 },
      ticks: { show: false },
    };
    return {
      width: Math.max(200, this.#place.clientWidth),
      height: HEIGHT,
      cursor: { y: false },
      scales: { y: { range: (_, __, most) => [0, Math.max((most ?? 0) * 1.1, least)] } },
      axes: [
        { ...axis, space: 90, values: (_, times) => times.map((it) => clock(it)) },
        { ...axis, size: 70, values: (_, values) => values.map((it) => text(it)) },
      ],
      series: [
        { label: "", value: (_, at) => (at ? clock(at) : "") },
        ...rows.map((it, place) => ({
          label: it.name,
          stroke: colour(COLOURS[place] ?? ""),
          width: 1.5,
          points: { show: false },
          value: (_: uPlot, shown: number | null) => (shown === null ? "" : text(shown)),
        })),
      ],
    };
  }
}

function emptyRow({ id, name }: SampleRow): HTMLTableRowElement {
  const cells = Array.from({ length: 7 }, () => element("td"));
  const made = element("tr", {}, element("th", { scope: "row" }, name), ...cells);
  made.dataset.id = id;
  return made;
}

function cellsOf(it: SampleRow): string[] {
  const perSecond = (value: number | null): string => (value === null ? "" : rate(value));
  const limit = it.memoryLimit > 0 ? ` / ${bytes(it.memoryLimit)}` : "";
  return [
    it.cpu === null ? "" : percent(it.cpu),
    `${bytes(it.memory)}${limit}`,
    perSecond(it.received),
    perSecond(it.sent),
    perSecond(it.read),
    perSecond(it.written),
    String(it.processes),
  ];
}

const clock = (seconds: number): string => new Date(seconds * 1000).toLocaleTimeString(document.documentElement.lang);
const rate = (value: number): string => `${bytes(value)}/s`;
