// <a data-talks="url">: how many conversations wait to be read, in the head of the page and in the tab's title. One tab
// of the browser holds the socket and tells the others; without one, or without locks, the number is asked for as the
// bell's is. What came just now is shown by the system only where the person has switched that on (desktop.js).
const talks = document.querySelector("[data-talks]");

if (talks) {
  const EVERY = 60_000;
  const WAITS = [2_000, 5_000, 15_000, 60_000];
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("jangteo-talks") : null;
  const title = document.title.replace(/^\(\d+\+?\) /, "");
  const isRoom = document.getElementById("room") !== null; // its own script keeps its title
  let socket = null;
  let tries = 0;

  const show = (unread) => {
    const shown = unread > 99 ? "99+" : String(unread);
    let [count, word] = [talks.querySelector(".count"), talks.querySelector(".count + .visually-hidden")];
    if (!isRoom) document.title = unread ? `(${shown}) ${title}` : title;
    if (!unread) {
      count?.remove();
      word?.remove();
      return;
    }
    if (!count) {
      [count, word] = [document.createElement("span"), document.createElement("span")];
      count.className = "count num";
      word.className = "visually-hidden";
      word.textContent = talks.dataset.talksUnread;
      talks.append(count, word);
    }
    count.textContent = shown;
  };

  const ask = async () => {
    try {
      const answer = await fetch(talks.dataset.talks, { headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) tell((await answer.json()).unread);
    } catch {
      // offline: the number stays as it is
    }
  };

  const tell = (unread) => {
    show(unread);
    channel?.postMessage({ unread });
  };

  const notify = (news) => {
    const wanted = localStorage.getItem("talks.desktop");
    const isLookedAt = Boolean(localStorage.getItem("talks.looking"));
    if (!wanted || isLookedAt || !("Notification" in window) || Notification.permission !== "granted") return;
    const head = wanted === "words" ? `${news.author}, ${news.company}` : talks.dataset.talksNews;
    const note = new Notification(head, { body: wanted === "words" ? news.words : "", tag: news.url });
    note.addEventListener("click", () => {
      window.focus();
      location.href = news.url;
      note.close();
    });
  };

  const open = () => {
    socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/news/`);
    socket.addEventListener("message", (event) => {
      tries = 0;
      const frame = JSON.parse(event.data);
      tell(frame.unread);
      if (frame.news) notify(frame.news);
    });
    socket.addEventListener("close", (event) => {
      socket = null;
      if (event.code === 4403 || event.code === 4404) return; // the next page opens its own
      setTimeout(open, WAITS[Math.min(tries, WAITS.length - 1)] * (0.5 + Math.random() / 2));
      tries += 1;
    });
  };

  const isOpen = () => socket?.readyState === WebSocket.OPEN;

  // Which tab of this browser is looked at: while one is, the system's notifications stay silent.
  const own = String(Math.random());
  const look = () => {
    if (!document.hidden) localStorage.setItem("talks.looking", own);
    else if (localStorage.getItem("talks.looking") === own) localStorage.removeItem("talks.looking");
  };

  channel?.addEventListener("message", ({ data }) => {
    if (typeof data.unread === "number") show(data.unread);
    else if (data.ask && isOpen()) socket.send("{}");
  });
  document.addEventListener("visibilitychange", () => {
    look();
    if (!document.hidden) isOpen() ? socket.send("{}") : ask();
  });
  window.addEventListener("pagehide", () => {
    if (localStorage.getItem("talks.looking") === own) localStorage.removeItem("talks.looking");
  });
  look();
  const first = Number.parseInt(talks.querySelector(".count")?.textContent ?? "0", 10);
  show(first);
  document.getElementById("room")?.addEventListener("room:frame", ({ detail }) => {
    if (detail.type !== "read" || detail.side !== "me") return;
    if (isOpen()) socket.send("{}");
    else channel?.postMessage({ ask: true });
  });
  if (isRoom) channel?.postMessage({ ask: true }); // what this page shows is read now
  if (!navigator.locks || !channel) ask();
  setInterval(() => (isOpen() ? socket.send("{}") : document.hidden || ask()), EVERY);
  // Held as long as the tab lives; the next tab takes over when it is closed.
  if (navigator.locks && channel) navigator.locks.request("jangteo-talks", () => new Promise(open));
}
