// Words that are marked in a text come into the field for a new claim; without this file they are copied there.
(() => {
  const text = document.querySelector(".text");
  const field = document.querySelector("[data-mark] textarea");
  if (!text || !field) return;
  document.querySelector("[data-mark-note]")?.removeAttribute("hidden");
  const words = (range) => {
    const part = range.cloneContents();
    for (const number of part.querySelectorAll(".ref")) number.remove();
    return part.textContent;
  };
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = range.startContainer;
    const inside = (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement).closest(".text > p");
    if (inside && text.contains(range.endContainer)) field.value = words(range).trim();
  });
})();
