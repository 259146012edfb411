// Sends chosen files in pieces: photos are made lighter first, a dropped line or a restarted browser goes on where it stopped.
// Without this script, or where a browser lacks something, the form sends its files the ordinary way.
(function () {
  "use strict";
  const QUIET = 30000;
  const SMALLEST = 16384;
  // From lighter.js, which may have been lost on the way.
  const lighter = window.lighterPhoto || ((file) => file);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const words = (text, values) => text.replace(/{(\w)}/g, (_, key) => values[key]);
  const kilo = (bytes) => Math.ceil(bytes / 1000);

  // FNV-1a over samples: names one file of one person, nothing more (crypto.subtle is absent on http in an office).
  const fingerprint = async (blob, file) => {
    let hash = 0x811c9dc5;
    const step = Math.max(4096, Math.floor(blob.size / 16));
    for (let at = 0; at < blob.size; at += step) {
      const bytes = new Uint8Array(await new Response(blob.slice(at, at + 4096)).arrayBuffer());
      for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
    }
    return [(hash >>> 0).toString(16), blob.size, file.lastModified || 0].join("-");
  };

  // --- what waits for a restarted browser -------------------------------------------------------------------------------
  const memory = (mode, act) => new Promise((done) => {
    try {
      const opening = indexedDB.open("aormas", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("uploads");
      opening.onerror = () => done(null);
      opening.onsuccess = () => {
        const asked = act(opening.result.transaction("uploads", mode).objectStore("uploads"));
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => done(null);
      };
    } catch (refused) { done(null); }
  });
  const recall = (key) => memory("readonly", (store) => store.get(key));
  const keep = (key, queue) => memory("readwrite", (store) => store.put(queue, key));
  const forget = (key) => memory("readwrite", (store) => store.delete(key));

  // --- the line ---------------------------------------------------------------------------------------------------------
  const ask = (method, url, headers, body, moved, line) => new Promise((done, lost) => {
    const request = new XMLHttpRequest();
    let silence;
    const alive = () => { clearTimeout(silence); silence = setTimeout(() => request.abort(), QUIET); };
    request.open(method, url);
    Object.keys(headers).forEach((name) => request.setRequestHeader(name, headers[name]));
    request.upload.onprogress = (event) => { alive(); if (moved) moved(event.loaded); };
    request.onload = () => { clearTimeout(silence); done(request); };
    request.onerror = request.onabort = () => { clearTimeout(silence); lost(new Error("line")); };
    line.stop = () => request.abort();
    alive();
    request.send(body);
  });
  const offset = (request) => Number(request.getResponseHeader("Upload-Offset"));

  // --- one form ---------------------------------------------------------------------------------------------------------
  const attach = (form) => {
    const input = form.querySelector("input[type=file]");
    const token = form.querySelector("[name=csrf_token]").value;
    const address = form.dataset.upload;
    const say = (name, values) => words(form.getAttribute("data-t-" + name), values || {});
    const line = { stop: () => {}, paused: false, go: null };
    let queue = [];
    let panel;
    let busy = false;
    let pressed = null;

    const draw = () => {
      panel = document.createElement("div");
      panel.className = "band";
      panel.innerHTML = '<p aria-live="polite"></p><progress max="100" value="0"></progress><p></p>';
      input.closest(".field").insertAdjacentElement("afterend", panel);
    };
    const show = (text) => { panel.firstChild.textContent = text; };
    const press = (text, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet";
      button.textContent = text;
      button.onclick = act;
      panel.lastChild.appendChild(button);
      return button;
    };
    const progress = (extra) => {
      const all = queue.reduce((sum, part) => sum + part.blob.size, 0);
      const sent = queue.reduce((sum, part) => sum + (part.offset || 0), 0) + (extra || 0);
      panel.querySelector("progress").value = 100 * sent / all;
      show(say("left", { p: Math.floor(100 * sent / all), k: kilo(all - sent) }));
    };
    const resting = () => line.paused ? new Promise((done) => { line.go = done; show(say("paused")); }) : null;

    // Repeats one exchange until the line carries it; waits longer each time, at most half a minute, and at once when back online.
    const patient = async (exchange) => {
      for (let tries = 0; ; tries++) {
        await resting();
        try {
          const request = await exchange();
          if (request.status < 500 && request.status !== 429 && request.status) return request;
        } catch (dropped) { /* the same remedy as for a busy server */ }
        if (line.paused) continue;
        const seconds = Math.min(30, 2 << Math.min(tries, 4));
        show(say("wait", { s: seconds }));
        await Promise.race([wait(seconds * 1000), new Promise((back) => window.addEventListener("online", back, { once: true }))]);
      }
    };
    const refuse = (request) => {
      let reason = "";
      try { reason = JSON.parse(request.responseText).message; } catch (page) { /* not JSON */ }
      return Object.assign(new Error("refused"), { reason: reason });
    };
    const begin = async (part) => {
      const body = new URLSearchParams({ name: part.name, size: part.blob.size, fingerprint: part.fingerprint, csrf_token: token });
      const request = await patient(() => ask("POST", address, { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token }, body.toString(), null, line));
      if (request.status !== 201 && request.status !== 200) throw refuse(request);
      const answer = JSON.parse(request.responseText);
      part.id = answer.id;
      part.offset = answer.offset;
      part.chunk = part.most = answer.chunk || 65536;
      await keep(address, queue);
    };
    const where = async (part) => {
      const request = await patient(() => ask("HEAD", address + "/" + part.id, {}, null, null, line));
      if (request.status === 404 || request.status === 410) await begin(part);
      else part.offset = offset(request);
    };
    const piece = async (part) => {
      const from = part.offset;
      const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": from, "X-CSRFToken": token };
      let request;
      try {
        request = await ask("PATCH", address + "/" + part.id, headers, part.blob.slice(from, from + part.chunk), progress, line);
      } catch (dropped) { request = { status: 0 }; }
      if (request.status === 204 || request.status === 409) {
        part.offset = offset(request);
        part.stuck = part.offset > from ? 0 : (part.stuck || 0) + 1;
        if (part.stuck > 5) throw refuse(request);
        part.chunk = Math.min(part.most, part.chunk * 2);
      } else if (request.status >= 400 && request.status < 500 && ![404, 410, 429].includes(request.status)) throw refuse(request);
      else {
        // Smaller pieces on a bad line: less is sent twice.
        part.chunk = Math.max(SMALLEST, part.chunk >> 1);
        if (!line.paused) await wait(1000);
        await where(part);
      }
      progress();
    };
    const send = async (part) => {
      if (part.id) await where(part);
      else await begin(part);
      progress();
      while (part.offset < part.blob.size) {
        await resting();
        await piece(part);
      }
    };
    const hidden = (name, value) => {
      const known = document.createElement("input");
      known.type = "hidden";
      known.name = name;
      known.value = value;
      form.appendChild(known);
    };
    const submit = () => {
      if (pressed && pressed.name) hidden(pressed.name, pressed.value);
      form.dataset.sent = "1";
      form.submit();
    };
    const hand = () => {
      queue.forEach((part) => hidden("partial", part.id));
      input.value = "";
      input.disabled = true;
      submit();
    };
    const run = async () => {
      busy = true;
      const button = press(say("pause"), () => {
        line.paused = !line.paused;
        button.textContent = say(line.paused ? "go" : "pause");
        if (line.paused) line.stop();
        else if (line.go) { line.go(); progress(); }
      });
      try {
        for (const part of queue) await send(part);
        show(say("done"));
        await forget(address);
        hand();
      } catch (refused) {
        await forget(address);
        busy = false;
        panel.remove();
        if (refused.reason) complain(refused.reason);
        else submit();
      }
    };
    // What was wrong before says nothing about the new try, whoever wrote it: this script or the server.
    const forgive = () => {
      form.querySelectorAll(".error").forEach((note) => note.remove());
      form.querySelectorAll(".bad").forEach((field) => field.classList.remove("bad"));
      input.removeAttribute("aria-invalid");
      const summary = document.getElementById("errors");
      if (summary) summary.remove();
    };
    const complain = (reason) => {
      forgive();
      const note = document.createElement("p");
      note.className = "error";
      note.id = input.id + "-error";
      note.textContent = reason;
      input.insertAdjacentElement("beforebegin", note);
      input.setAttribute("aria-invalid", "true");
      input.closest(".field").classList.add("bad");
      const summary = document.createElement("div");
      summary.className = "summary";
      summary.id = "errors";
      summary.setAttribute("role", "alert");
      summary.innerHTML = "<ul><li><a></a></li></ul>";
      const link = summary.querySelector("a");
      link.href = "#" + input.id;
      link.textContent = reason;
      const heading = document.querySelector("main h1");
      if (heading) heading.insertAdjacentElement("beforebegin", summary);
      input.addEventListener("change", forgive, { once: true });
    };
    const prepare = async () => {
      busy = true;
      forgive();
      draw();
      show(say("shrink"));
      queue = [];
      for (const file of Array.from(input.files)) {
        const blob = await lighter(file);
        queue.push({ name: file.name, blob: blob, fingerprint: await fingerprint(blob, file) });
      }
      await keep(address, queue);
      run();
    };

    // Before every other listener, so that the form's own guard does not count this as sent.
    document.addEventListener("submit", (event) => {
      if (event.target !== form || (!busy && !input.files.length)) return;
      event.preventDefault();
      if (busy) return;
      pressed = event.submitter;
      if (panel) panel.remove();
      prepare();
    }, true);
    recall(address).then((waiting) => {
      if (!waiting || !waiting.length || busy) return;
      queue = waiting;
      draw();
      show(say("found", { f: queue.map((part) => part.name).join(", ") }));
      const go = press(say("go"), () => { go.remove(); drop.remove(); run(); });
      const drop = press(say("drop"), () => { forget(address); panel.remove(); });
    });
  };

  document.querySelectorAll("form[data-upload]").forEach((form) => {
    if (form.querySelector("input[type=file]") && window.URLSearchParams) attach(form);
  });
})();
