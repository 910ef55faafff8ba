// The row of buttons at the top of the page.

/** Return the row, or null for none. */
function toolbar() {
  return null;
}
