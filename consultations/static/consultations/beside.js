// What stands beside the words of a message: what it answers, files, cards, reactions, its pin.

const MAX_QUOTE = 160;

// `part(name)` finds an element of the message; `page` is the message's own address.
export function showBeside(timeline, said, part, message, page) {
  showQuote(timeline, part, message.reply_to);
  showFiles(timeline, part("files"), message.files || []);
  showCards(part("cards"), message.cards || 0, page);
  showReactions(said, part("reactions"), message.reactions || []);
  said.classList.toggle("said--calls", (message.mentions || []).some((one) => one.is_me));
  for (const button of said.querySelectorAll('[data-act="mark"]')) button.setAttribute("formaction", `${page}marks/`);
  const [pin, unpin] = [part("pin"), part("unpin")];
  if (pin) pin.hidden = Boolean(message.pinned);
  if (unpin) unpin.hidden = !message.pinned;
  part("pinned").hidden = !message.pinned;
}

export function shortWords(timeline, { body, deleted, author }) {
  if (deleted) return timeline.removed(author, deleted);
  if (!body) return timeline.sentences.files_only;
  const letters = Array.from(body);
  return letters.length > MAX_QUOTE ? `${letters.slice(0, MAX_QUOTE - 1).join("")}…` : body;
}

function showQuote(timeline, part, quoted) {
  if (!quoted) return;
  const quote = part("quote");
  quote.hidden = false;
  quote.dataset.quotes = quoted.number;
  quote.href = timeline.said(quoted.number) || quoted.number > timeline.last - 1 ? `#m${quoted.number}` : `${timeline.here}messages/${quoted.number}/`;
  part("quoted-author").textContent = quoted.author;
  part("quoted-words").textContent = shortWords(timeline, quoted);
}

// A message that others answer has changed: their quotes tell so.
export function renewQuotes(timeline, message) {
  for (const quote of timeline.list.querySelectorAll(`[data-quotes="${Number(message.number)}"]`)) {
    quote.querySelector('[data-part="quoted-words"]').textContent = shortWords(timeline, message);
  }
}

function showFiles(timeline, list, files) {
  list.hidden = !files.length;
  list.replaceChildren(
    ...files.map((file) => {
      const item = document.createElement("li");
      item.append(file.kind === "picture" ? picture(timeline, file) : paper(timeline, file));
      return item;
    }),
  );
}

function picture(timeline, file) {
  const link = document.createElement("a");
  link.className = "said__picture";
  link.href = `${timeline.here}files/${file.ref}/`;
  link.target = "_blank";
  const image = document.createElement("img");
  Object.assign(image, { src: `${link.href}small.jpg`, width: file.width, height: file.height, alt: file.name });
  link.append(image);
  return link;
}

function paper(timeline, file) {
  const link = document.getElementById("paper").content.firstElementChild.cloneNode(true);
  if (file.ref) link.href = `${timeline.here}files/${file.ref}/`;
  link.querySelector('[data-part="name"]').textContent = file.name;
  link.querySelector('[data-part="size"]').textContent = sizeWords(file.size);
  return link;
}

export function showPending(timeline, list, files) {
  showFiles(timeline, list, files.map((file) => ({ name: file.name, size: file.size })));
}

function sizeWords(bytes) {
  const mega = bytes / 1024 / 1024;
  return mega >= 1 ? `${mega.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

// Cards are made by the server, for this reader and as things stand now.
async function showCards(place, count, page) {
  if (!count) return place.replaceChildren();
  try {
    const answer = await fetch(`${page}cards/`);
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  } catch {
    // the address in the words leads there as well
  }
  return undefined;
}

function showReactions(said, chips, reactions) {
  const found = new Map(reactions.map((one) => [one.kind, one]));
  for (const button of said.querySelectorAll('button[value]:not([value="pin"])')) {
    const one = found.get(button.value);
    button.name = one?.is_mine ? "off" : "on";
    button.setAttribute("aria-pressed", String(Boolean(one?.is_mine)));
    if (!chips.contains(button)) continue;
    button.hidden = !one;
    button.dataset.label ||= button.getAttribute("aria-label");
    button.title = [button.dataset.label, one?.who.join("; ")].filter(Boolean).join(": ");
    button.setAttribute("aria-label", button.title);
    button.querySelector('[data-part="count"]').textContent = one?.who.length || "";
  }
  chips.hidden = !reactions.length;
}

// The list of what was decided, on top of the talk.
export function renewPins(timeline, message) {
  const pins = document.getElementById("pins");
  const list = pins.querySelector('[data-part="list"]');
  let item = list.querySelector(`[data-pin="${Number(message.number)}"]`);
  if (!message.pinned) item?.remove();
  else if (!item) {
    item = pins.querySelector("template").content.firstElementChild.cloneNode(true);
    item.dataset.pin = message.number;
    item.querySelector("button")?.setAttribute("formaction", `${timeline.here}messages/${message.number}/marks/`);
    list.prepend(item);
    pins.open = true;
  }
  if (message.pinned) {
    const words = item.querySelector('[data-part="words"]');
    words.textContent = shortWords(timeline, message);
    words.href = timeline.said(message.number) ? `#m${message.number}` : `${timeline.here}messages/${message.number}/`;
    const when = timeline.moment.format(new Date(message.pinned.at));
    const said = timeline.sentences.pinned_by.replace("{who}", message.pinned.who).replace("{when}", when);
    item.querySelector('[data-part="who"]').textContent = said;
  }
  pins.hidden = !list.children.length;
  pins.querySelector('[data-part="count"]').textContent = list.children.length;
}
