// The German sentences beside an answer.

function card(turn, citation) {
  const twins = citation.also_in.length === 0 ? null
    : make("p", { class: "fs-origin" }, say("also_in", { articles: citation.also_in.join(", ") }));
  return make("li", {
    class: "fs-card", id: `${turn.key}-${citation.number}`, tabindex: "-1",
    "data-card": citation.number, "data-testid": `card-${citation.number}`,
  },
  make("span", { class: "fs-number" }, `${citation.number}`),
  make("div", {},
    make("blockquote", { lang: "de" }, citation.sentence), title(citation), origin(citation), twins,
    make("button", { type: "button", class: "fs-back", "data-back": citation.number }, texts.back)));
}

function also(hits, label) {
  const items = hits.map((hit) => make("li", {}, title(hit), origin(hit),
    make("p", { class: "fs-snippet", lang: "de" }, hit.text)));
  return hits.length === 0 ? null : make("details", { class: "fs-also", "data-testid": "also" },
    make("summary", {}, say(label, { count: hits.length })), make("ul", {}, ...items));
}

function evidence(turn) {
  const answer = turn.answer;
  if (turn.phase === "refused") return [also(answer.also, "nearest")];
  if (turn.phase === "answered") {
    return [make("h3", {}, texts.evidence),
      make("ol", { class: "fs-cards" }, ...answer.citations.map((citation) => card(turn, citation))),
      also(answer.also, "also")];
  }
  if (turn.found.length === 0) return [];
  const items = turn.found.map((hit) => make("li", {}, title(hit), origin(hit)));
  return [make("h3", {}, texts.found), make("ul", { class: "fs-found", "data-testid": "found" }, ...items)];
}

function show(turn, number) {
  for (const lit of root.querySelectorAll(".fs-lit")) lit.classList.remove("fs-lit");
  const target = turn.querySelector(`[data-card="${number}"]`);
  target.classList.add("fs-lit");
  for (const button of turn.querySelectorAll(`[data-cite="${number}"]`)) {
    button.closest(".fs-claim").classList.add("fs-lit");
  }
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}
