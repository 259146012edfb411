// What script adds to forms: one sending per click, nothing typed is lost, hints while typing. All of it is optional.
(function () {
  "use strict";
  const DAY = 864e5;
  const each = (root, selector, act) => Array.prototype.forEach.call(root.querySelectorAll(selector), act);
  const make = (tag, text, kind) => {
    const element = document.createElement(tag);
    element.textContent = text || "";
    if (kind) element.className = kind;
    return element;
  };
  const press = (text, act) => {
    const button = make("button", text, "button link");
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  };
  // Storage can be refused (private mode, full): then the form simply works without it.
  const shelf = (name) => {
    try { return window[name]; } catch (refused) { return null; }
  };
  const stores = { kept: shelf("localStorage"), secret: shelf("sessionStorage") };
  const read = (store, key) => {
    try { return JSON.parse(stores[store].getItem(key)); } catch (broken) { return null; }
  };
  const write = (store, key, value) => {
    try {
      if (value) stores[store].setItem(key, JSON.stringify(value));
      else stores[store].removeItem(key);
    } catch (full) { /* nothing to keep it in */ }
  };

  // --- once -------------------------------------------------------------------------------------------------------
  const free = (form) => {
    delete form.dataset.sent;
    each(form, "button[data-was]", (button) => {
      button.disabled = false;
      button.textContent = button.dataset.was;
      button.removeAttribute("data-was");
    });
  };
  const hold = (form, pressed) => {
    each(form, ".button:not([type=button])", (button) => {
      button.dataset.was = button.textContent;
      if (button === pressed) button.textContent = form.dataset.once;
      button.disabled = true;
    });
    // A sending that came to nothing (stopped, line gone) must not lock the form; the server knows a second sending.
    setTimeout(() => free(form), 20000);
  };
  const once = (form) => {
    let pressed = null;
    form.addEventListener("click", (event) => { pressed = event.target.closest("button") || pressed; });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      setTimeout(() => hold(form, pressed), 0);
    });
  };

  // --- drafts: typed, not yet sent ----------------------------------------------------------------------------------
  const fields = (form) => Array.prototype.filter.call(form.elements, (field) =>
    field.name && !field.closest(".visually-hidden") && !/^(hidden|password|file|submit|button|fieldset)$/.test(field.type));
  const secret = (field) => field.dataset.check === "nik" || "private" in field.dataset;
  const tick = (field) => field.type === "radio" || field.type === "checkbox";
  const mark = (field) => tick(field) ? field.name + "=" + field.value : field.name;
  const value = (field) => tick(field) ? field.checked : field.value;
  const values = (form, store) => {
    const found = {};
    fields(form).forEach((field) => {
      if (secret(field) === (store === "secret")) found[mark(field)] = value(field);
    });
    return found;
  };
  const fill = (form, saved) => fields(form).forEach((field) => {
    if (!saved || !(mark(field) in saved)) return;
    if (tick(field)) field.checked = saved[mark(field)];
    else field.value = saved[mark(field)];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const tell = (form, forget) => {
    if (form.querySelector("[data-note]")) return;
    const note = make("div", form.dataset.restored + " ", "band");
    note.setAttribute("role", "status");
    note.dataset.note = "";
    note.appendChild(press(form.dataset.discard, () => { forget(); note.remove(); }));
    form.insertBefore(note, form.firstChild);
  };
  const draft = (form) => {
    const key = "draft:" + form.dataset.draft;
    const base = {};
    const keep = () => ["kept", "secret"].forEach((store) =>
      write(store, key, { base: base[store], values: values(form, store), at: Date.now() }));
    const forget = () => ["kept", "secret"].forEach((store) => {
      fill(form, JSON.parse(base[store]));
      write(store, key, null);
    });
    ["kept", "secret"].forEach((store) => {
      base[store] = JSON.stringify(values(form, store));
      const saved = read(store, key);
      // What the server shows has moved on since: it was saved, so the draft is done with.
      if (saved && (saved.base !== base[store] || Date.now() - saved.at > 7 * DAY)) write(store, key, null);
      else if (saved && JSON.stringify(saved.values) !== base[store]) {
        fill(form, saved.values);
        tell(form, forget);
      }
    });
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
  };
  // A form without a draft asks before a written text is left behind.
  const warn = (form) => {
    let typed = false;
    form.addEventListener("input", (event) => { typed = typed || event.target.matches("textarea"); });
    window.addEventListener("beforeunload", (event) => {
      if (typed && !form.dataset.sent) event.preventDefault();
    });
  };

  // --- hints --------------------------------------------------------------------------------------------------------
  const digits = (text) => text.replace(/\D/g, "").length;
  const RULES = {
    nik: (text) => digits(text) === 16,
    npwp: (text) => digits(text) === 15 || digits(text) === 16,
    phone: (text) => /^(\+?62|0)[\d\s.()-]{7,18}$/.test(text),
    ahu: (text) => /^AHU-\d{3,8}\.AH\.\d\d\.\d\d\./i.test(text.replace(/\s/g, ""))
  };
  const below = (field) => {
    const line = make("p", "", "hint");
    line.setAttribute("aria-live", "polite");
    field.insertAdjacentElement("afterend", line);
    return line;
  };
  const check = (field) => {
    let line = null;
    const look = () => {
      const text = field.value.trim();
      const wrong = text && !RULES[field.dataset.check](text);
      if (!line && wrong) line = below(field);
      if (line) {
        line.className = wrong ? "error" : "hint";
        line.textContent = wrong ? field.dataset.wrong.replace("{n}", digits(text)) : "";
      }
    };
    // A moment later: a line that appears at once would move the button away from under the finger that is pressing it.
    field.addEventListener("blur", () => setTimeout(look, 150));
    field.addEventListener("input", () => { if (line) look(); });
  };
  const count = (field) => {
    const line = below(field);
    const show = () => {
      const left = Number(field.dataset.count) - field.value.length;
      line.className = left < 0 ? "error" : "hint";
      line.textContent = (left < 0 ? field.dataset.over : field.dataset.left).replace("{n}", Math.abs(left));
    };
    field.addEventListener("input", show);
    show();
  };
  const reveal = (field) => {
    const button = press(field.dataset.show, () => {
      const hidden = field.type === "password";
      field.type = hidden ? "text" : "password";
      button.textContent = hidden ? field.dataset.hide : field.dataset.show;
    });
    field.insertAdjacentElement("afterend", button);
  };

  // --- start --------------------------------------------------------------------------------------------------------
  each(document, "[data-draft-clear]", (element) => element.dataset.draftClear.split(" ").forEach((key) => {
    write("kept", "draft:" + key, null);
    write("secret", "draft:" + key, null);
  }));
  each(document, "form[data-draft]", draft);
  each(document, "form[data-once]", once);
  each(document, "form[data-once]:not([data-draft])", warn);
  each(document, "[data-check]", check);
  each(document, "[data-count]", count);
  each(document, "[data-show]", reveal);
  window.addEventListener("pageshow", () => each(document, "form[data-once]", free));
  const summary = document.getElementById("errors");
  if (summary) summary.focus();
})();
