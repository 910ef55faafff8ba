// A conversation as a document with footnotes: as text, as Markdown, as a page that needs no other file.
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "yi", "ps", "sd", "ckb", "dv"]);

/** Return how text in a language runs; `auto` where only its letters can tell. */
function direction(code) {
  return RIGHT_TO_LEFT.has((code ?? "").split("-")[0]) ? "rtl" : "auto";
}

/** Return how one sentence runs: in an Arabic answer a German quotation does not run with the rest. */
function sideOf(text, code) {
  if (direction(code) === "auto" || !/\p{L}/u.test(text)) return null;
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(text) ? "rtl" : "ltr";
}

/** Return what the documents hold: answers whose sentences name footnotes, counted through all turns. */
function documentOf(all, heading) {
  const notes = [];
  const parts = all.filter((turn) => turn.phase !== "failed").map((turn) => partOf(turn, notes));
  return { heading, parts, notes };
}

function partOf(turn, notes) {
  const { question, answer } = turn;
  if (answer === null) return { question, brief: false, remark: texts.stopped, pieces: [], language: language, weak: false };
  const numbers = new Map(answer.citations.map((citation) => [citation.number, notes.push(citation)]));
  const pieces = answer.claims.map((claim) => ({
    before: claim.before, text: claim.text, weak: claim.verdict === "weak",
    numbers: claim.citations.map((number) => numbers.get(number)),
  }));
  if (answer.text) pieces.push({ before: "", text: answer.text, weak: false, numbers: [] });
  if (answer.after.trim()) pieces.push({ before: "", text: answer.after, weak: false, numbers: [] });
  const weak = pieces.some((piece) => piece.weak);
  // A few words say nothing without their question.
  const brief = isBrief(wordsOf(answer));
  return { question, brief, remark: weak ? texts.weak_exported : "", pieces, language: answer.language, weak };
}

function whereabouts(note) {
  const page = note.page ? say("page", { page: note.page }) : null;
  const when = written(note.date);
  return [note.title || texts.untitled, note.source, when, page].filter(Boolean);
}

// As text

function asText({ parts, notes }) {
  const answers = parts.map(({ question, brief, pieces, remark }) => [
    brief ? flat(question) : "",
    pieces.map((piece) => `${piece.before}${piece.text}${piece.weak ? " (?)" : ""}${piece.numbers.map((number) => ` [${number}]`).join("")}`).join(""),
    remark].filter(Boolean).join("\n\n"));
  const sources = notes.map((note, at) => `[${at + 1}] „${flat(note.sentence)}“ (${[...whereabouts(note), note.url].filter(Boolean).join(", ")})`);
  return [...answers, sources.join("\n")].filter(Boolean).join("\n\n");
}

function flat(text) {
  return text.replace(/\s+/g, " ").trim();
}

// As Markdown: whatever could mean something in it is escaped, so that all of it is text

function escaped(text) {
  return text.replace(/[\\`*_[\]<>&#|~$^!{}@]/g, "\\$&")
    .replace(/^(\s*)([-+=:])/gm, "$1\\$2").replace(/^(\s*\d+)([.)])/gm, "$1\\$2")
    .replace(/\b(https?|ftp):/gi, "$1\\:").replace(/\bwww\./gi, "www\\.");
}

function asMarkdown({ heading, parts, notes }) {
  const answers = parts.map(({ question, pieces, remark }) => [
    `## ${escaped(flat(question))}`,
    pieces.map((piece) => `${escaped(piece.before + piece.text)}${piece.weak ? " (?)" : ""}${piece.numbers.map((number) => `[^${number}]`).join("")}`).join(""),
    remark && `*${escaped(remark)}*`].filter(Boolean).join("\n\n"));
  const sources = notes.map((note, at) => {
    const known = whereabouts(note).map((word, index) => (index ? escaped(flat(word)) : `*${escaped(flat(word))}*`));
    const link = note.url === null ? [] : [`<${note.url.replace(/[<>\s\\]/g, encodeURIComponent)}>`];
    return `[^${at + 1}]: „${escaped(flat(note.sentence))}“ ${[...known, ...link].join(", ")}`;
  });
  return `${[`# ${escaped(flat(heading))}`, ...answers, sources.join("\n\n"), `*${escaped(madeBy())}*`].filter(Boolean).join("\n\n")}\n`;
}

function madeBy() {
  return say("made_by", { date: dates.format(Date.now()) });
}

// As a page: built of nodes whose text is set as text, and written out by the browser

const LOOKS = `body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.65 Georgia,serif;color:#1b1f27;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}sup a{text-decoration:none;padding:0 .15em}.answer{white-space:pre-line}
.weak{text-decoration:underline dashed 1px}.remark,footer,.origin{color:#566070;font-size:.875rem}blockquote{margin:0}.origin{margin:.2rem 0 0}
li{margin-bottom:.8rem}li:target{background:#fff3c9}ol{padding-inline-start:1.6rem}
@media(prefers-color-scheme:dark){body{color:#eceff4;background:#12161d}a{color:#9cc2ff}.remark,footer,.origin{color:#a9b3c3}li:target{background:#3a3213}}`;

function asPage(one) {
  const page = document.implementation.createHTMLDocument(one.heading);
  page.documentElement.lang = language;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  page.head.prepend(make("meta", { charset: "utf-8" }), make("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    make("meta", { name: "viewport", content: "width=device-width" }), make("style", {}, LOOKS));
  page.body.append(make("h1", { dir: "auto" }, one.heading), ...sections(one), make("footer", {}, madeBy()));
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

function asFragment(one) {
  return make("div", {}, ...sections(one, false)).outerHTML;
}

function sections({ parts, notes }, questions = true) {
  const asked = parts.map((one) => make("section", {},
    questions || one.brief ? make(questions ? "h2" : "p", { dir: "auto" }, one.question) : null,
    make("p", { class: "answer", lang: one.language, dir: direction(one.language) }, ...one.pieces.flatMap((piece) => withLinks(piece, one.language))),
    one.remark ? make("p", { class: "remark" }, one.remark) : null));
  const list = make("ol", {}, ...notes.map((note, at) => make("li", { id: `note-${at + 1}` },
    make("blockquote", { lang: "de", dir: "ltr" }, `„${flat(note.sentence)}“`), originOf(note))));
  return notes.length === 0 ? asked : [...asked, make("h2", {}, texts.evidence), list];
}

function withLinks(piece, code) {
  const links = piece.numbers.map((number) => make("sup", {}, make("a", { href: `#note-${number}` }, `[${number}]`)));
  return [piece.before, make("span", { class: piece.weak ? "weak" : null, dir: sideOf(piece.text, code) }, piece.text), piece.weak ? " (?)" : "", ...links];
}

function originOf(note) {
  const link = note.url === null ? [] : [", ", make("a", { href: note.url, rel: "noopener noreferrer" }, note.url)];
  return make("p", { class: "origin", dir: "ltr" }, whereabouts(note).join(", "), ...link);
}

// To a file

function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function exported(kind) {
  const one = documentOf(current.turns, current.title);
  const name = `fundstelle-${current.title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 50).replace(/^-|-$/g, "") || "gespraech"}`;
  if (kind === "markdown") download(`${name}.md`, "text/markdown", asMarkdown(one));
  else download(`${name}.html`, "text/html", asPage(one));
}
