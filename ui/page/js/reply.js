// What stands under a question: what is happening, then the answer.

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
    "data-testid": "citation", "data-number": citation.number, "aria-controls": `${turn.key}-${citation.number}`,
    "aria-label": say("citation", { number: citation.number, title: citation.title || texts.untitled }),
  }, `${citation.number}`);
}

function claims(turn) {
  const numbered = new Map(turn.answer.citations.map((citation) => [citation.number, citation]));
  const text = make("p", { class: "fs-text", dir: "auto", lang: turn.answer.language });
  for (const claim of turn.answer.claims) {
    const cites = claim.citations.map((number) => cite(turn, numbered.get(number)));
    // A word joiner keeps a number from beginning a line without its sentence.
    text.append(claim.before, make("span",
      { class: `fs-claim fs-${claim.verdict}`, "data-testid": "claim", "data-verdict": claim.verdict },
      claim.text, "\u2060", ...cites));
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
    make("p", { class: "fs-facts" }, facts(turn.answer)), actions(turn));
}

function refused(turn) {
  return make("div", { class: "fs-refused", "data-testid": "refused" },
    make("p", { class: "fs-tag" }, texts.refused),
    make("p", { class: "fs-text", dir: "auto", lang: turn.answer.language }, turn.answer.text),
    make("p", { class: "fs-facts" }, facts(turn.answer)), actions(turn));
}

function halted(turn) {
  const half = draft(turn, texts.stopped_draft);
  return make("div", { class: "fs-halted" }, half, make("p", { class: "fs-note" }, texts.stopped), actions(turn));
}

function failure(turn) {
  return make("div", { class: "fs-failed", "data-testid": "failed" },
    make("p", { class: "fs-tag" }, texts.failed), make("p", { class: "fs-text", dir: "auto" }, turn.error), actions(turn));
}

function reply(turn) {
  if (turn.phase === "answered") return [answered(turn)];
  if (turn.phase === "refused") return [refused(turn)];
  if (turn.phase === "stopped") return [halted(turn)];
  if (turn.phase === "failed") return [failure(turn)];
  return [status(turn), draft(turn, texts.draft)].filter((part) => part !== null);
}
