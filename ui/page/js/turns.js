// The whole turn: only parts that changed are drawn again, so that focus and selection stay.
const ENDS = ["answered", "refused", "stopped", "failed"];
const turns = new Map();

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
  kept(turn);
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
