// The whole turn: only parts that changed are drawn again, so that focus and selection stay.
const ENDS = ["answered", "refused", "stopped", "failed"];
const turns = new Map();

function opened(turn) {
  begins();
  const question = make("h2", { class: "fs-question", dir: "auto" }, turn.question);
  const settled = { node: make("div"), drawn: null };
  const answer = { node: make("div", { class: "fs-reply" }), drawn: null };
  const node = make("article", { class: "fs-turn", "data-testid": "turn", "data-turn": turn.key },
    question, settled.node, answer.node);
  root.querySelector(".fs-start")?.remove();
  root.classList.add("fs-begun-page");
  talk.append(node);
  if (!restoring) node.scrollIntoView({ block: "start" });
  const entry = { node, settled, answer, turn, began: Date.now(), timer: null };
  entry.timer = setInterval(() => tick(entry), 1000);
  turns.set(turn.key, entry);
  return entry;
}

function tick(entry) {
  const clock = entry.node.querySelector(".fs-clock");
  const passed = Math.round((Date.now() - entry.began) / 1000);
  if (clock !== null && passed > 0) clock.textContent = seconds(passed);
}

function setWorking(key) {
  working = key;
  document.getElementById("composer")?.classList.toggle("busy", key !== null);
}

// Letters of an answer that are read out at once: a longer one is better read sentence by sentence
const ALOUD = 300;

/** Return what is read out when an answer is there, in its own language. */
function aloud(answer) {
  const words = answer === null ? "" : wordsOf(answer).trim();
  if (words === "" || words.length > ALOUD) return [];
  const doubted = answer.claims.some((claim) => claim.verdict === "weak") ? [` ${texts.doubt}.`] : [];
  return [" ", make("span", { lang: answer.language }, words), ...doubted];
}

function finished(turn, entry) {
  clearInterval(entry.timer);
  entry.timer = null;
  const counts = turn.phase !== "answered" ? {} : { citations: turn.answer.citations.length };
  const words = { answered: "done", refused: "done_refused", stopped: "stopped", failed: "failed" };
  if (working === turn.key) setWorking(null);
  if (restoring) return;
  live.replaceChildren(say(words[turn.phase], counts), ...aloud(turn.phase === "answered" ? turn.answer : null));
  turnEnded(turn);
  kept(turn);
}

function drawTurn(turn) {
  if (left.has(turn.key)) return;
  const entry = turns.get(turn.key) ?? opened(turn);
  // What was stopped here has ended, whatever is still on its way.
  if (entry.timer === null) return;
  entry.turn = turn;
  const over = ENDS.includes(turn.phase);
  fill(entry.settled, JSON.stringify(over ? null : turn.checked), () => (over ? [] : [begun(turn)]));
  fill(entry.answer, over ? "over" : JSON.stringify([turn.phase, turn.position, turn.done, turn.written]), () => reply(turn));
  tick(entry);
  if (over) {
    finished(turn, entry);
    return;
  }
  if (working === null) live.textContent = "";
  setWorking(turn.key);
  foundInPane(turn);
}

/** End the turn that is being answered, here and at once; the server hears of it beside. */
function stopHere() {
  const entry = turns.get(working);
  if (entry === undefined) return;
  tellStopped(working);
  drawTurn({ ...entry.turn, phase: "stopped" });
}

/** The question did not reach the server, or its answer did not come back. */
function loseHere() {
  const entry = turns.get(working);
  if (entry !== undefined) drawTurn({ ...entry.turn, phase: "failed", error: texts.answer_lost });
}
