// What stands under a question: what is happening, then the answer.

function status(turn) {
  const bar = turn.phase === "reading" || turn.phase === "looking"
    ? make("progress", { max: turn.total, value: turn.done, "aria-label": texts.working }) : null;
  return make("div", { class: "fs-status" },
    make("span", {}, make("span", { class: "fs-dot", "aria-hidden": "true" }),
      make("span", { "data-testid": "status" }, say(turn.phase, turn))),
    make("span", { class: "fs-clock" }), bar);
}

function cite(citation) {
  return button({
    class: "fs-cite", "data-cite": citation.number, "data-testid": "citation", "data-number": citation.number,
    "aria-controls": "fs-evidence",
    "aria-label": say("citation", { number: citation.number, title: headline(citation) }),
  }, `${citation.number}`);
}

/** What a number stands for, at a glance: shown over the text while it is pointed at. */
function glance({ sentence, source, date }) {
  const from = [source, written(date)].filter((part) => part).join(" · ");
  return make("span", { class: "fs-tip fs-glance", "aria-hidden": "true", "data-testid": "glance" },
    make("span", { lang: "de", dir: "ltr" }, `„${sentence}“`), from === "" ? null : make("span", { class: "fs-origin" }, from));
}

/** Why a sentence is doubted: a small sign that says it on hover and focus. */
function doubt(claim, id) {
  const reasons = claim.reasons.map(because);
  return make("span", { class: "fs-doubt" },
    button({ class: "fs-doubt-sign", "aria-label": texts.doubt, "aria-describedby": id }, "?"),
    make("span", { class: "fs-tip", role: "tooltip", id, dir: "auto", lang: language },
      make("strong", {}, texts.doubt), ...(reasons.length ? reasons : [texts.reason_other]).map((words) => make("span", {}, words))));
}

// A sentence's last word, or what a script without blanks has for one: its number stays with it.
const ENDING = /^(.*?)((?<=\s)\S{1,24}|\S{1,2})$/su;
// From right to left only behind a word that runs so, too: "Robin Li" in two pieces would be "Li Robin".
const ENDING_LEFT = /^(.*[\u0590-\u08ff]\S*\s)(\S{1,24})$/su;

/** Return a claim's words as what stands before its ending, and its ending, which is kept with the number. */
function parted(text, side) {
  // What runs the other way is one piece: in two, its end would stand before its beginning.
  if (side === "ltr") return [text, ""];
  if (text.length <= 24 && !/\s/.test(text)) return ["", text];
  const [, start, ending] = text.match(side === "rtl" ? ENDING_LEFT : ENDING) ?? ["", text, ""];
  return [start, ending];
}

/** Return an answer's words, its numbers left out. */
function wordsOf(said) {
  return said.text || said.claims.map((claim) => claim.before + claim.text).join("") + said.after;
}

function claims(turn, said) {
  const numbered = new Map(said.citations.map((citation) => [citation.number, citation]));
  const brief = isBrief(wordsOf(said)) ? " fs-brief" : "";
  const text = make("p", { class: `fs-text${brief}`, dir: direction(said.language), lang: said.language });
  said.claims.forEach((claim, at) => {
    const cites = claim.citations.map((number) => numbered.get(number)).flatMap((each) => [cite(each), glance(each)]);
    const weak = claim.verdict === "weak" ? doubt(claim, `${turn.key}-doubt-${at}`) : null;
    const side = sideOf(claim.text, said.language);
    const [start, ending] = parted(claim.text, side);
    text.append(claim.before, make("span",
      { class: `fs-claim fs-${claim.verdict}`, "data-testid": "claim", "data-verdict": claim.verdict },
      start === "" ? null : make("span", { class: "fs-said", dir: side }, start),
      make("span", { class: "fs-ending" },
        ending === "" ? null : make("span", { class: "fs-said", dir: side }, ending), ...cites), weak));
  });
  text.append(said.after);
  return text;
}

function searched(turn) {
  const request = turn.request ?? {};
  const field = make("input", {
    type: "text", class: "fs-query", "data-testid": "search-query", dir: "auto", maxlength: 2000,
    value: turn.answer.search.query, "aria-label": texts.search_query,
  });
  const left = turn.answer.search.left_out;
  return make("form", { class: "fs-searched", "data-again": "" },
    make("span", { class: "fs-tag", "aria-hidden": "true" }, texts.search_query), field,
    make("button", { type: "submit", class: "fs-small" }, texts.search_again),
    make("div", { class: "fs-chips" }, ...chips(request.filters ?? {}),
      left > 0 ? make("span", { class: "fs-facts" }, counted("left_out", left)) : null));
}

function facts(answer) {
  if (answer.model === null) return seconds(answer.seconds);
  const place = answer.served_by === "ollama" ? texts.ollama : texts.embedded;
  return say("model", { model: answer.model, place, seconds: answer.seconds.toLocaleString(language) });
}

function notes(answer) {
  const codes = ["unchecked", "cut_off"].filter((code) => answer[code]);
  return codes.map((code) => make("p", { class: "fs-note" }, texts[code]));
}

function answered(turn) {
  const answer = turn.answer;
  const kind = answer.kind === "answer" ? null
    : make("p", { class: "fs-kind", "data-testid": "kind" }, texts[`kind_${answer.kind}`]);
  return make("div", { class: "fs-answer" },
    make("div", { "data-testid": "answer" }, kind, claims(turn, answer)), ...notes(answer),
    actions(turn), sources(turn, answer.citations), also(answer.also, "also"), searched(turn),
    make("p", { class: "fs-facts" }, facts(answer)));
}

function refused(turn) {
  return make("div", { class: "fs-refused", "data-testid": "refused" },
    make("p", { class: "fs-tag" }, texts.refused),
    make("p", { class: "fs-text", dir: direction(turn.answer.language), lang: turn.answer.language }, turn.answer.text),
    actions(turn), also(turn.answer.also, "nearest"), searched(turn),
    make("p", { class: "fs-facts" }, facts(turn.answer)));
}

function halted(turn) {
  return make("div", { class: "fs-halted" }, begun(turn), make("p", { class: "fs-note" }, texts.stopped), actions(turn));
}

function failure(turn) {
  return make("div", { class: "fs-failed", "data-testid": "failed" },
    make("p", { class: "fs-tag" }, texts[`failed_${turn.code}`] ?? texts.failed),
    make("p", { class: "fs-text", dir: "auto", lang: turn.code ? "en" : language }, ...typed(turn.error)), actions(turn));
}

/** The sentences that are written and checked already. */
function begun(turn) {
  return turn.checked === null ? null : make("div", { class: "fs-begun", "data-testid": "checked" }, claims(turn, turn.checked));
}

function reply(turn) {
  if (turn.phase === "answered") return [answered(turn)];
  if (turn.phase === "refused") return [refused(turn)];
  if (turn.phase === "stopped") return [halted(turn)];
  if (turn.phase === "failed") return [failure(turn)];
  return [status(turn)];
}
