// The review screen under the fingers: papers by keys, pages in the frame, and a bar that says what will happen next.
(function () {
  "use strict";
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));
  const papers = all(document, "[data-paper]");
  const viewer = document.querySelector("[data-viewer]");
  const bar = document.querySelector("[data-bar]");
  const keys = document.querySelector("[data-keys]");
  const TONES = { ok: "ok", fix: "wait", na: "plain" };
  let current = -1;

  const verdict = (paper) => (paper.querySelector("input[type=radio]:checked") || {}).value;

  // --- frame ------------------------------------------------------------------------------------------------------------
  const frame = viewer && viewer.querySelector(".frame");
  const shots = all(document, "[data-shot]");
  let image = frame && frame.querySelector("[data-image]");
  if (frame && !image && !shots.length) {
    image = document.createElement("img");
    image.hidden = true;
    frame.prepend(image);
  }
  const blank = frame && frame.querySelector("[data-blank]");
  const caption = (card, also) => {
    viewer.querySelector("[data-caption]").textContent = card.querySelector("legend > span, .card-head > b").textContent + (also ? " – " + also : "");
  };
  const unmark = () => all(document, "[data-page][aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  let size = 0;
  const pose = () => { if (image) image.className = "zoom-" + size; };
  const zoom = (by) => { size = Math.max(0, Math.min(3, size + by)); pose(); };
  // Redrawn rather than turned by CSS, so that every corner of a large page can still be scrolled to.
  const rotate = () => {
    if (!image || image.hidden || !image.naturalWidth) return;
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalHeight;
    canvas.height = image.naturalWidth;
    const brush = canvas.getContext("2d");
    brush.translate(canvas.width, 0);
    brush.rotate(Math.PI / 2);
    brush.drawImage(image, 0, 0);
    image.src = canvas.toDataURL("image/jpeg", 0.92);
  };
  const open = (link) => {
    unmark();
    link.setAttribute("aria-current", "true");
    const card = link.closest(".paper");
    if (card) caption(card, link.dataset.page);
    image.src = link.href;
    image.alt = viewer.querySelector("[data-caption]").textContent + " " + link.textContent;
    image.hidden = false;
    blank.hidden = true;
    size = 0;
    pose();
  };
  // A card without a page empties the frame: no officer may take the page of another paper for this one.
  const clear = (card) => {
    unmark();
    caption(card);
    image.hidden = true;
    image.removeAttribute("src");
    const why = card.querySelector("[data-blank]");
    const opener = card.querySelector("button[value^='show:paper:']");
    blank.hidden = false;
    blank.textContent = (why || blank).dataset.blank + " ";
    if (!opener) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = opener.textContent;
    button.addEventListener("click", () => opener.click());
    blank.appendChild(button);
  };
  // Photos lie one below the other in their frame: one of them is at hand, and the tools act on it.
  let shot = -1;
  const show = (index) => {
    if (!shots[index]) return;
    shot = index;
    size = 0;
    pose();
    image = shots[index].querySelector("img");
    pose();
    frame.scrollTop = shots[index].offsetTop - frame.offsetTop;
  };
  const shown = (link) => shots.findIndex((one) => link && link.hash === "#" + one.id);
  const tool = (place, text, label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", label);
    button.title = label;
    button.addEventListener("click", act);
    place.appendChild(button);
  };
  if (image || shots.length) {
    const place = viewer.querySelector("[data-tools]");
    tool(place, "−", place.dataset.zoomOut, () => zoom(-1));
    tool(place, "+", place.dataset.zoomIn, () => zoom(1));
    tool(place, "↻", place.dataset.rotate, rotate);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-page],a[href^='#']");
      if (!link || (link.hash && shown(link) < 0) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.hash) show(shown(link));
      else open(link);
    });
  }

  // --- papers -----------------------------------------------------------------------------------------------------------
  const go = (index, quietly) => {
    if (!papers[index]) return;
    if (papers[current]) papers[current].classList.remove("now");
    current = index;
    const paper = papers[index];
    paper.classList.add("now");
    if (!quietly) {
      paper.focus({ preventScroll: true });
      paper.scrollIntoView({ block: "nearest" });
    }
    const first = paper.querySelector("[data-page]");
    if (shots.length) show(shown(paper.querySelector("a[href^='#']")));
    else if (image && !first) clear(paper);
    else if (image && !paper.querySelector("[aria-current]")) open(first);
  };
  // A paper that is not at hand folds to its name, its verdict and what was said about it.
  const said = (paper) => {
    let line = paper.querySelector(".said");
    if (!line) {
      line = document.createElement("p");
      line.className = "said";
      paper.appendChild(line);
    }
    return line;
  };
  const redraw = (paper) => {
    const chosen = verdict(paper);
    const state = paper.querySelector("[data-state]");
    if (!state) return;
    const label = chosen && paper.querySelector('input[value="' + chosen + '"]').parentNode;
    paper.querySelector("[data-reasoning]").hidden = chosen !== "fix";
    const reason = paper.querySelector("select");
    const parts = [reason && reason.value ? reason.selectedOptions[0].textContent : "", paper.querySelector("textarea").value];
    said(paper).textContent = chosen === "fix" ? parts.filter(Boolean).join(". ") : "";
    state.className = "tag " + (TONES[chosen] || "plain");
    state.textContent = label ? label.childNodes[1].textContent.trim() : state.dataset.none;
  };
  const next = () => {
    if (!bar) return;
    const count = { fix: 0, open: 0 };
    papers.forEach((paper) => {
      const chosen = verdict(paper);
      if (chosen === "fix") count.fix++;
      if (!chosen) count.open++;
    });
    const state = count.open ? "open" : count.fix ? "fix" : "ok";
    const fill = (text) => (text || "").replace("{n}", count[state]);
    const button = bar.querySelector("[data-bar-button]");
    button.textContent = fill(bar.getAttribute("data-" + state)) || button.textContent;
    button.value = state;
    bar.querySelector("[data-bar-note]").textContent = fill(bar.getAttribute("data-" + state + "-note"));
  };
  papers.forEach((paper, index) => {
    paper.addEventListener("change", () => { redraw(paper); next(); });
    paper.addEventListener("focusin", () => { if (index !== current) go(index, true); });
    paper.addEventListener("click", () => { if (index !== current) go(index, true); });
    paper.tabIndex = 0;
    if (paper.querySelector("[data-state]")) paper.parentNode.classList.add("folded");
    redraw(paper);
  });
  // A report has one verdict for all its papers: the keys go to where it is said.
  const judge = (number) => {
    if (papers[current] && !papers[current].querySelector("input[type=radio]")) go(papers.findIndex((paper) => paper.querySelector("input[type=radio]")));
    const choice = papers[current] && all(papers[current], "input[type=radio]")[number - 1];
    if (!choice) return;
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    const paper = papers[current];
    if (choice.value === "fix") (paper.querySelector("select") || paper.querySelector("textarea")).focus();
    else if (!paper.querySelector("[data-state]")) (paper.querySelector("input[name=" + choice.value + "]") || choice).focus();
  };

  // --- keys -------------------------------------------------------------------------------------------------------------
  const help = () => { if (keys && keys.showModal && !keys.open) keys.showModal(); };
  const ACTS = {
    j: () => go(Math.min(papers.length - 1, current + 1)), k: () => go(Math.max(0, current - 1)),
    1: () => judge(1), 2: () => judge(2), 3: () => judge(3),
    "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1), r: rotate, n: () => show(Math.min(shots.length - 1, shot + 1)), p: () => show(Math.max(0, shot - 1)), "?": help
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (keys && keys.open)) return;
    if (event.target.matches("input:not([type=radio],[type=checkbox]),select,textarea")) {
      if (event.key === "Escape") event.target.closest("[data-paper]") && event.target.closest("[data-paper]").focus();
      return;
    }
    if (ACTS[event.key]) { event.preventDefault(); ACTS[event.key](); }
  });
  const place = document.querySelector("[data-keys-place]");
  if (place && keys) tool(place, "?", keys.getAttribute("aria-label"), help);

  const first = [(paper) => paper.matches(":target"), (paper) => paper.matches(".bad"), (paper) => !verdict(paper)]
    .map((wanted) => papers.findIndex(wanted)).find((index) => index >= 0);
  if (papers.length) go(first || 0, true);
  next();
})();
