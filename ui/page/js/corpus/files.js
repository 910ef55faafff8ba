// From what was dropped or chosen to files on the server, three at a time.
const AT_ONCE = 3;
const largest = Number(props.largest);

/** Return every file of a drop, those in dropped folders too. */
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null || entry.isFile)) return [...transfer.files];
  const files = [];
  for (const entry of entries) if (entry !== null) await walk(entry, files);
  return files;
}

async function walk(entry, files) {
  if (entry.isFile) {
    files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const inner of some) if (!inner.name.startsWith(".")) await walk(inner, files);
  }
}

/** Send one file; resolves to {token} or {error: line}. */
function sent(file, progress) {
  if (file.size > largest) {
    const error = say("too_large", { name: file.name, megabytes: (largest / 1e6).toLocaleString(language) });
    return Promise.resolve({ error });
  }
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const broken = () => resolve({ error: say("not_sent", { name: file.name }) });
    request.open("POST", new URL(`corpus/files?name=${encodeURIComponent(file.name.toWellFormed())}`, document.baseURI));
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => progress(event.loaded));
    request.addEventListener("error", broken);
    request.addEventListener("load", () => {
      const answer = request.response;
      if (typeof answer?.token === "string") resolve({ token: answer.token });
      else if (typeof answer?.error?.message === "string") resolve({ error: answer.error.message });
      else broken();
    });
    request.send(file);
  });
}

/** Send all; returns the tokens and the lines of those that did not arrive. */
async function sentAll(files, progress) {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const loaded = new Array(files.length).fill(0);
  const results = new Array(files.length);
  let next = 0;
  async function one() {
    while (next < files.length) {
      const at = next++;
      results[at] = await sent(files[at], (bytes) => {
        loaded[at] = Math.min(bytes, files[at].size);
        progress(loaded.reduce((sum, value) => sum + value, 0), total);
      });
      loaded[at] = files[at].size;
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return {
    tokens: results.filter((result) => result.token).map((result) => result.token),
    lines: results.filter((result) => result.error).map((result) => result.error),
  };
}
