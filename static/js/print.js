// A button that prints the page. Without script the page says how to print it.
(function () {
  "use strict";
  const place = document.querySelector("[data-print]");
  if (!place) return;
  place.hidden = false;
  document.querySelector("[data-print-hint]").hidden = true;
  place.addEventListener("click", () => window.print());
})();
