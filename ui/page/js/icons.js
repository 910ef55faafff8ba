// Small drawings on buttons; who does not see them reads or hears the button's name.
const ICONS = {
  plus: "M12 5v14M5 12h14",
  past: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3.5 2",
  export: "M12 4v11M7 10.5l5 5l5-5M5 20h14",
  answer: "M4 5h16v11h-9l-4.5 4v-4H4zM8 9h8M8 12h5",
  copy: "M9 9h11v11H9zM5 15V4h11",
  up: "M7 11v9H4v-9zM7 11l4-8c1.5 0 2.6 1 2.6 2.5V9h5.4c1.3 0 2.1 1 1.9 2.2l-1.2 7A2.2 2.2 0 0 1 17.5 20H7",
  down: "M7 13V4H4v9zM7 13l4 8c1.5 0 2.6-1 2.6-2.5V15h5.4c1.3 0 2.1-1 1.9-2.2l-1.2-7A2.2 2.2 0 0 0 17.5 4H7",
  again: "M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3v5h-5",
  edit: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  out: "M10 4H5v16h5M9.5 12H20M16 8l4 4l-4 4",
  shade: "M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5",
};
const SVG = "http://www.w3.org/2000/svg";

function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "fs-icon");
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

/** Return a button with a drawing; `words` is its name, written beside the drawing where `written` is given. */
function tool(name, words, attributes, pressed, written = false) {
  const label = written ? make("span", { class: "fs-written" }, words) : null;
  const names = { title: written ? null : words, "aria-label": words };
  const made = button({ class: "fs-tool", ...names, ...attributes }, icon(name), label);
  made.addEventListener("click", () => pressed(made));
  return made;
}
