// What a German sentence has in common with the answer's, so that who reads no German sees it at once.
// A figure is one of its own also where a script sets no blanks around it.
const WORD = /\p{Nd}+(?:[.,:'’\u00a0\u202f]\p{Nd}+)*|[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*/gu;

/** Return the answer's words that rest on this place, "" for none. */
function saidOf({ entry, number }) {
  const said = entry?.turn.answer ?? entry?.turn.checked ?? null;
  const resting = number === null || said === null ? [] : said.claims.filter((claim) => claim.citations.includes(number));
  return resting.map((claim) => claim.text).join(" ");
}

/** Return a figure as every language writes it alike, a name as it is, "" for any other word. */
function formOf(word, names) {
  const digits = word.replace(/\p{Nd}/gu, (digit) => digitOf(digit));
  if (/^\d/.test(digits)) return digits.replace(/[.,'’\u00a0\u202f](?=\d{3}(?!\d))/g, "").replace(/[,:]/g, ".");
  return names && /^\p{Lu}[\p{L}\p{M}]{3,}/u.test(word) ? word : "";
}

/** Digits of other scripts stand in tens behind one another, their nought first. */
function digitOf(digit) {
  if (digit <= "9") return digit;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - value - 1))) value += 1;
  return `${value}`;
}

/** Return the German text as nodes; figures, and names in another language, that the words have too are strong. */
function likeness(german, words, code) {
  // Between German and German every noun would be a name.
  const names = !(code ?? "").startsWith("de");
  const said = new Set((words.match(WORD) ?? []).map((word) => formOf(word, names)).filter((form) => form !== ""));
  const nodes = [];
  let from = 0;
  for (const { 0: word, index } of german.matchAll(WORD)) {
    if (!said.has(formOf(word, names))) continue;
    nodes.push(german.slice(from, index), make("strong", { class: "fs-alike" }, word));
    from = index + word.length;
  }
  return [...nodes, german.slice(from)];
}
