// Filters of the meetings: comfort only, everything stands in the page without it.
"use strict";
(() => {
  const form = document.getElementById("o-filters");
  if (!form) return;
  const $ = (id) => document.getElementById(id);
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const count = $("o-count");
  let items = null; // read from the page when first needed
  const read = () =>
    Array.from(document.querySelectorAll(".occ"), (el) => ({
      el,
      codes: el.dataset.c.split(" "),
      kinds: el.dataset.k.split(" "),
      persons: fold(el.dataset.p),
      reports: Number(el.dataset.n),
      differs: el.dataset.x === "1",
      text: null,
    }));
  const apply = () => {
    items = items || read();
    const side = $("o-side").value;
    const kind = $("o-kind").value;
    const person = fold($("o-person").value).trim();
    const words = fold($("o-text").value).split(/\s+/).filter(Boolean);
    const several = $("o-several").checked;
    const differing = $("o-differing").checked;
    let shown = 0;
    for (const item of items) {
      let on =
        (!side || item.codes.includes(side)) &&
        (!kind || item.kinds.includes(kind)) &&
        (!person || item.persons.includes(person)) &&
        (!several || item.reports > 1) &&
        (!differing || item.differs);
      if (on && words.length) {
        if (item.text === null) item.text = fold(item.el.textContent);
        on = words.every((word) => item.text.includes(word));
      }
      if (item.el.hidden === on) item.el.hidden = !on;
      shown += on ? 1 : 0;
    }
    count.textContent = count.dataset.shown.replace("{all}", items.length).replace("{n}", shown);
  };
  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  apply();
})();
