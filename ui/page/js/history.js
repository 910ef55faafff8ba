// What is kept of a turn that has ended.

/** Called once when a turn has ended, whichever way: a turn is what `message` of turn.py holds. */
function kept(turn) {}
