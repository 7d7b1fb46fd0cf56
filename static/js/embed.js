// How does a video come into a story? When a reader presses it, and from nowhere before.
// Without scripts, or with a key held for a new tab, it stays the link that it is.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-embed]");
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey);
  if (!link || !isPlain) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = link.dataset.embed;
  frame.title = link.textContent.trim().replace(/\s+/g, " ");
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  link.closest("figure").classList.add("playing");
  link.replaceWith(frame);
  frame.focus();
});
