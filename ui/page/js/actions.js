// The row of buttons under a turn that has ended, whichever way.

/** Return the row of one turn, or null for none. */
function actions(turn) {
  return null;
}
