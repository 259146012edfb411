// Says at once when what is being typed comes close to an organisation in the register. Without script the server says it after saving.
(function () {
  "use strict";
  const field = document.querySelector("[data-names]");
  if (!field || !window.fetch) return;
  const others = Array.from(document.querySelectorAll("[data-alike]"));
  const place = document.createElement("div");
  place.setAttribute("aria-live", "polite");
  field.closest(".field").insertAdjacentElement("afterend", place);
  const typed = () => others.reduce((said, other) => said + (other.value.trim() ? "&" + other.dataset.alike + "=" + encodeURIComponent(other.value.trim()) : ""),
    "q=" + encodeURIComponent(field.value.trim()));
  let asked = typed();
  const ask = () => {
    const now = typed();
    if (now === asked || (field.value.trim().length < 3 && now.indexOf("&") < 0)) return;
    asked = now;
    fetch(field.dataset.names + "?potong=1&" + now)
      .then((answer) => answer.ok ? answer.text() : "")
      .then((piece) => { if (typed() === now) place.innerHTML = piece; })
      .catch(() => {});
  };
  [field].concat(others).forEach((one) => one.addEventListener("change", ask));
})();
