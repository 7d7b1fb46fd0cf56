// Does a comment stand on the page twice, because its place has changed between two
// pages of the thread? The newer drawing stays, and the older goes with its replies.
const ROWS = "li[id^='comment-']";

function levelOf(row) {
  return Number(/\blevel-(\d)/.exec(row.className)?.[1] ?? 0);
}

function drop(row) {
  const level = levelOf(row);
  let next = row.nextElementSibling;
  while (next && levelOf(next) > level) {
    const reply = next;
    next = reply.nextElementSibling;
    reply.remove();
  }
  row.remove();
}

document.addEventListener("htmx:before:swap", (event) => {
  for (const { fragment, target } of event.detail.tasks) {
    if (!target?.matches?.(".more")) continue;
    for (const row of fragment.querySelectorAll(ROWS)) {
      const older = document.getElementById(row.id);
      if (older) drop(older);
    }
  }
});
