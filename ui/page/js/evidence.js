// The one pane beside the conversation: an article, opened at a German sentence.
const pane = make("aside", { class: "fs-pane", id: "fs-evidence", "data-testid": "evidence", "aria-label": texts.evidence });
let shown = null;
let chosen = false;

/** A sentence of an article; with a turn and a number, one of the sentences that an answer cites. */
function placeOfCitation(entry, number) {
  const said = entry.turn.answer ?? entry.turn.checked;
  const citation = said?.citations.find((each) => each.number === number);
  return citation === undefined ? null : { ...citation, entry, cited: said.citations, language: said.language };
}

function placeOfHit(entry, [article, start, end]) {
  const answer = entry?.turn.answer ?? null;
  return { article, start, end, number: null, sentence: null, also_in: [], entry, cited: answer?.citations ?? [],
    language: answer?.language ?? null };
}

function spanOf({ article, start, end, number }) {
  return { article, start, end, number };
}

function isSame(one, other) {
  return one.article === other.article && one.start === other.start && one.end === other.end;
}

/** Open a place: `focus` moves the reader there, else the pane changes by itself. */
async function open(place, { focus = true, from = null } = {}) {
  const others = place.cited.filter((each) => each.article === place.article && !isSame(each, place));
  const asked = { place, from, nonce: randomKey() };
  shown = asked;
  chosen = chosen || focus;
  lightUp(place);
  pane.setAttribute("aria-busy", "true");
  let article = null;
  try {
    // Where the server is away, Gradio returns nothing at all.
    article = await server.article({ ...spanOf(place), marks: others.map(spanOf) }) ?? { error: "lost" };
  } catch {
    article = { error: "lost" };
  }
  if (shown !== asked) return;
  pane.removeAttribute("aria-busy");
  asked.article = article;
  drawArticle(asked);
  reveal(focus ? "sentence" : null);
  translateShown();
}

function lightUp(place) {
  for (const lit of root.querySelectorAll(".fs-lit")) lit.classList.remove("fs-lit");
  for (const one of root.querySelectorAll("[data-testid=citation][aria-current]")) one.removeAttribute("aria-current");
  if (place.number === null) return;
  for (const number of place.entry.node.querySelectorAll(`[data-testid=citation][data-number="${place.number}"]`)) {
    number.setAttribute("aria-current", "true");
    number.closest(".fs-claim").classList.add("fs-lit");
  }
}

/** A link that opens this sentence for whoever may use this page. */
function linkTo({ article, start, end }) {
  const link = new URL(document.baseURI);
  link.search = new URLSearchParams({ article, start, end });
  return link.href;
}

async function copyLink(place, pressed) {
  const link = linkTo(place);
  try {
    await toClipboard(link, make("a", { href: link }, link).outerHTML);
    live.textContent = texts.link_copied;
  } catch {
    live.textContent = texts.not_copied;
  }
  pressed.textContent = live.textContent;
}

function linkButton(place) {
  const made = button({ class: "fs-link", "data-testid": "copy-link" }, texts.copy_link);
  made.addEventListener("click", () => copyLink(place, made));
  return made;
}

function steps({ place }) {
  const numbers = place.cited.map((each) => each.number);
  const at = numbers.indexOf(place.number);
  const step = (to, sign, label) => button({
    class: "fs-step", "data-step": numbers[to] ?? "", "data-testid": `${label}-citation`,
    "aria-label": texts[label], "aria-disabled": numbers[to] === undefined ? "true" : null,
  }, sign);
  const words = at < 0 ? texts.also_one : say("place_of", { at: at + 1, total: numbers.length });
  return make("div", { class: "fs-steps" },
    make("span", { class: "fs-tag" }, words),
    make("span", { class: "fs-buttons" },
      numbers.length > 1 && at >= 0 ? step(at - 1, "‹", "previous") : null,
      numbers.length > 1 && at >= 0 ? step(at + 1, "›", "next") : null,
      place.entry === null ? null : button({ class: "fs-back", "data-back": "" }, texts.back)));
}

function drawArticle(asked) {
  const { place, article } = asked;
  if (article.error !== undefined) {
    pane.replaceChildren(steps(asked), make("p", { class: "fs-note" }, ...typed(texts[`article_${article.error}`])),
      ...(place.sentence ? [make("blockquote", { lang: "de" }, place.sentence)] : []));
    return;
  }
  const changed = place.sentence !== null && article.sentence !== place.sentence;
  const twins = place.also_in.length === 0 ? null
    : make("p", { class: "fs-origin" }, say("also_in", { articles: place.also_in.join(", ") }));
  const words = saidOf(place);
  const parts = paragraphs(article.parts, (german) => likeness(german, saidOf(place, "german"), place.language));
  pane.replaceChildren(steps(asked), ...claimed(words, place),
    make("h3", { class: "fs-headline", lang: "de" }, headline(article)), origin(article, linkButton(place)), ...(twins ? [twins] : []),
    ...(changed ? [make("p", { class: "fs-note" }, texts.article_changed)] : []),
    make("div", { class: "fs-article", lang: "de" }, ...parts));
  if (pane.querySelector(".fs-alike") !== null) {
    pane.querySelector(".fs-translation").before(make("span", { class: "fs-legend", lang: language }, texts.alike));
  }
}

