// The link to WhatsApp takes the text as it stands in the box. Without script the button beside it has the server write the link.
(function () {
  "use strict";
  const link = document.querySelector("[data-takes]");
  const box = link && document.getElementById(link.dataset.takes);
  if (!box) return;
  const take = () => { link.href = link.href.split("?")[0] + "?text=" + encodeURIComponent(box.value); };
  box.addEventListener("input", take);
  window.addEventListener("pageshow", take);
  document.querySelector("button[name=teks]").remove();
})();
