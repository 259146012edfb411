// Photos are made smaller on the phone and sent one by one, so that a bad line or a bad photo costs one photo, never all.
// Without this script the form sends them together, as they are.
(function () {
  "use strict";
  const form = document.querySelector("form[data-photos]");
  if (!form || !window.fetch || !window.FormData || !Array.from) return;
  const input = form.querySelector("input[type=file]");
  if (!input) return;
  const say = (name, values) => form.getAttribute("data-t-" + name).replace(/{(\w)}/g, (_, key) => (values || {})[key]);
  // From lighter.js, which may have been lost on the way.
  const lighter = window.lighterPhoto || ((file) => file);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  let busy = false, pressed = null, added = 0, there = 0, told;
  const hint = form.querySelector(".hint");
  if (hint) hint.append(" " + say("small"));

  // Returns nothing when the photo is kept, else why not. A dropped line is tried again; the same photo twice is one.
  const send = async (file, show) => {
    const body = new FormData(form); // captions that were typed go along with each photo
    body.set("satu", "1");
    if (pressed && pressed.name) body.set(pressed.name, pressed.value);
    body.set("photos", await lighter(file), file.name);
    for (let tries = 0; tries < 6; tries++) {
      try {
        const answer = await fetch(form.action, { method: "POST", body: body, credentials: "same-origin" });
        if (answer.ok && !answer.redirected) { told = await answer.json(); added += told.added; there += told.there; return ""; }
        if (answer.status < 500) return (await answer.json()).message;
      } catch (dropped) { /* nor is a page a reason: the same remedy as for a busy server */ }
      show(say("wait"));
      await wait(2000 << Math.min(tries, 4));
    }
    return file.name + ": " + say("lost");
  };
  const run = async (files) => {
    const panel = document.createElement("div");
    panel.className = "band";
    panel.innerHTML = '<p aria-live="polite"></p><progress value="0"></progress><ul></ul>';
    panel.querySelector("progress").max = files.length;
    input.parentNode.insertAdjacentElement("afterend", panel);
    const show = (text) => { panel.firstChild.textContent = text; };
    let bad = 0;
    for (let at = 0; at < files.length; at++) {
      show(say("now", { n: at + 1, m: files.length }));
      let why;
      try { why = await send(files[at], show); } catch (strange) { why = files[at].name + ": " + say("lost"); }
      if (why) {
        bad++;
        const line = document.createElement("li");
        line.className = "error";
        line.textContent = why;
        panel.lastChild.appendChild(line);
      }
      panel.querySelector("progress").value = at + 1;
    }
    input.value = "";
    if (!bad) { location.assign(form.dataset.done + "?tersimpan=" + added + "&sudah=" + there); return; }
    show(say("some", { n: files.length - bad, m: files.length }));
    const link = document.createElement("a");
    link.href = form.dataset.done;
    link.className = "button";
    link.textContent = say("go");
    panel.appendChild(link);
    busy = false;
  };

  // Before every other listener, so that the form's own guard does not count this as sent.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || (!busy && !input.files.length)) return;
    event.preventDefault();
    if (busy) return;
    pressed = event.submitter;
    const files = Array.from(input.files);
    const old = form.parentNode.querySelector(".photos-error");
    if (old) old.remove();
    if (files.length > Number(form.dataset.room)) {
      const note = document.createElement("p");
      note.className = "error photos-error";
      note.setAttribute("role", "alert");
      note.textContent = say("many", { n: files.length });
      form.insertAdjacentElement("beforebegin", note);
      return;
    }
    busy = true;
    run(files);
  }, true);
})();
