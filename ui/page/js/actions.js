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

// Thumbs

function thumbButton(turn, thumb, said) {
  const attributes = {
    class: "fs-tool fs-thumb", "data-testid": `thumb-${thumb}`, "data-thumb": thumb,
    "aria-pressed": `${turn.thumb === thumb}`,
  };
  return tool(thumb, texts[`thumb_${thumb}`], attributes, (made) => {
    for (const other of made.parentNode.querySelectorAll(".fs-thumb")) other.setAttribute("aria-pressed", `${other === made}`);
    judge(turn, thumb, "", said);
    askWhy(turn, thumb, made.closest(".fs-actions"), said);
  });
}

function askWhy(turn, thumb, place, said) {
  const id = `why-${turn.key}`;
  const field = make("input", { id, type: "text", maxlength: 1000, autocomplete: "off", "data-testid": "reason" });
  const form = make("form", { class: "fs-why" },
    make("label", { for: id }, texts[`why_${thumb}`]), field,
    button({ type: "submit", class: "fs-plain" }, texts.why_send));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (field.value.trim()) judge(turn, thumb, field.value.trim(), said);
    form.remove();
    place.querySelector(`[data-thumb=${thumb}]`).focus();
  });
  place.querySelector(".fs-why")?.remove();
  place.append(form);
  field.focus();
}

async function judge(turn, thumb, reason, said) {
  const answer = turn.answer;
  const cited = answer.citations.map(({ article, start, end, sentence }) => ({ article, start, end, sentence }));
  const line = {
    key: turn.key, thumb, reason, question: turn.question, language: answer.asked_in, answer: withMarkers(answer),
    kind: answer.kind, citations: cited, model: answer.model,
  };
  try {
    const trouble = await server.keep_thumb(JSON.stringify(line));
    said.textContent = trouble || texts.thumb_kept;
    if (trouble) return;
  } catch {
    said.textContent = texts.thumb_lost;
    return;
  }
  turn.thumb = thumb;
  kept(turn);
}

function withMarkers(answer) {
  if (answer.text) return answer.text;
  const parts = answer.claims.map((claim) => claim.before + claim.text + claim.citations.map((number) => `[${number}]`).join(""));
  return parts.join("") + answer.after;
}
