// A document's claims and their words light up together, whichever of them is pointed at or focused.
// Every page works without this file.
(() => {
  const reader = document.querySelector("[data-reader]");
  if (!reader) return;
  const ids = (element) => (element.dataset.claims || "").split(" ").filter(Boolean);
  const light = (wanted) => {
    for (const part of reader.querySelectorAll("[data-claims]")) {
      part.classList.toggle("on", ids(part).some((id) => wanted.includes(id)));
    }
  };
  const under = (event) => event.target.closest("[data-claims]");
  for (const [start, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    reader.addEventListener(start, (event) => { const part = under(event); if (part) light(ids(part)); });
    reader.addEventListener(end, () => light([]));
  }
})();
