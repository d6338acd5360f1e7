// The page of an image's layers: it shows what the extension sends, and asks for the files of one layer at a time.
// Texts from images become text nodes only.
const host = acquireVsCodeApi();
const state = { layer: 0, search: "", ...host.getState() };
const at = (id) => document.getElementById(id);
const list = at("layers");
let asked = null;

addEventListener("message", ({ data }) => {
  if (data.type === "image") showImage(data);
  // An answer to what is not asked any more comes late.
  if (data.type === "rows" && data.layer === state.layer && data.search === state.search) showRows(data);
});

at("search").addEventListener("input", ({ target }) => {
  state.search = target.value;
  clearTimeout(asked);
  asked = setTimeout(ask, 80);
});

at("open").addEventListener("click", () => host.postMessage({ type: "open", layer: state.layer }));

list.addEventListener("keydown", (event) => {
  const last = list.children.length - 1;
  const page = Math.max(1, Math.floor(list.clientHeight / 60));
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -last, End: last };
  if (!(event.key in steps)) return;
  event.preventDefault();
  select(Math.min(last, Math.max(0, state.layer + steps[event.key])));
});

host.postMessage({ type: "ready" });

function showImage({ title, summary, layers, texts }) {
  at("title").textContent = title;
  at("summary").textContent = summary;
  at("layers-title").textContent = texts.layers;
  at("files-title").textContent = texts.files;
  at("open").textContent = texts.open;
  at("search").placeholder = texts.search;
  at("search").setAttribute("aria-label", texts.search);
  at("search").value = state.search;
  list.replaceChildren(...layers.map(layerRow));
  select(Math.min(state.layer, layers.length - 1));
  list.focus();
}

function layerRow({ number, instruction, size, percent, note, isLinked }, index) {
  const row = element("div", "layer");
  row.id = `layer-${index}`;
  row.setAttribute("role", "option");
  row.setAttribute("aria-label", [number, instruction, size, `${percent} %`, note].filter(Boolean).join(", "));
  row.title = instruction;
  row.dataset.linked = String(isLinked);
  const meter = element("meter", "");
  meter.max = 100;
  meter.value = percent;
  meter.setAttribute("aria-hidden", "true");
  row.append(
    element("span", "number", number),
    element("span", "instruction", instruction.replaceAll(/\s+/g, " ")),
    element("span", "size", `${size} · ${percent} %`),
    meter,
    element("span", "note", note),
  );
  row.addEventListener("click", () => {
    select(index);
    list.focus();
  });
  return row;
}

function select(index) {
  state.layer = index;
  for (const row of list.children) row.setAttribute("aria-selected", String(row.id === `layer-${index}`));
  const row = at(`layer-${index}`);
  list.setAttribute("aria-activedescendant", row.id);
  row.scrollIntoView({ block: "nearest" });
  at("instruction").textContent = row.title;
  at("open").hidden = row.dataset.linked !== "true";
  ask();
}

function ask() {
  host.setState(state);
  host.postMessage({ type: "files", layer: state.layer, search: state.search });
}

function showRows({ rows, count }) {
  at("count").textContent = count;
  at("files").replaceChildren(
    ...rows.map(({ sign, meaning, path, size }) => {
      const row = element("li", "");
      const mark = element("span", "sign", sign);
      mark.dataset.sign = sign;
      mark.title = meaning;
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", meaning);
      row.append(mark, element("span", "path", path), element("span", "size", size));
      return row;
    }),
  );
}

function element(name, className, text = "") {
  const it = document.createElement(name);
  if (className) it.className = className;
  it.textContent = text;
  return it;
}
