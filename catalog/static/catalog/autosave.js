/* The editor keeps what is typed: a moment after each change, on leaving a field, and on leaving the page.

   The server saves a draft, and keeps everything else beside the product. Where it cannot be reached, the fields stay
   in this browser and are offered on return. Without this script the form is sent by its buttons, as any other. */

const form = document.querySelector("[data-autosave]");

if (form) {
  const PAUSE = 1200;
  const RETRY = 15000;
  const key = () => `unsaved:${document.documentElement.dataset.reader}:${form.dataset.company}:${location.pathname}`;
  const words = document.getElementById("kept-words").content;
  let timer = 0;
  let busy = false;
  let dirty = false;
  let leaving = false;
  let asked = 0; // questions for more rows that are under way
  let current = Promise.resolve();

  const fields = (withFiles) => {
    const data = new FormData(form);
    if (!withFiles) for (const name of ["pictures", "model_3d"]) data.delete(name);
    return data;
  };

  const say = (kind) => {
    const sign = document.getElementById("kept-sign");
    sign.textContent = words.querySelector(`[data-${kind}]`).textContent;
    sign.toggleAttribute("data-problem", kind !== "saving");
  };

  const isTyped = ([name, value]) => !["csrfmiddlewaretoken", "base", "held"].includes(name) && typeof value === "string";

  const keepHere = () => {
    const entries = [...fields(false)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
    try {
      localStorage.setItem(key(), JSON.stringify({ at: Date.now(), entries }));
    } catch {
      // A full or forbidden store: the fields still stand in the page.
    }
  };
  const forgetHere = () => {
    try {
      localStorage.removeItem(key());
    } catch {
      // Nothing was kept there.
    }
  };

  const swap = (page, sent) => {
    const address = page.getElementById("editor-address");
    if (address) {
      forgetHere();
      history.replaceState(history.state, "", address.getAttribute("href"));
      form.dataset.autosave = address.dataset.autosave;
      form.action = address.getAttribute("href");
    }
    for (const field of page.querySelectorAll("[data-settled]")) {
      const here = form.elements.namedItem(field.name);
      if (here && here.type === "hidden") here.value = field.value;
    }
    const parts = "#kept-sign, #score-card, #score-bar, #editor-base, #pictures, #variants, #documents, #certificates";
    for (const part of page.querySelectorAll(parts)) {
      const old = document.getElementById(part.id);
      if (!old) continue;
      const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
      if (part.id === "score-bar") part.open = old.open;
      if (part.matches("fieldset")) carryOver(old, part, sent);
      old.replaceWith(part);
      if (part.matches("fieldset")) window.htmx?.process(part);
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    }
    document.dispatchEvent(new Event("editor:swapped"));
  };

  /* What was typed or chosen while the answer was on its way stays. */
  const carryOver = (old, part, sent) => {
    for (const field of old.querySelectorAll("input, select, textarea")) {
      const fresh = field.name && [...part.querySelectorAll("[name]")].find((one) => one.name === field.name && one.type === field.type);
      if (!fresh || field.type === "hidden") continue;
      if (field.type === "file") {
        if (field.files.length && !sent.getAll(field.name).some((file) => file === field.files[0])) fresh.replaceWith(field);
      } else if (field.type === "checkbox") {
        if (field.checked !== sent.has(field.name)) fresh.checked = field.checked;
      } else if (field.value !== (sent.get(field.name) ?? "")) {
        fresh.value = field.value;
      }
    }
  };

  const send = () => {
    clearTimeout(timer);
    if (asked) later();
    else if (!busy) current = sendNow();
  };

  const sendNow = async () => {
    busy = true;
    dirty = false;
    say("saving");
    const sent = fields(true);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: sent, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        keepHere();
        dirty = true;
        say("signed-out");
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"), sent);
      forgetHere();
    } catch {
      dirty = true;
      keepHere();
      say("offline");
      timer = setTimeout(send, RETRY);
      return;
    } finally {
      busy = false;
    }
    if (dirty) later();
  };

  const later = (pause = PAUSE) => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  };

  form.addEventListener("input", () => later());
  form.addEventListener("change", (event) => later(event.target.type === "file" ? 0 : 300));
  /* Saving and asking for more rows take turns: rows made from what stood there before a saving would be saved twice. */
  document.addEventListener("htmx:confirm", (event) => {
    const { elt, verb, issueRequest } = event.detail;
    if (!busy || verb !== "post" || !form.contains(elt)) return;
    event.preventDefault();
    current.finally(() => {
      if (elt.isConnected) issueRequest(true);
      else form.querySelector(`button[name="add"][value="${CSS.escape(elt.value)}"]`)?.click();
    });
  });
  document.addEventListener("htmx:beforeRequest", (event) => (asked += form.contains(event.target) ? 1 : 0));
  document.addEventListener("htmx:afterRequest", () => (asked = Math.max(0, asked - 1)));

  // One more row, the combinations of the axes, the fields of another category: kept like anything typed.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (form.contains(event.target) && event.detail.requestConfig?.verb === "post") later();
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== form && event.target.closest(".unsaved")) leaving = true;
  });
  window.addEventListener("online", () => dirty && send());

  window.addEventListener("pagehide", () => {
    if (leaving || !(dirty || busy)) return;
    keepHere();
    navigator.sendBeacon?.(form.dataset.autosave, fields(false)); // whether it arrives nobody tells: `offer` compares
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
  });

  /* What a lost connection left in this browser: handed to the server, which then shows it as unsaved changes. */
  const offer = () => {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(key()) || "null");
    } catch {
      forgetHere();
    }
    if (!kept?.entries || form.querySelector("[aria-invalid=true]")) return;
    const now = JSON.stringify([...fields(false)].filter(isTyped));
    if (now === JSON.stringify(kept.entries.filter(isTyped))) {
      forgetHere();
      return;
    }
    const note = document.getElementById("local-offer").content.cloneNode(true).firstElementChild;
    note.querySelector("[data-at]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
    note.querySelector("[data-take]").addEventListener("click", async () => {
      const data = new FormData();
      data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      for (const [name, value] of kept.entries) data.append(name, value);
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, redirect: "manual" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      leaving = true;
      forgetHere();
      location.assign(page.getElementById("editor-address")?.getAttribute("href") ?? location.pathname);
    });
    note.querySelector("[data-drop]").addEventListener("click", () => {
      forgetHere();
      note.remove();
    });
    form.closest(".split").before(note);
  };
  offer();
}
