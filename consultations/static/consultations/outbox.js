// What was written and is not yet stored by the server: kept in the tab's storage, sent in order, one at a time,
// with the same id until it is acknowledged.

export class Outbox {
  // `own` is who writes in this tab: another person who signs in here finds and sends nothing of theirs.
  constructor(ref, own) {
    this.key = `outbox:${own}:${ref}`;
    this.items = this.load();
    this.files = new Map(); // by id; files cannot be kept over a reload
    this.sendingId = "";
  }

  load() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => one.client_id && typeof one.body === "string") : [];
    } catch {
      return [];
    }
  }

  save() {
    try {
      if (this.items.length) sessionStorage.setItem(this.key, JSON.stringify(this.items));
      else sessionStorage.removeItem(this.key);
    } catch {
      // a full or forbidden storage costs only what a reload would lose
    }
  }

  add(body, { replyTo, files = [] } = {}) {
    const item = { client_id: newId(), body, at: new Date().toISOString(), reply_to: replyTo };
    if (files.length) {
      item.files = files.map(({ name, size }) => ({ name, size }));
      this.files.set(item.client_id, files);
    }
    this.items.push(item);
    this.save();
    return item;
  }

  has(clientId) {
    return this.items.some((one) => one.client_id === clientId);
  }

  remove(clientId) {
    this.items = this.items.filter((one) => one.client_id !== clientId);
    this.files.delete(clientId);
    if (this.sendingId === clientId) this.sendingId = "";
    this.save();
  }

  // Not sent again by itself, and kept until it is taken back.
  refuse(clientId, reason) {
    const item = this.items.find((one) => one.client_id === clientId);
    if (item) item.refused = reason;
    if (this.sendingId === clientId) this.sendingId = "";
    this.save();
    return item;
  }

  // The next one to send, or nothing while one is under way.
  next() {
    return this.sendingId ? undefined : this.items.find((one) => !one.refused);
  }

  started(item) {
    this.sendingId = item.client_id;
  }

  // The connection went: what was under way is sent again.
  rewind() {
    this.sendingId = "";
  }
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // without https there is no randomUUID
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
