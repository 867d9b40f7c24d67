/* The gallery works as a scrolling row with links; this marks the current frame and opens the 3-D view in place. */

const bind = (gallery) => {
  const row = gallery.querySelector(".gallery-frames");
  const links = [...gallery.querySelectorAll(".gallery-strip a")];

  const mark = (id) => {
    for (const link of links) {
      if (link.hash === `#${id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  for (const link of links) {
    link.addEventListener("click", (event) => {
      const frame = document.getElementById(link.hash.slice(1));
      if (!frame) return;
      event.preventDefault();
      row.scrollTo({ left: frame.offsetLeft - row.offsetLeft });
      mark(frame.id);
    });
  }

  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => mark(entry.target.id)),
    { root: row, threshold: 0.6 },
  );
  row.querySelectorAll(".gallery-main").forEach((frame) => seen.observe(frame));

  const opener = gallery.querySelector(".gallery-3d a");
  opener?.addEventListener("click", (event) => {
    event.preventDefault();
    const view = document.createElement("iframe");
    view.src = opener.href;
    view.title = opener.dataset.frameTitle;
    view.className = "gallery-view";
    opener.closest(".gallery-3d").append(view);
    opener.remove();
    view.focus();
  });
};

document.querySelectorAll("[data-gallery]").forEach(bind);
/* Choosing a variant puts another gallery in the place of the first. */
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target?.matches("[data-gallery]")) bind(document.getElementById("gallery"));
});
