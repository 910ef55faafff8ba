// Conversations, kept in this browser alone, for each user by name where there are users. What is
// read back is checked: whatever else was served at this address before could have written it.
const user = document.querySelector("meta[name=fundstelle-user]")?.content ?? "";
const KEPT = user === "" ? "fundstelle:chat:" : `fundstelle:user:${encodeURIComponent(user)}:chat:`;
const SHELF_SCHEMA = 1;
const MOST_CHATS = 200;
const MOST_TURNS = 200;
const LONGEST_TITLE = 80;

/** Return all conversations, the last changed one first. */
function chats() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(KEPT))
      .map((name) => readChat(name.slice(KEPT.length)))
      .filter((chat) => chat !== null)
      .sort((one, other) => other.changed - one.changed);
  } catch {
    return []; // the browser keeps nothing
  }
}

function readChat(id) {
  try {
    const chat = JSON.parse(localStorage.getItem(KEPT + id));
    const sound = chat?.schema === SHELF_SCHEMA && typeof chat.title === "string"
      && Number.isFinite(chat.changed) && Array.isArray(chat.turns);
    return sound ? { ...chat, id, turns: chat.turns.slice(-MOST_TURNS).map(harmless) } : null;
  } catch {
    return null;
  }
}

/** Keep a conversation; return whether there was room for it. */
function writeChat(chat) {
  const { id, ...kept } = { ...chat, schema: SHELF_SCHEMA, turns: chat.turns.slice(-MOST_TURNS) };
  try {
    localStorage.setItem(KEPT + id, JSON.stringify(kept));
    for (const old of chats().slice(MOST_CHATS)) dropChat(old.id);
    return true;
  } catch {
    return false;
  }
}

function dropChat(id) {
  localStorage.removeItem(KEPT + id);
}

function shortened(text) {
  const letters = [...text.trim().replace(/\s+/g, " ")];
  return letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE).join("")} …` : letters.join("");
}

/** Return a value whose addresses are those of web pages: all else is drawn as text anyway. */
function harmless(value, name) {
  if (Array.isArray(value)) return value.map((one) => harmless(one, ""));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, harmless(one, key)]));
  }
  if (name === "url" && !/^https?:\/\//i.test(value ?? "")) return null;
  return value;
}

/** Remember one small choice of the visitor, or tell it. */
function choice(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(`fundstelle:${name}`, value);
    return localStorage.getItem(`fundstelle:${name}`);
  } catch {
    return value ?? null;
  }
}
