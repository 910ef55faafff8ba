// The row of buttons at the top of the page.
// Where there is no room for a chooser's name.
const ICONS_OF = { "answer-language": "answer" };
const PAGE_LANGUAGES = ["de", "en"];
const ANSWER_LANGUAGES = ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", "zh-Hant"];

/** Return the row, or null for none. */
function toolbar() {
  return make("nav", { class: "fs-toolbar", "aria-label": texts.tools },
    tool("plus", texts.new_chat, { "data-testid": "new-chat" }, beginAnew, true),
    menu("past", texts.past, "past", pastChats), menu("export", texts.export, "export", exportKinds),
    make("span", { class: "fs-gap" }),
    chooser(texts.answer_in, "answer-language", [["", texts.as_asked], ...named(ANSWER_LANGUAGES)], answerLanguage() ?? "", (code) => {
      choice("answer-language", code);
    }),
    chooser(texts.page_in, "language", PAGE_LANGUAGES.map((code) => [code, code.toUpperCase()]), language, speak),
    tool("shade", texts.shade, { "data-testid": "shade" }, turnShade),
    props.guarded ? tool("out", texts.logout, { class: "fs-tool fs-out", "data-testid": "log-out" }, logOut) : null);
}

function menu(drawing, words, name, content) {
  const panel = make("div", { class: "fs-panel" });
  const summary = make("summary", { class: "fs-tool", "data-testid": name, "aria-label": words }, icon(drawing), make("span", { class: "fs-written" }, words));
  const details = make("details", { class: "fs-menu" }, summary, panel);
  const close = () => details.removeAttribute("open");
  details.addEventListener("toggle", () => {
    if (details.open) panel.replaceChildren(...content(close));
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    summary.focus();
  });
  document.addEventListener("click", (event) => {
    // What was clicked may be gone by now: a deleted conversation is.
    if (!event.composedPath().includes(details)) close();
  });
  return details;
}

function exportKinds(close) {
  if (current.turns.length === 0) return [make("p", { class: "fs-note" }, texts.nothing_to_export)];
  return ["markdown", "html"].map((kind) => plain(texts[`export_${kind}`], { "data-testid": `export-${kind}` }, () => {
    exported(kind);
    close();
  }));
}

function plain(words, attributes, pressed) {
  const made = button({ class: "fs-plain", ...attributes }, words);
  made.addEventListener("click", () => pressed(made));
  return made;
}

// Languages

function chooser(words, name, options, chosen, changed) {
  const id = `fs-${name}`;
  const select = make("select", { id, "data-testid": name, title: words, "aria-label": words },
    ...options.map(([value, text]) => make("option", { value, selected: value === chosen ? "" : null }, text)));
  select.addEventListener("change", () => changed(select.value));
  return make("label", { class: `fs-chooser fs-${name}`, for: id },
    name in ICONS_OF ? icon(ICONS_OF[name]) : null, make("span", {}, words), select);
}

function answerLanguage() {
  const code = choice("answer-language");
  return ANSWER_LANGUAGES.includes(code) ? code : null;
}

function named(codes) {
  const names = new Intl.DisplayNames([language], { type: "language" });
  return codes.map((code) => [code, names.of(code)]).sort((one, other) => one[1].localeCompare(other[1], language));
}

/** Let the page speak another language: the server, too, reads the cookie, so the page is loaded anew. */
function speak(code) {
  document.cookie = `fundstelle_lang=${code}; path=/; max-age=31536000; samesite=strict`;
  location.reload();
}

// Light and dark

function applyShade() {
  const chosen = choice("shade");
  if (chosen === "dark" || chosen === "light") document.body.classList.toggle("dark", chosen === "dark");
}

function turnShade() {
  choice("shade", document.body.classList.contains("dark") ? "light" : "dark");
  applyShade();
}

// When the machine goes dark in the evening, Gradio follows; who has chosen stays where they are.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(applyShade));
applyShade();
