// What bounds the search: dates and a newspaper, kept for the next questions until taken away.
const FILTERS = ["since", "until", "source"];
let filters = {};

function chipWords(name, value) {
  return say(`chip_${name}`, { value: name === "source" ? value : written(value) || value });
}

/** A chip a filter; a click on it takes it away (of a past question: asks again without it). */
function chips(set) {
  return FILTERS.filter((name) => set[name]).map((name) => button({
    class: "fs-chip", "data-testid": "chip", "data-chip": name,
    "aria-label": say("chip_remove", { filter: chipWords(name, set[name]) }),
  }, make("span", { dir: "auto" }, chipWords(name, set[name])), make("span", { "aria-hidden": "true" }, "×")));
}

const filterFields = Object.fromEntries(FILTERS.map((name) => [name,
  make("input", name === "source"
    ? { type: "text", list: "fs-papers", autocomplete: "off", maxlength: 200, "data-filter": name }
    : { type: "date", "data-filter": name })]));
const papers = make("datalist", { id: "fs-papers" });
const filterBox = make("details", { class: "fs-filter", "data-testid": "filter" },
  make("summary", {}, texts.filter),
  make("div", { class: "fs-fields" },
    ...FILTERS.map((name) => make("label", {}, make("span", {}, texts[`filter_${name}`]), filterFields[name])), papers));
const chipRow = make("div", { class: "fs-chips" });
const bar = make("div", { class: "fs-bar" }, filterBox, chipRow);

function setFilters(set) {
  filters = Object.fromEntries(FILTERS.filter((name) => set[name]).map((name) => [name, set[name]]));
  for (const name of FILTERS) filterFields[name].value = filters[name] ?? "";
  chipRow.replaceChildren(...chips(filters));
}

filterBox.addEventListener("change", () => {
  setFilters(Object.fromEntries(FILTERS.map((name) => [name, filterFields[name].value.trim()])));
});
filterBox.addEventListener("toggle", async () => {
  if (!filterBox.open || papers.childElementCount > 0) return;
  const names = await server.newspapers() ?? [];
  papers.replaceChildren(...names.map((name) => make("option", { value: name })));
});
