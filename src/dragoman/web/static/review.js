// Keys for those who review: the buttons that they press stand on the page and work without this file.
(() => {
  const queue = document.querySelector("[data-queue]");
  if (!queue) return;
  document.querySelector("[data-keys]")?.removeAttribute("hidden");
  const items = [...queue.children];
  let at = -1;
  const go = (to) => {
    if (to < 0 || to >= items.length) return;
    items[at]?.classList.remove("on");
    at = to;
    items[at].classList.add("on");
    items[at].focus({preventScroll: true});
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    if ("jk".includes(event.key)) {
      go(at + (event.key === "j" ? 1 : -1));
      items[at]?.scrollIntoView({block: "nearest"});
    } else if ("acro".includes(event.key)) items[at]?.querySelector(`[data-key="${event.key}"]`)?.click();
    else if (event.key === "u") document.querySelector('.flash [data-key="u"]')?.click();
    else return;
    event.preventDefault();
  });
  // The page opens at its head; where fingers point, keys are not shown and nothing is chosen.
  if (!matchMedia("(pointer: coarse)").matches) go(0);
})();
