// The row of buttons under a turn that has ended, whichever way.

/** Return the row of one turn, or null for none. */
function actions(turn) {
  const said = make("span", { class: "fs-told", role: "status" });
  const row = make("div", { class: "fs-row" });
  if (turn.answer !== null) {
    row.append(
      tool("copy", texts.copy, { "data-testid": "copy" }, () => copyAnswer(turn, said)),
      ...["up", "down"].map((thumb) => thumbButton(turn, thumb, said)));
  }
  row.append(
    tool("again", texts.again, { class: "fs-tool fs-last", "data-testid": "again" }, () => regenerate(turn)),
    tool("edit", texts.edit, { class: "fs-tool fs-last", "data-testid": "edit" }, () => change(turn)), said);
  return make("div", { class: "fs-actions", role: "group", "aria-label": texts.actions }, row);
}

async function copyAnswer(turn, said) {
  const one = documentOf([turn], "");
  try {
    await toClipboard(asText(one), asFragment(one));
    said.textContent = texts.copied;
  } catch {
    said.textContent = texts.not_copied;
  }
}

/** Copy as text and, for word processors, with its markup; without HTTPS browsers do neither but by hand. */
async function toClipboard(text, markup) {
  if (navigator.clipboard && window.ClipboardItem) {
    const kinds = { "text/plain": text, "text/html": markup };
    const blobs = Object.entries(kinds).map(([type, content]) => [type, new Blob([content], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return;
  }
  const field = make("textarea", { class: "fs-sr" });
  field.value = text;
  root.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}

// Thumbs: the server keeps one line an answer, so what is sent says all that is known of it
let judging = Promise.resolve();
const TAKEN_BACK_AFTER = 500; // Milliseconds.

function thumbButton(turn, thumb, said) {
  const attributes = {
    class: "fs-tool fs-thumb", "data-testid": `thumb-${thumb}`, "data-thumb": thumb,
    "aria-pressed": `${turn.thumb === thumb}`,
  };
  return tool(thumb, texts[`thumb_${thumb}`], attributes, (made) => {
    const reason = reasonOf(turn, thumb);
    if (turn.thumb !== thumb) judge(turn, { thumb, reason }, said);
    askWhy(turn, { thumb, reason }, made.closest(".fs-actions"), said);
  });
}

/** Return why this thumb was given; what was said of the other one does not count for it. */
function reasonOf(turn, thumb) {
  return turn.thumb === thumb && typeof turn.reason === "string" ? turn.reason : "";
}

function askWhy(turn, { thumb, reason }, place, said) {
  const id = `why-${turn.key}`;
  const field = make("input", {
    id, type: "text", maxlength: 1000, autocomplete: "off", dir: "auto", value: reason, "data-testid": "reason",
  });
  const form = make("form", { class: "fs-why" },
    make("label", { for: id }, texts[`why_${thumb}`]), field,
    button({ type: "submit", class: "fs-plain" }, texts.why_send));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const given = field.value.trim();
    if (given !== reason) judge(turn, { thumb, reason: given }, said);
    form.remove();
    place.querySelector(`[data-thumb=${thumb}]`).focus();
  });
  place.querySelector(".fs-why")?.remove();
  place.append(form);
  field.focus();
}

/** Show a judgement and send it, in the order of pressing; one that is not kept is taken back. */
function judge(turn, given, said) {
  const before = { thumb: turn.thumb, reason: turn.reason };
  showJudgement(turn, given, said);
  judging = judging.then(async () => {
    const trouble = await sendThumb(turn, given);
    // A page that is left cuts what is on its way, and the server may well have it: no time is left there.
    if (trouble) await new Promise((done) => { setTimeout(done, TAKEN_BACK_AFTER); });
    said.textContent = trouble || texts.thumb_kept;
    if (trouble && turn.thumb === given.thumb && turn.reason === given.reason) showJudgement(turn, before, said);
  });
}

function showJudgement(turn, given, said) {
  Object.assign(turn, given);
  for (const one of said.closest(".fs-actions").querySelectorAll(".fs-thumb")) {
    one.setAttribute("aria-pressed", `${one.dataset.thumb === turn.thumb}`);
  }
  // Another conversation may be on the screen by now.
  if (current.turns.some((one) => one.key === turn.key)) kept(turn);
}

/** Return what went wrong in one line, or nothing. */
async function sendThumb(turn, given) {
  const answer = turn.answer;
  const cited = answer.citations.map(({ article, start, end, sentence }) => ({ article, start, end, sentence }));
  const line = {
    key: turn.key, ...given, question: turn.question, language: answer.asked_in, answer: withMarkers(answer),
    kind: answer.kind, citations: cited, model: answer.model,
  };
  try {
    const trouble = await server.keep_thumb(JSON.stringify(line));
    // Where the server is away, Gradio returns nothing at all.
    return typeof trouble === "string" ? trouble : texts.thumb_lost;
  } catch {
    return texts.thumb_lost;
  }
}

function withMarkers(answer) {
  if (answer.text) return answer.text;
  const parts = answer.claims.map((claim) => claim.before + claim.text + claim.citations.map((number) => `[${number}]`).join(""));
  return parts.join("") + answer.after;
}
