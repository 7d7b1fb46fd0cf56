// Has someone written since this thread was drawn? Asked quietly, only while the page is
// looked at, and less often while nobody answers.
const SECONDS = 30;
const LONGEST = 600;

let asked = Date.now();
let failures = 0;
let timer;

function theThread() {
  return document.querySelector(".discussion[data-version]");
}

function addressOf({ thread, version, newest }) {
  const address = new URL(thread, location.href);
  address.search = new URLSearchParams({ seen: version, after: newest || "0" });
  return address;
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

function show(section, html) {
  const place = section.querySelector("#pill");
  // The same words again would be read aloud again.
  if (!place || place.dataset.drawn === html) return;
  place.dataset.drawn = html;
  place.replaceChildren(parse(html));
  window.htmx?.process(place);
}

// She may no longer read. What she is writing stays: sending it says why, and keeps it.
function close(section, html) {
  delete section.dataset.version;
  const fields = [...section.querySelectorAll("textarea")];
  if (!fields.some((field) => field.value)) section.replaceWith(parse(html));
}

async function ask() {
  const section = theThread();
  if (!section || document.hidden) return;
  asked = Date.now();
  try {
    const headers = { "HX-Request": "true" };
    const answer = await fetch(addressOf(section.dataset), { headers });
    const html = await answer.text();
    if (!answer.ok && answer.status !== 403) throw new Error(`${answer.status}`);
    failures = 0;
    // In another order, the thread may have been drawn anew meanwhile.
    if (section.isConnected && answer.status === 200) show(section, html);
    if (section.isConnected && answer.status === 403) close(section, html);
  } catch {
    failures += 1;
  }
  start();
}

export function start() {
  clearTimeout(timer);
  const section = theThread();
  if (!section || document.hidden) return;
  const usual = Number(section.dataset.pollSeconds) || SECONDS;
  const due = asked + Math.min(usual * 2 ** failures, LONGEST) * 1000;
  timer = setTimeout(ask, Math.max(due - Date.now(), 0));
}

document.addEventListener("visibilitychange", start);
