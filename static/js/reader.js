// Which private parts does a signed-in reader's page still need? Nothing is asked for
// unless the hint says that someone is signed in.
import "./cancel.js";
import "./copy.js";
import { start as startCounters } from "./counter.js";
import { start as startDrafts } from "./draft.js";
import "./embed.js";
import { start as startPill } from "./pill.js";
import "./read.js";
import "./look.js";
import "./trouble.js";
import "./twice.js";

const root = document.documentElement;

async function fetchPart(address) {
  const response = await fetch(address, { headers: { "HX-Request": "true" } });
  const isAnswer = response.ok || response.status === 403;
  if (!isAnswer) throw new Error(`${address} answered ${response.status}`);
  return response.text();
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// The draft first: the counter counts it.
function startIn(element) {
  startDrafts(element);
  startCounters(element);
  startPill();
}

function wake(element) {
  window.htmx?.process(element);
  startIn(element);
}

// A wall may be the answer as well: the hint was wrong, and it is shown in its place.
async function openThread(section) {
  try {
    const content = parse(await fetchPart(section.dataset.thread));
    const fresh = content.querySelector(".discussion");
    section.replaceWith(content);
    if (fresh) wake(fresh);
  } catch {
    // The placeholder keeps its link to the thread's own page.
    section.querySelector(".opening a")?.classList.add("button");
  }
}

async function fillPart(element) {
  try {
    element.innerHTML = await fetchPart(element.dataset.private);
    wake(element);
  } catch {
    // The public part stands there already.
  }
}

function start() {
  if (!root.dataset.reader) return;
  document.querySelectorAll("[data-private]").forEach(fillPart);
  document.querySelectorAll(".discussion.awaiting").forEach(openThread);
}

// A page that comes back from the browser's memory may show words that its reader has
// lost the right to since: they go first, and the server is asked again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll(".discussion:not(.awaiting)").forEach((section) => {
    section.querySelectorAll(".comments").forEach((list) => list.replaceChildren());
    openThread(section);
  });
});

document.addEventListener("htmx:after:swap", () => startIn(document));

startIn(document);
start();

// With a fragment in the address browsers may leave undone what autofocus asks for.
if (document.activeElement === document.body) {
  document.querySelector("[autofocus]")?.focus();
}