/** The answer's words above the German: on a phone one does not see both otherwise. */
function claimed(words, { sentence, language: code }) {
  if (words === "" || words === sentence) return [];
  return [make("div", { class: "fs-claimed" }, make("p", { class: "fs-tag" }, texts.claimed),
    make("p", { dir: direction(code), lang: code }, words))];
}

/** The parts as paragraphs: a translation stands in one of them, right behind its sentence. */
function paragraphs(parts, likened) {
  const made = [make("p")];
  for (const part of parts) {
    const lines = part.mark === null ? part.text.split(/\n+/) : [part.text];
    lines.forEach((line, at) => {
      if (at > 0) made.push(make("p"));
      if (line !== "") made.at(-1).append(marked({ ...part, text: line }, likened));
    });
  }
  return made.filter((one) => one.textContent.trim() !== "");
}

function marked(part, likened) {
  if (part.mark === "opened") {
    return make("span", {},
      make("mark", { class: "fs-here", tabindex: "-1", "data-testid": "evidence-sentence" }, ...likened(part.text)),
      make("span", { class: "fs-translation", lang: language }));
  }
  if (part.mark === "cited") return make("mark", { class: "fs-other", "data-testid": "evidence-other" }, part.text);
  return document.createTextNode(part.text);
}

/** Bring the sentence into view, inside the pane where that scrolls, else in the page. */
function reveal(what) {
  const here = pane.querySelector(".fs-here");
  if (here === null) {
    pane.scrollTop = 0;
    return;
  }
  const beside = getComputedStyle(pane).position === "sticky";
  if (beside) {
    // As near to the headline as the sentence lets it.
    const top = here.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTop = top < pane.clientHeight * 0.5 ? 0 : top - pane.clientHeight * 0.3;
  } else if (what !== null) {
    here.scrollIntoView({ block: "center" });
  }
  if (what === "sentence") here.focus({ preventScroll: true });
  if (what === "steps") pane.querySelector("[data-step]:focus")?.scrollIntoView({ block: "nearest" });
}

function openNumber(entry, number, options) {
  const place = placeOfCitation(entry, number);
  if (place !== null) open(place, options);
}

async function stepTo(number, label) {
  if (number === "" || shown === null) return;
  await open({ ...placeOfCitation(shown.place.entry, Number(number)) }, { focus: false });
  pane.querySelector(`[data-testid=${label}]`)?.focus({ preventScroll: true });
  if (getComputedStyle(pane).position !== "sticky") pane.querySelector(".fs-here")?.scrollIntoView({ block: "center" });
  live.textContent = pane.querySelector(".fs-steps .fs-tag").textContent;
}

/** Lead back to the number that was clicked, or to the first that cites the sentence. */
function back() {
  const { place, from } = shown ?? {};
  if (!place?.entry) return;
  const cites = place.number === null ? []
    : [...place.entry.node.querySelectorAll(`[data-testid=citation][data-number="${place.number}"]`)];
  const target = from?.isConnected && (cites.length === 0 || cites.includes(from)) ? from : cites[0];
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "center" });
}

// What the pane shows by itself, as long as nobody opened anything since the question

function foundInPane(turn) {
  if (turn.phase === "searching") chosen = false;
  if (chosen || turn.found.length === 0 || pane.dataset.found === turn.key) return;
  listInPane(turn, "found");
}

function listInPane(turn, label) {
  shown = null;
  pane.dataset.found = turn.key;
  pane.replaceChildren(make("h3", { class: "fs-tag" }, texts[label]),
    make("div", { "data-testid": "found", "data-turn": turn.key }, passages(turn.found)));
  pane.scrollTop = 0;
}

function emptyPane() {
  shown = null;
  chosen = false;
  delete pane.dataset.found;
  pane.replaceChildren(make("p", { class: "fs-hint" }, texts.pane_hint));
}

function turnEnded(turn) {
  if (turn.phase === "answered" && !chosen) {
    openNumber(turns.get(turn.key), turn.answer.citations[0]?.number, { focus: false });
  } else if (turn.phase === "refused" && !chosen && turn.found.length > 0) {
    listInPane(turn, "nearest_here");
  }
  translateShown();
}
