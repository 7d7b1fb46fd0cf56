// Keys for the moderators' queues: each of them presses a button that is on the page.

const desk = document.querySelector("[data-desk]");
const cards = [...desk.querySelectorAll("[data-card]")];
const help = desk.querySelector("[data-keys]");
const KEPT = `desk-${desk.dataset.desk}`;
let current = null;
let isSending = false;

const find = (what, within = desk) => within.querySelector(`[data-do="${what}"]`);
const press = (what, within = current) => within && find(what, within)?.click();
const isTyping = (element) => element.matches("input:not([type=checkbox]), select, textarea");

function mark(card, { focus = true } = {}) {
  current?.removeAttribute("aria-current");
  current = card;
  if (!card) return;
  card.setAttribute("aria-current", "true");
  if (!focus) return;
  card.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

function move(step) {
  const at = cards.indexOf(current) + step;
  mark(cards[Math.max(0, Math.min(at, cards.length - 1))]);
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  f: () => press("accept"),
  d: () => (current && (find("reason", current) ?? find("remove", current)))?.focus(),
  p: () => press("pick"),
  s: () => press("skip"),
  u: () => press("undo", desk),
  x: () => current?.querySelector("[data-tick]")?.click(),
  o: () => current && open(find("open", current).href, "_blank", "noopener"),
  "?": () => help.showModal(),
};

// In the list of reasons a number chooses, Enter sends, Escape goes back to the card.
function choose(event) {
  const list = event.target;
  if (event.key === "Escape") mark(current);
  else if (event.key === "Enter") press("remove", list.form);
  else if (list.options[event.key] && event.key !== "0") list.selectedIndex = event.key;
  else return;
  event.preventDefault();
}

// Before the theme's own keys, some of which are the same; while typing, none of either.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || help.open) return;
  if (event.target.matches('[data-do="reason"]')) choose(event);
  else if (isTyping(event.target)) {
    if (event.key === "Escape") mark(current);
    return;
  } else if (Object.hasOwn(actions, event.key)) {
    event.preventDefault();
    if (!isSending) actions[event.key]();
  } else return;
  event.stopImmediatePropagation();
}, { capture: true });

// A card that is clicked or tabbed into is the one that the keys decide.
for (const card of cards) {
  card.addEventListener("focusin", () => card !== current && mark(card, { focus: false }));
}

// Two quick presses are one decision; afterwards the next card is the current one.
desk.addEventListener("submit", (event) => {
  if (isSending) return event.preventDefault();
  if (event.target.method === "dialog") return;
  isSending = true;
  const card = event.target.closest("[data-card]");
  const next = cards[cards.indexOf(card) + 1] ?? cards[cards.indexOf(card) - 1];
  if (card && next) sessionStorage.setItem(KEPT, next.dataset.card);
});
addEventListener("pageshow", () => { isSending = false; });

find("help").addEventListener("click", () => help.showModal());

const bulk = desk.querySelector("[data-bulk]");
const ticks = [...desk.querySelectorAll("[data-tick]")];
function count() {
  const ticked = ticks.filter((one) => one.checked).length;
  bulk.hidden = !ticked;
  bulk.classList.toggle("ticked", ticked > 0);
  bulk.querySelector("[data-ticked]").value = ticked;
  const all = find("all");
  all.checked = ticked === ticks.length;
  all.indeterminate = ticked > 0 && ticked < ticks.length;
}
if (bulk) {
  desk.addEventListener("change", (event) => {
    if (event.target === find("all")) for (const one of ticks) one.checked = event.target.checked;
    count();
  });
  count();
}

const kept = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
mark(cards.find((card) => card.dataset.card === kept) ?? cards[0], { focus: Boolean(kept) });
