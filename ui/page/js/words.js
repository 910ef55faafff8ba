// The words of the page, and how numbers and days are written, in the visitor's language.
const language = navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
const texts = JSON.parse(props.texts)[language];
const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });

function say(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function seconds(value) {
  return say("seconds", { seconds: value.toLocaleString(language) });
}
