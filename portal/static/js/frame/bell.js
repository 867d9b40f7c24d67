// <a data-bell="url">: the count of unread notifications stays true on a page that stays open. It is asked for when
// the reader comes back to the tab, and every half minute while they look at it; never for a tab in the background.
const EVERY = 30_000;
const bell = document.querySelector("[data-bell]");

if (bell) {
  let timer = 0;
  let asked = Date.now();

  const show = (unread) => {
    const [count, word] = [bell.querySelector(".count"), bell.querySelector(".count + .visually-hidden")];
    if (!unread) {
      count?.remove();
      word?.remove();
      return;
    }
    const shown = unread > 99 ? "99+" : String(unread);
    if (count) {
      count.textContent = shown;
      return;
    }
    const [newCount, newWord] = [document.createElement("span"), document.createElement("span")];
    newCount.className = "count num";
    newCount.textContent = shown;
    newWord.className = "visually-hidden";
    newWord.textContent = bell.dataset.bellUnread;
    bell.append(newCount, newWord);
  };

  const ask = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    asked = Date.now();
    try {
      const answer = await fetch(bell.dataset.bell, { headers: { Accept: "application/json" } });
      if (answer.redirected || answer.status === 404) return; // signed out meanwhile: nothing more to ask for
      if (answer.ok) show((await answer.json()).unread);
    } catch {
      // offline: the number stays as it is
    }
    timer = setTimeout(ask, EVERY);
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) clearTimeout(timer);
    else if (Date.now() - asked > 2_000) ask();
    else timer = setTimeout(ask, EVERY);
  });
  timer = setTimeout(ask, EVERY);
}
