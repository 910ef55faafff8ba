// The page around the turns, and what the visitor does.
const examples = JSON.parse(props.examples);

function start() {
  const buttons = examples.map((example, index) => make("button",
    { type: "button", class: "fs-example", lang: example.language, dir: "auto", "data-example": index },
    example.question));
  return make("div", { class: "fs-start" },
    make("h2", {}, texts.examples), make("div", { class: "fs-examples" }, ...buttons));
}

root.replaceChildren(...[
  toolbar(), make("header", { class: "fs-header" }, make("h1", {}, texts.title), make("p", {}, texts.lead),
    make("p", { class: "fs-alone" }, texts.alone)),
  make("div", { class: "fs-notice", "data-testid": "notice" }), start(),
  make("div", { class: "fs-turns" })].filter((part) => part !== null));

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
