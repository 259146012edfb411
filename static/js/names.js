// Says at once when a name that is being typed comes close to one in the register. Without script the server says it after saving.
(function () {
  "use strict";
  const field = document.querySelector("[data-names]");
  if (!field || !window.fetch) return;
  const place = document.createElement("div");
  place.setAttribute("aria-live", "polite");
  field.closest(".field").insertAdjacentElement("afterend", place);
  let asked = field.value;
  field.addEventListener("change", () => {
    const name = field.value.trim();
    if (name === asked || name.length < 3) return;
    asked = name;
    fetch(field.dataset.names + "?potong=1&q=" + encodeURIComponent(name))
      .then((answer) => answer.ok ? answer.text() : "")
      .then((piece) => { if (field.value.trim() === name) place.innerHTML = piece; })
      .catch(() => {});
  });
})();
