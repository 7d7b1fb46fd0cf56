// What is said when no answer comes, or one that is not the part that was asked for?
// Nothing on the page is replaced then: what was typed stays where it is.
const WHOLE_PAGE = /^\s*<(!doctype|html)\b/i;

function placeFor(element) {
  const form = element?.closest?.("form");
  return form?.querySelector("[data-lost]") ?? document.querySelector("[data-lost]");
}

function say(element, words) {
  const place = placeFor(element);
  if (place) place.textContent = words(place.dataset);
}

// Our own error pages know best what happened and what to do.
function sentenceOf(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const parts = page.querySelectorAll("main h1, main h1 + p");
  return [...parts].map((part) => part.textContent.trim()).join(". ");
}

function isPart(text, status) {
  return status === 204 || (text.trimStart().startsWith("<") && !WHOLE_PAGE.test(text));
}

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  say(ctx.sourceElement, () => "");
});

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  const { status } = ctx.response;
  if (isPart(ctx.text, status)) return;
  event.preventDefault();
  const known = status >= 400 ? sentenceOf(ctx.text) : "";
  say(ctx.sourceElement, ({ failed, lost }) => (known ? `${failed} ${known}` : lost));
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx && !ctx.response) say(ctx.sourceElement, ({ lost }) => lost);
});
