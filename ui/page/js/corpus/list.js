// The list of articles: what is wanted is kept here, the server sends one page of it at a time.
const COLUMNS = ["title", "source", "date", "characters"];
const wanted = { text: "", column: "date", descending: true, page: 0, turn: 0 };
const number = new Intl.NumberFormat(language);
const short = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
const TYPING_MS = 200;

function ask(change) {
  Object.assign(wanted, change, { turn: wanted.turn + 1 });
  trigger("list", { ...wanted });
}

function head(column) {
  const button = make("button", { type: "button", "data-sort": column },
    make("span", {}, texts[`column_${column}`]), make("span", { class: "fs-arrow", "aria-hidden": "true" }));
  return make("th", { scope: "col", "data-column": column }, button);
}

const search = make("input", {
  type: "search", id: "corpus-search", maxlength: 200, autocomplete: "off",
  placeholder: texts.corpus_search_hint, "data-testid": "corpus-search",
});
const count = make("p", { class: "fs-count" });
const body = make("tbody", {});
const table = make("table", {},
  make("caption", { class: "fs-sr" }, texts.tab_corpus),
  make("thead", {}, make("tr", {}, ...COLUMNS.map(head))), body);
const none = make("p", { class: "fs-none", hidden: "" }, texts.corpus_none);
const before = make("button", { type: "button", "data-page": -1 }, texts.page_before);
const after = make("button", { type: "button", "data-page": 1 }, texts.page_after);
const pager = make("nav", { class: "fs-pager", "aria-label": texts.pages }, before, make("span", {}), after);

root.replaceChildren(
  make("h1", { class: "fs-sr" }, texts.tab_corpus),
  make("div", { class: "fs-find" }, make("label", { for: "corpus-search" }, texts.corpus_search), search),
  count, table, none, pager);

function cell(label, ...children) {
  return make("td", { "data-label": label }, ...children);
}

function row(article) {
  const day = article.date === null ? NaN : Date.parse(article.date.slice(0, 10));
  const date = Number.isNaN(day) ? texts.undated : make("time", { datetime: article.date }, short.format(day));
  return make("tr", { "data-testid": "corpus-row", "data-article": article.id },
    make("th", { scope: "row" },
      make("button", { type: "button", lang: "de", dir: "auto" }, article.title || texts.untitled)),
    cell(texts.column_source, make("span", { lang: "de", dir: "auto" }, article.source || "–")),
    cell(texts.column_date, date),
    cell(texts.column_characters, number.format(article.characters)));
}

function drawOrder(list) {
  for (const th of table.querySelectorAll("th[data-column]")) {
    const active = th.dataset.column === list.column;
    if (active) th.setAttribute("aria-sort", list.descending ? "descending" : "ascending");
    else th.removeAttribute("aria-sort");
    th.querySelector(".fs-arrow").textContent = active ? (list.descending ? "▼" : "▲") : "";
  }
}

let drawn = "";
function drawList(list) {
  // An answer to what was asked before is late: the next one is on its way.
  if (list.turn !== wanted.turn) return;
  wanted.page = list.page;
  drawOrder(list);
  // The same rows stay, and with them the focus: the list is asked for again each time its tab is chosen.
  const drawing = JSON.stringify(list.rows);
  if (drawing !== drawn) body.replaceChildren(...list.rows.map(row));
  drawn = drawing;
  mark();
  const said = list.text.trim() === "" ? counted("corpus_count", list.total)
    : say("corpus_found", { found: number.format(list.matching), count: number.format(list.total) });
  if (count.textContent !== said) count.textContent = said;
  none.hidden = list.rows.length > 0;
  table.hidden = list.rows.length === 0;
  pager.hidden = list.pages < 2;
  pager.querySelector("span").textContent = say("page_of", { page: number.format(list.page + 1), pages: number.format(list.pages) });
  before.disabled = list.page === 0;
  after.disabled = list.page + 1 >= list.pages;
  live.textContent = said;
}

// The row of the article that is open is marked
let open = "";
function mark() {
  for (const tr of body.querySelectorAll("tr")) {
    const button = tr.querySelector("button");
    if (tr.dataset.article === open) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function drawListing() {
  if (!props.value) return;
  const value = JSON.parse(props.value);
  if (value.kind === "listing") drawList(value);
  else ask({});
}

let typing;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => ask({ text: search.value, page: 0 }), TYPING_MS);
});
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const line = event.target.closest("tr[data-article]");
  if (line !== null) {
    open = line.dataset.article;
    mark();
    document.dispatchEvent(new CustomEvent("fundstelle-open", { detail: open }));
    trigger("open", { id: open });
  } else if (button !== null && button.dataset.page !== undefined) {
    ask({ page: wanted.page + Number(button.dataset.page) });
    root.scrollIntoView({ block: "start" });
  } else if (button !== null && button.dataset.sort !== undefined) {
    const column = button.dataset.sort;
    const descending = wanted.column === column ? !wanted.descending : column === "date" || column === "characters";
    ask({ column, descending, page: 0 });
  }
});
document.addEventListener("fundstelle-corpus", () => ask({}));

watch("value", drawListing);
ask({});
