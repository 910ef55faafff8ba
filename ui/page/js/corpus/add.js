// Adding articles: files that are dropped or chosen, and a pasted text.
const input = make("input", {
  type: "file", multiple: "", class: "fs-sr", accept: ".md,.markdown,.txt,.html,.htm,.pdf,.docx,.eml,.jsonl",
});
// The label is the hook: a script that gives it files gives them to the input inside.
const drop = make("label", { class: "fs-drop", "data-testid": "upload" },
  input, make("strong", {}, texts.upload), make("span", {}, texts.upload_hint));

function field(name, attributes, tag = "input") {
  const control = make(tag, { id: `paste-${name}`, name, ...attributes });
  return make("div", { class: `fs-field fs-field-${name}` }, make("label", { for: `paste-${name}` }, texts[`paste_${name}`]), control);
}

const form = make("form", {},
  field("title", { type: "text", maxlength: 500, autocomplete: "off" }),
  field("date", { type: "date" }),
  field("source", { type: "text", maxlength: 500, autocomplete: "off" }),
  field("text", { rows: 8, required: "", maxlength: 1000000 }, "textarea"),
  make("button", { type: "submit", "data-testid": "paste-add" }, texts.paste_add));
const paste = make("details", { class: "fs-paste", "data-testid": "paste" }, make("summary", {}, texts.paste), form);
const work = make("div", { class: "fs-work", "data-testid": "corpus-work" });
root.replaceChildren(drop, paste, work);

let lines = [];
let busy = false;

function drawWork(text, done, total) {
  const bar = total > 0 ? make("progress", { max: total, value: done, "aria-label": text }) : make("progress", { "aria-label": text });
  work.replaceChildren(make("p", {}, text), bar);
  root.classList.add("busy");
}

function problems(all) {
  return all.length === 0 ? null : make("ul", { class: "fs-lines", "data-testid": "corpus-failed" },
    ...all.map((line) => make("li", { dir: "auto" }, line)));
}

function drawDone(outcome) {
  const failed = [...lines, ...outcome.failed.map((line) => line.message)];
  const said = [
    outcome.added.length > 0 || failed.length === 0 && outcome.known.length === 0
      ? counted("added", outcome.added.length) : null,
    outcome.known.length > 0 ? say("known", { names: outcome.known.join(", ") }) : null,
    failed.length > 0 ? say("not_added", { count: failed.length.toLocaleString(language) }) : null,
  ].filter((line) => line !== null);
  work.replaceChildren(...[...said.map((line) => make("p", { dir: "auto" }, line)), problems(failed)].filter((part) => part !== null));
  live.textContent = said.join(" ");
  if (outcome.added.length > 0) form.reset();
  rest();
  document.dispatchEvent(new Event("fundstelle-corpus"));
}

function rest() {
  lines = [];
  busy = false;
  root.classList.remove("busy");
}

async function add(files) {
  if (busy || files.length === 0) return;
  busy = true;
  const text = counted("sending", files.length);
  live.textContent = text;
  drawWork(text, 0, 1);
  const { tokens, lines: broken } = await sentAll(files, (done, total) => drawWork(text, done, total));
  lines = broken;
  input.value = "";
  if (tokens.length === 0) drawDone({ added: [], known: [], failed: [] });
  else trigger("files", { tokens });
}

input.addEventListener("change", () => add([...input.files]));
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  add(await dropped(event.dataTransfer));
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  drawWork(texts.indexing, 0, 0);
  trigger("paste", Object.fromEntries(new FormData(form)));
});

function drawAdding() {
  if (!props.value) return;
  const value = JSON.parse(props.value);
  if (value.kind === "adding") drawWork(value.total > 0 ? texts.indexing : texts.indexing_waits, value.done, value.total);
  if (value.kind === "added") drawDone(value);
  if (value.kind === "failed") drawDone({ added: [], known: [], failed: [value] });
}

watch("value", drawAdding);
