// Where a German sentence comes from.

function day(date) {
  const words = written(date);
  return words === "" ? texts.undated : make("time", { datetime: date }, words);
}

function origin(source, more = null) {
  const link = source.url === null ? null
    : make("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, texts.original);
  const page = source.page === null || source.page === undefined ? null
    : make("span", {}, say("page", { page: source.page }));
  const parts = [source.source ? make("span", { lang: "de" }, source.source) : null, day(source.date), page, link, more]
    .filter((part) => part !== null);
  return make("p", { class: "fs-origin" }, ...parts.flatMap((part, at) => {
    const dot = at ? make("span", { class: "fs-between" }, "· ") : null;
    return [at ? " " : null, make("span", { class: "fs-part" }, dot, part)].filter((each) => each !== null);
  }));
}

function headline(source) {
  return source.title || texts.untitled;
}

/** The articles that an answer cites, each once, with the numbers that cite it. */
function sources(turn, citations) {
  const articles = new Map();
  for (const citation of citations) {
    const numbers = articles.get(citation.article)?.numbers ?? [];
    articles.set(citation.article, { ...(articles.get(citation.article) ?? citation), numbers: [...numbers, citation.number] });
  }
  const items = [...articles.values()].map((source) => make("li", { "data-testid": "source" },
    button({ class: "fs-open", "data-cite": source.numbers[0], lang: "de" }, headline(source), " ",
      make("span", { class: "fs-numbers" }, source.numbers.map((number) => `[${number}]`).join(" "))),
    origin(source)));
  return make("section", { class: "fs-sources" }, make("h3", {}, texts.sources), make("ul", {}, ...items));
}

/** What was found and is not cited, or came nearest: each opens at its place. */
function passages(hits) {
  return make("ul", { class: "fs-passages" }, ...hits.map((hit) => make("li", {},
    button({ class: "fs-open", "data-place": JSON.stringify([hit.article, hit.start, hit.end]), lang: "de" }, headline(hit)),
    origin(hit), make("p", { class: "fs-snippet", lang: "de" }, hit.text))));
}

function also(hits, label) {
  return hits.length === 0 ? null : make("details", { class: "fs-also", "data-testid": "also" },
    make("summary", {}, say(label, { count: hits.length })), passages(hits));
}
