"use strict";
const root = document.documentElement;
const theme = document.getElementById("theme");
theme.hidden = false;
theme.addEventListener("click", () => {
  const now = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
});

const filters = document.getElementById("filters");
const more = document.getElementById("more");
const answers = [...document.querySelectorAll(".answer")];
const step = 20;
let shown = step;
function show() {
  const wanted = [...new FormData(filters)].filter(([, value]) => value);
  const matching = answers.filter((answer) => wanted.every(([by, value]) => answer.dataset[by] === value));
  const seen = new Set(matching.slice(0, shown));
  for (const answer of answers) answer.hidden = !seen.has(answer);
  document.getElementById("count").textContent = `${seen.size} of ${matching.length}, the worst first`;
  more.hidden = seen.size === matching.length;
}
filters.hidden = false;
filters.addEventListener("change", () => { shown = step; show(); });
more.addEventListener("click", () => { shown += step; show(); });
show();
