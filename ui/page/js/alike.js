// What a German sentence has in common with the answer's, so that who reads no German sees it at once.
// A figure is one of its own also where a script sets no blanks around it.
const WORD = /\p{Nd}+(?:[.,:'’\u00a0\u202f]\p{Nd}+)*|[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*/gu;

/** Tell whether these are a few words ("1,85 m", "Robin Li") and no sentence. */
function isBrief(words) {
  const said = words.trim();
  const count = said.split(/\s+/).length;
  // Where no blanks stand between words, as many signs as a few words have.
  const most = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u.test(said) ? 12 : 48;
  return said !== "" && said.length <= most && (count <= 3 || (count <= 5 && !/[.!?。؟]$/.test(said)));
}

/** Return the answer's words that rest on this place, "" for none; as `german` those that they were rendered from. */
function saidOf({ entry, number }, as = "text") {
  const said = entry?.turn.answer ?? entry?.turn.checked ?? null;
  const resting = number === null || said === null ? [] : said.claims.filter((claim) => claim.citations.includes(number));
  return resting.map((claim) => claim[as] || claim.text).join(" ");
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
  // Between German and German every noun would be a name; of a few words each is what was asked for.
  const names = isBrief(words) || !(code ?? "").startsWith("de");
  const spoken = words.match(WORD) ?? [];
  const said = new Set(spoken.map((word) => formOf(word, names)).filter((form) => form !== ""));
  const found = [...german.matchAll(WORD)];
  const alike = found.map(({ 0: word }) => said.has(formOf(word, names)));
  const nodes = [];
  let from = 0;
  found.forEach(({ 0: word, index }, at) => {
    if (!alike[at] && !(names && spoken.includes(word) && besideName(found, alike, at))) return;
    nodes.push(german.slice(from, index), make("strong", { class: "fs-alike" }, word));
    from = index + word.length;
  });
  return [...nodes, german.slice(from)];
}

/** Tell whether a short word ("Li", "Am") belongs to a name that is alike. */
function besideName(found, alike, at) {
  if (!/^\p{Lu}[\p{L}\p{M}]{1,2}$/u.test(found[at][0])) return false;
  const near = (before, after) => alike[before === at ? after : before] === true
    && /^\p{Lu}/u.test(found[before === at ? after : before][0])
    && found[after].index === found[before].index + found[before][0].length + 1;
  return (at > 0 && near(at - 1, at)) || (at + 1 < found.length && near(at, at + 1));
}
