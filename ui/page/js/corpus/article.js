// One open article: its cleaned text, what cleaning cut, and, where that is allowed, a way out.
const removable = props.removable === "yes";
const number = new Intl.NumberFormat(language);

function hint(text) {
  return make("p", { class: "fs-hint" }, text);
}

function fact(label, value, attributes = {}) {
  return value === null || value === "" ? []
    : [make("dt", {}, label), make("dd", attributes, value)];
}

function facts(article) {
  return make("dl", {},
    ...fact(texts.author, article.author, { lang: "de", dir: "auto" }),
    ...fact(texts.column_characters, number.format(article.characters)),
    ...fact(texts.passages, number.format(article.passages)),
    ...fact(texts.article_id, article.id));
}

function removed(article) {
  if (article.cut === 0) return hint(texts.nothing_cut);
  const lines = article.removed.map((line) => make("li", {},
    make("span", { class: "fs-line" }, `${line.line}`),
    make("span", { lang: "de", dir: "auto" }, line.text),
    make("span", { class: "fs-reason" }, texts[`cut_${line.reason}`])));
  return make("details", { "data-testid": "corpus-removed" },
    make("summary", {}, say("cut", { count: number.format(article.cut) })), make("ol", {}, ...lines));
}

// Removing asks once more, in the page itself
function removing(article) {
  const first = make("button", { type: "button", class: "fs-remove", "data-testid": "corpus-remove" }, texts.remove);
  const sure = make("button", { type: "button", class: "fs-sure", "data-testid": "corpus-remove-sure" }, texts.remove_sure);
  const not = make("button", { type: "button" }, texts.remove_not);
  const asked = make("div", { class: "fs-asked", role: "group", hidden: "", "aria-label": texts.remove },
    make("p", {}, texts.remove_ask), sure, not);
  first.addEventListener("click", () => {
    first.hidden = true;
    asked.hidden = false;
    not.focus();
  });
  not.addEventListener("click", () => {
    asked.hidden = true;
    first.hidden = false;
    first.focus();
  });
  sure.addEventListener("click", () => {
    sure.disabled = not.disabled = true;
    sure.textContent = texts.removing;
    trigger("remove", { id: article.id });
  });
  return [first, asked];
}

function closing(article) {
  const button = make("button", { type: "button", class: "fs-close", "data-testid": "corpus-close" }, texts.article_close);
  button.addEventListener("click", () => {
    nothing();
    const row = document.querySelector(`#corpus-list [data-article="${CSS.escape(article.id)}"] button`);
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  });
  return button;
}

let shown = "";
// The article that was chosen last: another one that comes after it is late
let chosen = "";
function drawArticle(article) {
  const heading = make("h2", { lang: "de", dir: "auto", tabindex: "-1" }, article.title || texts.untitled);
  const paragraphs = article.text.split("\n").filter((line) => line.trim() !== "");
  // The text begins with its headline, which stands above it already.
  if (paragraphs.length > 1 && paragraphs[0].trim() === article.title.trim()) paragraphs.shift();
  root.replaceChildren(...[
    make("article", { "data-testid": "corpus-article", "data-article": article.id }, heading, origin(article),
      make("div", { class: "fs-body", lang: "de" }, ...paragraphs.map((line) => make("p", { dir: "auto" }, line))),
      article.shortened ? hint(texts.shortened) : null,
      removed(article), facts(article)),
    make("div", { class: "fs-removing" }, closing(article), ...(removable ? removing(article) : []))].filter((part) => part !== null));
  if (shown !== article.id) {
    heading.focus({ preventScroll: true });
    // The frame, which may still be scrolled down to another article's end.
    const frame = element.closest("#corpus-article") ?? element;
    frame.scrollTop = 0;
    frame.scrollIntoView({ block: "nearest" });
  }
  shown = article.id;
}

function nothing() {
  shown = chosen = "";
  root.replaceChildren(make("p", { class: "fs-hint fs-first" }, texts.article_none));
}

function sayOnce(text, failed = false) {
  shown = "";
  root.replaceChildren(make("p", { class: failed ? "fs-failed" : "fs-hint", dir: "auto" }, text));
  live.textContent = text;
}

function drawOpen() {
  if (!props.value) return;
  const value = JSON.parse(props.value);
  if (["article", "missing"].includes(value.kind) && value.id !== chosen) return;
  if (value.kind === "article") drawArticle(value);
  if (value.kind === "missing") sayOnce(texts.article_missing);
  if (value.kind === "failed") sayOnce(value.message, true);
  if (value.kind === "removed") sayOnce(texts.removed);
  if (value.kind !== "article") document.dispatchEvent(new Event("fundstelle-corpus"));
}

nothing();
document.addEventListener("fundstelle-open", (event) => (chosen = event.detail));
watch("value", drawOpen);
