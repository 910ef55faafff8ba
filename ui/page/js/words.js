// The words of the page, and how numbers and days are written, in the visitor's language.
const language = navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
// Gradio puts them into the page once, for its own parts; a copy in each of ours made it a third larger.
const texts = window.gradio_config.i18n_translations[language];
const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

function say(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Say how many; of one in words of its own. */
function counted(key, count) {
  return say(count === 1 ? `${key}_one` : key, { count: count.toLocaleString(language) });
}

function seconds(value) {
  return say("seconds", { seconds: value.toLocaleString(language) });
}

function written(date) {
  const parsed = date === null ? NaN : Date.parse(date.slice(0, 10));
  return Number.isNaN(parsed) ? "" : dates.format(parsed);
}

/** Say why a sentence is doubted; a code without words of its own is said in general. */
function because(reason) {
  const key = `reason_${reason.code}`;
  return say(key in texts ? key : "reason_other", { claim: reason.claim, evidence: reason.evidence });
}
