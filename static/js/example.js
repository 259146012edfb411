// While somebody types a pattern for numbers, shows the number that it gives. Without script a button does the same.
(function () {
  "use strict";
  const field = document.querySelector("[data-example]");
  const shown = document.querySelector("[data-example-shown]");
  const code = document.getElementById("class_code");
  if (!field || !shown) return;
  const parts = JSON.parse(field.dataset.example);
  const piece = (whole, name, width) => {
    if (name === "urut" && width) return parts.urut.padStart(Number(width), "0");
    if (width || !(name in parts)) return whole;
    return name === "kode" ? code.value.trim() : parts[name];
  };
  const show = () => {
    const number = field.value.trim().replace(/\{(\w+)(?::([1-9]))?\}/g, piece);
    shown.textContent = number || "–";
  };
  field.addEventListener("input", show);
  code.addEventListener("input", show);
})();
