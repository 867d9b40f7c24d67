// Messages that arrive while the page is open get their place for a translation from the server, like those of the page.

const about = document.getElementById("translating");
const talk = document.getElementById("talk");

async function fill(said) {
  const place = said.querySelector('[data-part="translation"]');
  const number = said.dataset.number;
  if (!place || !number || place.childElementCount || !said.classList.contains("said--them")) return;
  const address = `${about.dataset.here}messages/${number}/translation/`;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html; fragment" } });
    if (!answer.ok || answer.redirected) return;
    place.append(document.createRange().createContextualFragment(await answer.text()));
    window.htmx?.process(place);
  } catch {
    // Without a connection there is no translation; the original is there.
  }
}

if (about && talk) {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof HTMLElement && node.matches(".said[data-number]")) fill(node);
    }
  }).observe(talk, { childList: true });
}
