// A question once more, or one to be changed: the new turn takes the old one's place.

function compose(text) {
  const field = document.querySelector("#question textarea");
  if (field === null) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function regenerate(turn) {
  replacing = turn.key;
  if (!askAgain(turn, { language: answerLanguage() })) replacing = null;
}

function change(turn) {
  if (working !== null) return;
  replacing = turn.key;
  compose(turn.question);
}
