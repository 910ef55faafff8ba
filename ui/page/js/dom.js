// Where the page is drawn. What comes from articles, questions and models goes through textContent.
const root = element.querySelector(".fs-page");
const live = element.querySelector("[role=status]");

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function button(attributes, ...children) {
  return make("button", { type: "button", ...attributes }, ...children);
}

/** Draw a part again only where it changed, so that focus and selection stay. */
function fill(part, drawn, content) {
  if (part.drawn === drawn) return;
  part.drawn = drawn;
  part.node.replaceChildren(...content().filter((child) => child !== null && child !== undefined));
}

/** What stands between backticks in a line is something to type. */
function typed(line) {
  const parts = line.split("`");
  return parts.length % 2 === 0 ? [line] : parts.map((part, at) => (at % 2 ? make("code", { dir: "ltr" }, part) : part));
}

function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
