// Explains a word of the trade in place, where the pointer or the keyboard is on it.  Without this script the browser
// shows the title in its own way.  The theme has tooltips too, but reads a title as HTML; this one takes it as text.
(() => {
  const tip = document.createElement("div");
  tip.className = "sc-tip";
  tip.id = "_tip";
  tip.setAttribute("role", "tooltip");
  let explained;

  function explain(word) {
    if (word === explained) return;
    leave();
    explained = word;
    tip.textContent = word.title;
    word.removeAttribute("title");
    word.setAttribute("aria-describedby", tip.id);
    document.body.append(tip);
    place();
  }

  // Puts the words below, or above where there is no room; they stay there while the page moves.
  function place() {
    if (!explained) return;
    const at = explained.getBoundingClientRect();
    const below = at.bottom + tip.offsetHeight < innerHeight;
    tip.style.left = `${Math.max(0, Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth))}px`;
    tip.style.top = `${below ? at.bottom : at.top - tip.offsetHeight}px`;
  }

  function leave() {
    if (!explained) return;
    explained.title = tip.textContent;
    explained.removeAttribute("aria-describedby");
    explained = undefined;
    tip.remove();
  }

  for (const event of ["pointerover", "focusin"]) {
    document.addEventListener(event, ({ target }) => {
      const word = target.closest(".sc-term");
      if (word) explain(word);
      else if (!tip.contains(target)) leave();
    });
  }
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && leave());
  addEventListener("scroll", place, { capture: true, passive: true });
})();
