// The page around the turns, and what the visitor does.
let examples = [];

function start() {
  const buttons = examples.map((example, index) => button(
    { class: "fs-example", lang: example.language, dir: "auto", "data-example": index }, example.question));
  return make("div", { class: "fs-start" }, examples.length === 0 ? null : make("h2", {}, texts.examples),
    make("div", { class: "fs-examples" }, ...buttons));
}

const talk = make("div", { class: "fs-talk" });
const notice = make("div", { class: "fs-notice", "data-testid": "notice" });
root.replaceChildren(...[
  make("header", { class: "fs-header" }, make("h1", {}, texts.title), make("p", {}, texts.lead),
    props.alone ? make("p", { class: "fs-alone" }, texts.alone) : null),
  toolbar(), fullNote, notice, start(), make("div", { class: "fs-columns" }, talk, pane), bar,
].filter((part) => part !== null));
emptyPane();

function showStart() {
  root.classList.remove("fs-begun-page");
  if (root.querySelector(".fs-start") === null) notice.after(start());
}

function drawNotice({ text: line, examples: offered }) {
  examples = offered;
  root.querySelector(".fs-start")?.replaceWith(start());
  const lines = line === "" ? [] : [make("p", {}, texts.no_model), make("p", { lang: "en" }, ...typed(line))];
  notice.replaceChildren(...lines);
}

function draw() {
  if (!props.value) return;
  const value = JSON.parse(props.value);
  if (value.kind === "turn") drawTurn(value);
  else drawNotice(value);
}

function entryOf(node) {
  const key = node.closest("[data-turn]")?.dataset.turn;
  return turns.get(key) ?? shown?.place.entry ?? null;
}

const CLICKS = {
  example: (_, index) => askNew(examples[Number(index)].question),
  cite: (node, number) => openNumber(entryOf(node), Number(number), { from: node }),
  place: (node, place) => open(placeOfHit(entryOf(node), JSON.parse(place)), { from: node }),
  step: (node, number) => stepTo(number, node.dataset.testid),
  back: () => back(),
  translate: () => translateShown(true),
  untranslate: (_, key) => stopTranslating(key),
  chip: (node, name) => {
    const turn = node.closest(".fs-turn") && entryOf(node).turn;
    if (!turn) setFilters({ ...filters, [name]: "" });
    else askAgain(turn, { filters: { ...turn.request.filters, [name]: "" } });
  },
};

element.addEventListener("click", (event) => {
  const node = event.target.closest("button");
  if (node === null) return;
  for (const [name, act] of Object.entries(CLICKS)) {
    if (node.dataset[name] !== undefined) act(node, node.dataset[name]);
  }
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const turn = entryOf(event.target).turn;
  askAgain(turn, { search_query: event.target.querySelector(".fs-query").value });
});

element.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  root.classList.add("fs-quiet");
  if (event.target.closest(".fs-doubt")) event.target.blur();
  else if (event.target.closest(".fs-pane")) back();
});

// What Escape has hidden comes again with the next thing that is pointed at.
for (const kind of ["pointermove", "focusin"]) {
  element.addEventListener(kind, () => root.classList.remove("fs-quiet"));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#stop")) stopHere();
});

/** Tell the looks how high the composer is, once Gradio has drawn it. */
function measure() {
  const composer = document.getElementById("composer");
  if (composer === null) requestAnimationFrame(measure);
  else new ResizeObserver(() => root.style.setProperty("--fs-composer", `${composer.offsetHeight}px`)).observe(composer);
}
measure();

/** Gradio 6.31 takes note of `?view=api` and loads nothing: its own hidden link has to be pressed, off and on. */
function showEndpoints() {
  const pressed = document.querySelector("footer .show-api");
  if (pressed === null) {
    requestAnimationFrame(showEndpoints);
    return;
  }
  pressed.click();
  pressed.click();
}

watch("value", draw);
draw();

// Links: /?q=... asks, /?article=ID&start=S&end=E opens the sentence
const link = new URLSearchParams(location.search);
if (link.get("view") === "api") showEndpoints();
if (link.get("q")) {
  askNew(link.get("q"));
} else if (link.get("article")) {
  root.querySelector(".fs-start")?.remove();
  root.classList.add("fs-begun-page");
  open(placeOfHit(null, [link.get("article"), Number(link.get("start")), Number(link.get("end"))]));
} else {
  reopenLast();
}
