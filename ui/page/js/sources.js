// Where a German sentence comes from

function day(date) {
  const parsed = date === null ? NaN : Date.parse(date.slice(0, 10));
  return Number.isNaN(parsed)
    ? texts.undated
    : make("time", { datetime: date }, dates.format(parsed));
}

function origin(source) {
  const link = source.url === null ? null
    : make("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, texts.original);
  const parts = [source.source ? make("span", { lang: "de" }, source.source) : null, day(source.date), link]
    .filter((part) => part !== null);
  return make("p", { class: "fs-origin" }, ...parts.flatMap((part, at) => (at ? [" · ", part] : [part])));
}

function title(source) {
  return make("p", { class: "fs-title", lang: "de" }, source.title || texts.untitled);
}
