// The conversation on the screen, and what is kept of it.
const OPEN = "fundstelle:open";
const left = new Set();
let current = fresh();
let restoring = false;
let replacing = null;

function fresh() {
  return { id: randomKey(), title: "", changed: 0, turns: [] };
}

/** Called once when a question is drawn first: another one may make room for it. */
function begins() {
  if (!restoring && replacing !== null) forget(replacing);
  replacing = null;
}

/** Called once when a turn has ended, whichever way: a turn is what `message` of turn.py holds. */
function kept(turn) {
  const slim = turn.answer === null ? turn : { ...turn, found: [], checked: null };
  const at = current.turns.findIndex((one) => one.key === turn.key);
  const all = at < 0 ? [...current.turns, slim] : current.turns.with(at, slim);
  keep({ ...current, title: current.title || shortened(turn.question), changed: Date.now(), turns: all });
}

function keep(chat) {
  if (chat.id === current.id) {
    current = chat;
    remember(chat.id);
  }
  tellFull(!writeChat(chat));
}

/** Which conversation this tab shows again when it is loaded anew. */
function remember(id) {
  try {
    if (id === null) sessionStorage.removeItem(OPEN);
    else if (id !== undefined) sessionStorage.setItem(OPEN, id);
    return sessionStorage.getItem(OPEN);
  } catch {
    return null; // the browser keeps nothing
  }
}

/** Take a turn off the screen and out of its conversation. */
function forget(key) {
  turns.get(key)?.node.remove();
  turns.delete(key);
  left.add(key);
  current = { ...current, turns: current.turns.filter((turn) => turn.key !== key) };
}

/** Clear the screen; what was being answered is stopped, and kept as far as it came. */
function leave() {
  stopHere();
  for (const [key, entry] of turns) {
    left.add(key);
    entry.node.remove();
  }
  turns.clear();
  replacing = null;
  emptyPane();
}

function beginAnew() {
  leave();
  current = fresh();
  remember(null);
  showStart();
  compose("");
}

/** Draw a conversation as it was; a turn that can't be drawn any more is passed over. */
function reopen(id) {
  const chat = readChat(id);
  if (chat === null) return;
  leave();
  remember(id);
  restoring = true;
  current = { ...chat, turns: chat.turns.filter(redrawn) };
  restoring = false;
  const last = [...turns.values()].at(-1);
  if (last === undefined) return;
  turnEnded(last.turn);
  last.node.scrollIntoView({ block: "start" });
}

function redrawn(turn) {
  if (!ENDS.includes(turn?.phase)) return false;
  left.delete(turn.key);
  try {
    drawTurn(turn);
    return true;
  } catch {
    clearInterval(turns.get(turn.key)?.timer);
    turns.get(turn.key)?.node.remove();
    turns.delete(turn.key);
    return false;
  }
}

function reopenLast() {
  const id = remember();
  if (id !== null) reopen(id);
}
