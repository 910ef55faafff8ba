// Who is logged in, where the page asks for a password: whoever logs out leaves nothing on a screen.
const WHO = "user";

/** The server forgets who this was; then this browser's other tabs leave the page, too. */
async function logOut() {
  leave();
  await fetch(new URL("logout", document.baseURI), { method: "POST", redirect: "manual" }).catch(() => {});
  choice(WHO, "");
  location.assign(new URL("login", document.baseURI));
}

if (user !== "") {
  choice(WHO, user);
  window.addEventListener("storage", (event) => {
    if (event.key === `fundstelle:${WHO}` && event.newValue !== user) location.reload();
  });
  // "Back" may show the page as it was when it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
