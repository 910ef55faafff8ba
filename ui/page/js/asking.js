// Asking: every question goes this way, typed, clicked, linked or asked again.
const MOST_EARLIER = 6;
let working = null;

/** Ask, and draw the question at once; false while another one is being answered. */
function ask(request) {
  const question = request.question.trim();
  if (working !== null || question === "") return false;
  const key = randomKey();
  const asked = { ...request, question, key };
  drawTurn({
    kind: "turn", key, question, request: asked, phase: "searching", position: 0, done: 0, total: 0, written: 0,
    found: [], checked: null, answer: null, error: "", code: "",
  });
  trigger("asked", { request: asked });
  return true;
}

/** The questions of the conversation so far, which the next one may lean on. */
function earlier() {
  return [...turns.values()].filter((entry) => entry.turn.key !== replacing).map((entry) => entry.turn.question).slice(-MOST_EARLIER);
}

function askNew(question) {
  return ask({ question, filters, language: answerLanguage(), earlier: earlier() });
}

/** Ask a past question again, with something changed. */
function askAgain(turn, change) {
  return ask({ ...turn.request, question: turn.question, ...change });
}

// The composer is Gradio's: its button and its Enter key come here, and are told what stays there.
window.fundstelle = { ask: (question) => (askNew(question) ? "" : question), lost: loseHere };

/** Tell the server that nobody waits for this answer; it may hear of that before it hears the question. */
function tellStopped(key) {
  const address = new URL(`asking/stop?key=${key}`, document.baseURI);
  fetch(address, { method: "POST", keepalive: true }).catch(() => {});
}

window.addEventListener("pagehide", () => {
  if (working !== null) tellStopped(working);
});
