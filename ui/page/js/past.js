// The list of past conversations: opened, renamed, deleted.

function pastChats(close) {
  const all = chats();
  const list = make("ul", { class: "fs-past" }, ...all.map((chat) => pastChat(chat, close)));
  const none = all.length === 0 ? make("p", { class: "fs-note" }, texts.no_past) : null;
  const end = make("p", { class: "fs-note" }, user === "" ? texts.kept_here : say("kept_for", { name: user }));
  return [none, list, all.length === 0 ? null : forgetAll(all, close), end].filter((one) => one !== null);
}

function pastChat(chat, close) {
  const open = button({
    class: "fs-chat", "data-testid": "history-item", "aria-current": chat.id === current.id ? "true" : null,
  }, make("span", { class: "fs-chat-title", dir: "auto" }, chat.title), make("span", { class: "fs-when" }, moments.format(chat.changed)));
  open.addEventListener("click", () => {
    reopen(chat.id);
    close();
  });
  const item = make("li", {}, open,
    tool("edit", say("rename", { title: chat.title }), { "data-testid": "history-rename" }, () => rename(chat, item, close)),
    tool("remove", say("forget", { title: chat.title }), { "data-testid": "history-delete" }, () => removeChat(chat, item)));
  return item;
}

function rename(chat, item, close) {
  const id = `name-${chat.id}`;
  const field = make("input", { id, type: "text", maxlength: 200, value: chat.title, "data-testid": "history-name" });
  const form = make("form", { class: "fs-why" }, make("label", { for: id, class: "fs-sr" }, texts.new_name), field,
    button({ type: "submit", class: "fs-plain" }, texts.save));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const title = shortened(field.value) || chat.title;
    const newest = chat.id === current.id ? current : readChat(chat.id) ?? chat;
    keep({ ...newest, title });
    const renamed = pastChat({ ...newest, title }, close);
    item.replaceWith(renamed);
    renamed.querySelector("button").focus();
  });
  item.replaceChildren(form);
  field.select();
}

function removeChat(chat, item) {
  const next = item.nextElementSibling ?? item.previousElementSibling;
  dropChat(chat.id);
  item.remove();
  if (chat.id === current.id) beginAnew();
  (next?.querySelector("button") ?? root.querySelector(".fs-menu[open] summary"))?.focus();
}

/** Deleting everything takes two presses of a button that says so. */
function forgetAll(all, close) {
  let sure = false;
  return plain(say("remove_all", { count: all.length }), { "data-testid": "history-delete-all" }, (made) => {
    if (!sure) {
      sure = true;
      made.classList.add("fs-danger");
      made.textContent = say("remove_all_sure", { count: all.length });
      return;
    }
    for (const chat of all) dropChat(chat.id);
    beginAnew();
    close();
  });
}

const fullNote = make("p", { class: "fs-full", role: "status" });

function tellFull(full) {
  const warning = full ? texts.full : "";
  if (fullNote.textContent !== warning) fullNote.textContent = warning;
}
