// Where the page is drawn. What comes from articles, questions and models goes through textContent.
const root = element.querySelector(".fs-page");
const live = element.querySelector("[role=status]");

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

function fill(part, drawn, content) {
  if (part.drawn === drawn) return;
  part.drawn = drawn;
  part.node.replaceChildren(...content().filter((child) => child !== null));
}
