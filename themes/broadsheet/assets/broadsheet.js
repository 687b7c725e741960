// Remembers the form that a reader chose at the switch, and offers it on pages in another form.
(() => {
  const forms = document.querySelector(".forms");
  // By the path of the site: two digests on one host do not share a choice.
  const key = "form:" + new URL("..", document.currentScript.src).pathname;
  const memory = (use) => {
    // The browser may refuse to remember anything.
    try { return use(localStorage); } catch { return null; }
  };
  forms.querySelector("ul").addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (link) memory((store) => store.setItem(key, link.hreflang));
  });
  const chosen = memory((store) => store.getItem(key));
  for (const offer of forms.querySelectorAll(".offers p")) {
    offer.hidden = offer.lang !== chosen;
    offer.querySelector("button").onclick = () => {
      offer.hidden = true;
      memory((store) => store.removeItem(key));
    };
  }
})();
