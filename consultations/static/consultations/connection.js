// The socket to the server: comes back by itself, notices a silent death, and says in which state it is.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const BEAT = 25_000; // how often a quiet connection is asked for what is new
const PATIENCE = 10_000; // for an answer, before the connection counts as dead
const ENDED = new Set([4403, 4404]);
const FRUITLESS = 3; // attempts in a row before the page asks over plain HTTP as well

export class Connection extends EventTarget {
  constructor(url) {
    super();
    this.url = url;
    this.failures = 0;
    this.state = "";
    window.addEventListener("online", () => this.retry());
    window.addEventListener("offline", () => this.drop());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    window.addEventListener("pagehide", () => this.socket?.close());
    window.addEventListener("pageshow", (event) => event.persisted && this.retry());
  }

  get isOpen() {
    return this.isReady === true && this.socket?.readyState === WebSocket.OPEN;
  }

  open() {
    clearTimeout(this.timer);
    if (!navigator.onLine) return this.become("offline");
    if (this.state !== "offline" && this.state !== "polling") this.become("connecting");
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.isReady = false;
    this.giveUp = setTimeout(() => socket === this.socket && this.drop(), PATIENCE);
    socket.onmessage = (event) => socket === this.socket && this.hear(JSON.parse(event.data));
    socket.onclose = (event) => socket === this.socket && this.lost(event.code);
  }

  hear(frame) {
    clearTimeout(this.giveUp);
    this.giveUp = 0;
    if (frame.type === "hello") {
      this.isReady = true;
      this.failures = 0;
      clearInterval(this.beat);
      this.beat = setInterval(() => this.dispatchEvent(new Event("beat")), BEAT);
      this.become("connected");
    }
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
  }

  // Send a frame if the connection is open. With `expectsAnswer` a silence afterwards ends the connection.
  send(frame, expectsAnswer = false) {
    if (!this.isOpen) return false;
    this.socket.send(JSON.stringify(frame));
    if (expectsAnswer && !this.giveUp) this.giveUp = setTimeout(() => this.drop(), PATIENCE);
    return true;
  }

  // Do not wait for the operating system to notice: the connection is gone.
  drop() {
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    this.lost(0);
  }

  lost(code) {
    clearTimeout(this.giveUp);
    clearTimeout(this.timer);
    clearInterval(this.beat);
    this.giveUp = 0;
    this.isReady = false;
    if (ENDED.has(code)) return this.become("ended");
    if (this.state === "ended") return undefined;
    this.failures += 1;
    if (this.state !== "polling" || !navigator.onLine) this.become("offline");
    if (!navigator.onLine) return undefined; // the browser tells when it is back
    if (this.failures >= FRUITLESS) this.dispatchEvent(new Event("fruitless")); // a network may block sockets alone
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures);
    this.timer = setTimeout(() => this.open(), longest * (0.5 + Math.random() / 2));
    return undefined;
  }

  retry() {
    if (this.state === "ended" || this.isOpen) return;
    this.failures = 0;
    this.drop();
    this.open();
  }

  wake() {
    if (this.isOpen) this.dispatchEvent(new Event("beat"));
    else if (this.state === "offline") this.retry();
  }

  end() {
    this.become("ended");
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    this.lost(4403);
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}
