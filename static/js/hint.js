// Is someone probably signed in? Said to the stylesheet before anything is painted, so
// that a subscriber never sees the wall flash. The cookie is a hint and opens nothing.
if (/(^|; )newsroom_reader=1(;|$)/.test(document.cookie)) {
  document.documentElement.dataset.reader = "1";
}
