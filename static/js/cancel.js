// Does someone leave a form that was opened under a comment? It goes, and the focus
// returns to the link that had opened it; the browser still keeps the draft.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-cancel]");
  const comment = link?.closest(".comment");
  if (!comment) return; // On a page of its own it is a link like any other.
  event.preventDefault();
  link.closest("form").remove();
  comment.querySelector(`a[hx-get$="${link.dataset.cancel}"]`)?.focus();
});
