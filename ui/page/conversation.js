// Draws the conversation. What comes from articles, questions and models goes through textContent.
const root = element.querySelector(".fs-page");
const live = element.querySelector("[role=status]");
const language = navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
const texts = JSON.parse(props.texts)[language];
const examples = JSON.parse(props.examples);
const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const ENDS = ["answered", "refused", "stopped", "failed"];

function say(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

function seconds(value) {
  return say("seconds", { seconds: value.toLocaleString(language) });
}

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

// Parts of a turn

function status(turn) {
  const words = ["reading", "waiting", "looking"].includes(turn.phase) ? turn : {};
  const bar = turn.phase === "reading" || turn.phase === "looking"
    ? make("progress", { max: turn.total, value: turn.done, "aria-label": texts.working }) : null;
  return make("div", { class: "fs-status" },
    make("span", {}, make("span", { class: "fs-dot", "aria-hidden": "true" }),
      make("span", { "data-testid": "status" }, say(turn.phase, words))),
    make("span", { class: "fs-clock" }), bar);
}

function draft(turn, label) {
  return turn.draft === "" ? null : make("div", { class: "fs-draft", "data-testid": "draft" },
    make("p", { class: "fs-tag" }, label), make("p", { class: "fs-text", dir: "auto" }, turn.draft));
}

function cite(turn, citation) {
  return make("button", {
    type: "button", class: "fs-cite", "data-cite": citation.number,
    "data-testid": `cite-${citation.number}`, "aria-controls": `${turn.key}-${citation.number}`,
    "aria-label": say("citation", { number: citation.number, title: citation.title || texts.untitled }),
  }, `${citation.number}`);
}

function claims(turn) {
  const numbered = new Map(turn.answer.citations.map((citation) => [citation.number, citation]));
  const text = make("p", { class: "fs-text", dir: "auto", lang: turn.answer.language });
  for (const claim of turn.answer.claims) {
    const cites = claim.citations.map((number) => cite(turn, numbered.get(number)));
    // A word joiner keeps a number from beginning a line without its sentence.
    text.append(claim.before, make("span", { class: `fs-claim fs-${claim.verdict}` }, claim.text, "\u2060", ...cites));
  }
  text.append(turn.answer.after);
  return text;
}

function facts(answer) {
  if (answer.model === null) return seconds(answer.seconds);
  const place = answer.served_by === "ollama" ? texts.ollama : texts.embedded;
  return say("model", { model: answer.model, place, seconds: answer.seconds.toLocaleString(language) });
}

function answered(turn) {
  return make("div", { class: "fs-answer", "data-testid": "answer" }, claims(turn),
    turn.answer.unchecked ? make("p", { class: "fs-note" }, texts.unchecked) : null,
    turn.answer.weak ? make("p", { class: "fs-note", "data-testid": "weak" }, texts.weak) : null,
    turn.answer.cut_off ? make("p", { class: "fs-note" }, texts.cut_off) : null,
    make("p", { class: "fs-facts" }, facts(turn.answer)));
}

function refused(turn) {
  return make("div", { class: "fs-refused", "data-testid": "refused" },
    make("p", { class: "fs-tag" }, texts.refused),
    make("p", { class: "fs-text", dir: "auto", lang: turn.answer.language }, turn.answer.text),
    make("p", { class: "fs-facts" }, facts(turn.answer)));
}

function halted(turn) {
  const half = draft(turn, texts.stopped_draft);
  return make("div", { class: "fs-halted" }, half, make("p", { class: "fs-note" }, texts.stopped));
}

function failure(turn) {
  return make("div", { class: "fs-failed", "data-testid": "failed" },
    make("p", { class: "fs-tag" }, texts.failed), make("p", { class: "fs-text", dir: "auto" }, turn.error));
}

function reply(turn) {
  if (turn.phase === "answered") return [answered(turn)];
  if (turn.phase === "refused") return [refused(turn)];
  if (turn.phase === "stopped") return [halted(turn)];
  if (turn.phase === "failed") return [failure(turn)];
  return [status(turn), draft(turn, texts.draft)].filter((part) => part !== null);
}

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

// The whole turn: only parts that changed are drawn again, so that focus and selection stay

const turns = new Map();

function fill(part, drawn, content) {
  if (part.drawn === drawn) return;
  part.drawn = drawn;
  part.node.replaceChildren(...content().filter((child) => child !== null));
}

function opened(turn) {
  const question = make("h2", { class: "fs-question", dir: "auto" }, turn.question);
  const answer = { node: make("div", { class: "fs-reply" }), drawn: null };
  const side = { node: make("section", { class: "fs-side", "aria-label": texts.evidence }), drawn: null };
  const node = make("article", { class: "fs-turn", "data-testid": "turn" },
    make("div", { class: "fs-main" }, question, answer.node), side.node);
  root.querySelector(".fs-start")?.remove();
  root.querySelector(".fs-turns").append(node);
  node.scrollIntoView({ block: "start" });
  const entry = { node, answer, side, began: Date.now(), timer: null };
  entry.timer = setInterval(() => tick(entry), 1000);
  turns.set(turn.key, entry);
  return entry;
}

function tick(entry) {
  const clock = entry.node.querySelector(".fs-clock");
  const passed = Math.round((Date.now() - entry.began) / 1000);
  if (clock !== null && passed > 0) clock.textContent = seconds(passed);
}

function finished(turn, entry) {
  clearInterval(entry.timer);
  entry.timer = null;
  const counts = turn.phase !== "answered" ? {}
    : { sentences: turn.answer.claims.length, citations: turn.answer.citations.length };
  const words = { answered: "done", refused: "done_refused", stopped: "stopped", failed: "failed" };
  live.textContent = say(words[turn.phase], counts);
}

function drawTurn(turn) {
  const entry = turns.get(turn.key) ?? opened(turn);
  const over = ENDS.includes(turn.phase);
  const streaming = over ? null : entry.node.querySelector(".fs-draft .fs-text");
  if (turn.phase === "writing" && streaming !== null) {
    streaming.textContent = turn.draft;
  } else {
    fill(entry.answer, JSON.stringify({ ...turn, found: 0 }), () => reply(turn));
  }
  fill(entry.side, JSON.stringify([over, turn.found, turn.answer]), () => evidence(turn));
  tick(entry);
  if (over && entry.timer !== null) finished(turn, entry);
  if (!over) live.textContent = "";
  document.getElementById("composer")?.classList.toggle("busy", !over);
}

// The page around the turns

function start() {
  const buttons = examples.map((example, index) => make("button",
    { type: "button", class: "fs-example", lang: example.language, dir: "auto", "data-example": index },
    example.question));
  return make("div", { class: "fs-start" },
    make("h2", {}, texts.examples), make("div", { class: "fs-examples" }, ...buttons));
}

root.replaceChildren(
  make("header", { class: "fs-header" }, make("h1", {}, texts.title), make("p", {}, texts.lead),
    make("p", { class: "fs-alone" }, texts.alone)),
  make("div", { class: "fs-notice", "data-testid": "notice" }), start(),
  make("div", { class: "fs-turns" }));

function drawNotice(line) {
  const lines = line === "" ? [] : [make("p", {}, texts.no_model), make("p", { lang: "en" }, line)];
  root.querySelector(".fs-notice").replaceChildren(...lines);
}

function draw() {
  if (!props.value) return;
  const value = JSON.parse(props.value);
  if (value.kind === "turn") drawTurn(value);
  else drawNotice(value.text);
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

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button === null) return;
  const turn = button.closest(".fs-turn");
  if (button.dataset.example !== undefined) trigger("example", { index: Number(button.dataset.example) });
  if (button.dataset.cite !== undefined) {
    turn.cited = button;
    show(turn, button.dataset.cite);
  }
  if (button.dataset.back !== undefined) {
    const cites = [...turn.querySelectorAll(`[data-cite="${button.dataset.back}"]`)];
    const back = cites.includes(turn.cited) ? turn.cited : cites[0];
    back.focus({ preventScroll: true });
    back.scrollIntoView({ block: "center" });
  }
});

watch("value", draw);
draw();
