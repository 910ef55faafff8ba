// Beneath the opened sentence: what it says in the reader's language, as far as that can be vouched for.
const translations = new Map();

/** The language of the answer; where there is none, the one that the reader's browser prefers. */
function readersLanguage(place) {
  const wanted = place.language ?? navigator.languages?.[0] ?? language;
  return wanted === "und" ? language : wanted;
}

function translationSlot() {
  return pane.querySelector(".fs-translation");
}

function drawTranslation(state, ...children) {
  const slot = translationSlot();
  if (slot === null) return;
  slot.dataset.state = state;
  slot.setAttribute("data-testid", "evidence-translation");
  slot.replaceChildren(...children);
}

function drawTranslated(said) {
  if (said.text) {
    const reasons = said.reasons.map((reason) => make("span", { class: "fs-because" }, because(reason)));
    drawTranslation("shown", make("span", { class: "fs-tag" }, texts.translation),
      make("span", { class: "fs-translated", lang: said.language, dir: "auto" }, said.text), ...reasons);
  } else if (said.reasons) {
    drawTranslation("rejected", make("span", { class: "fs-tag" }, texts.translation_rejected),
      ...said.reasons.map((reason) => make("span", { class: "fs-because" }, because(reason))));
  } else {
    const words = said.offered ? texts.translation_unsure : said.error;
    drawTranslation("offered", ...(words ? [make("span", { class: "fs-because" }, ...typed(words))] : []),
      button({ class: "fs-small", "data-translate": "" }, texts.translate));
  }
}

/** Translate the opened sentence, unless an answer is being written: that comes first. */
async function translateShown(wish = false) {
  const asked = shown;
  if (asked?.article === undefined || asked.article.error !== undefined || translationSlot() === null) return;
  const wanted = readersLanguage(asked.place);
  if (wanted.toLowerCase().startsWith("de") || asked.translating) return;
  const id = JSON.stringify([asked.article.sentence, wanted]);
  const kept = translations.get(id);
  if (kept !== undefined) {
    drawTranslated(kept);
    return;
  }
  if (working !== null) {
    drawTranslation("waiting", make("span", { class: "fs-because" }, texts.translation_waits));
    return;
  }
  asked.translating = true;
  drawTranslation("working", make("span", { class: "fs-because" }, texts.translating),
    button({ class: "fs-small", "data-untranslate": asked.nonce }, texts.stop));
  let said;
  try {
    const given = { ...spanOf(asked.place), language: wanted, key: asked.nonce, asked: wish };
    said = await server.translate(given) ?? { error: texts.article_lost };
  } catch {
    said = { error: texts.article_lost };
  }
  asked.translating = false;
  if (said.text || said.reasons) translations.set(id, said);
  if (shown !== asked) return;
  // Stopped because somebody asked: it is taken up when that answer is there.
  if (said.stopped && working !== null) translateShown(wish);
  else drawTranslated(said);
}

function stopTranslating(key) {
  server.untranslate({ key });
}
