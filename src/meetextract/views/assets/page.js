// Comfort only: the page reads without it. Everything it needs stands in the page as attributes and text.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);

  // Hover or focus on a record lights its places in the text, and the other way round. A record is an element with an
  // id in a card; a place names its records in data-r, or by its link when it has only one.
  const RECORD = ".cards :is(li, dd, span)[id]";
  const PLACE = ".body [data-r], .body a[href]";
  const recordsOf = (el) => {
    if (el.matches(RECORD)) return [el.id];
    return el.dataset.r ? el.dataset.r.split(" ") : [el.hash.slice(1)];
  };
  let lit = [];
  const light = (target) => {
    for (const el of lit) el.classList.remove("lit");
    lit = [];
    const scope = target instanceof Element && target.closest(".doc");
    if (!scope) return;
    const ids = new Set();
    for (let el = target; el && el !== scope; el = el.parentElement) {
      if (el.matches(RECORD) || el.matches(PLACE)) recordsOf(el).forEach((id) => ids.add(id));
    }
    for (const id of ids) {
      const name = CSS.escape(id);
      lit.push(...scope.querySelectorAll(`.cards #${name}, .body [data-r~="${name}"], .body a[href="#${name}"]`));
    }
    for (const el of lit) el.classList.add("lit");
  };
  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));
  document.addEventListener("focusout", () => light(null));

  // The other pane follows: beside a sentence stands its record, beside a record its sentence.
  const follow = (target) => {
    const scope = target.closest(".doc");
    if (!scope || !target.matches(`${RECORD}, ${PLACE}`)) return;
    const [id] = recordsOf(target);
    const name = CSS.escape(id);
    const inText = target.closest(".body");
    const other = inText ? $(id) : scope.querySelector(`.body [data-r~="${name}"], .body a[href="#${name}"]`);
    const pane = other && other.closest(".cards, .text");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    pane.scrollTop += other.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  };

  // Articles off the screen have no layout yet (content-visibility), so where a target stands is a guess until they are
  // drawn: it is looked for again over some frames, until it stays on the screen.
  const FRAMES = 30;
  const bring = (target, frames) => {
    const { top, bottom } = target.getBoundingClientRect();
    const pane = target.closest(".cards, .text");
    const frame = pane ? pane.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const seen = bottom > Math.max(frame.top, 0) && top < Math.min(frame.bottom, innerHeight);
    if (!seen) target.scrollIntoView({ block: "center" });
    if (frames && target.matches(":target")) requestAnimationFrame(() => bring(target, frames - 1));
  };

  // A link into a closed article or month opens it.
  const reveal = () => {
    if (location.hash.startsWith("#?")) return; // a filter of the agreed points
    const target = location.hash && $(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let closed = false;
    for (let el = target.closest("details"); el; el = el.parentElement.closest("details")) {
      closed = closed || !el.open;
      el.open = true;
    }
    if (closed) target.scrollIntoView({ block: "center" });
    bring(target, FRAMES);
    follow(target);
  };
  addEventListener("hashchange", reveal);
  reveal();

  // The agreed points: search, filter, a page at a time.
  const table = $("points");
  if (!table) return;
  const PAGE = 50;
  const form = document.querySelector(".filters");
  const count = $("f-count");
  const more = $("f-more");
  const pair = $("f-pair");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  let rows = null; // read from the page when first needed
  let wanted = null; // a pair of sides or persons, from "who met whom"
  let found = [];
  let shown = 0;

  const read = () => {
    rows = Array.from(table.tBodies[0].rows, (row) => ({
      row,
      text: fold(row.textContent),
      persons: fold(row.cells[2].textContent),
      names: row.cells[2].textContent.split("、"),
      codes: row.dataset.c.split(" "),
      kind: row.dataset.k,
      day: row.dataset.d || "",
    }));
  };
  const page = () => {
    const until = Math.min(shown + PAGE, found.length);
    for (; shown < until; shown++) found[shown].row.classList.add("on");
    more.hidden = shown >= found.length;
  };
  const apply = () => {
    if (!rows) read();
    const words = fold($("f-text").value).split(/\s+/).filter(Boolean);
    const country = $("f-country").value;
    const person = fold($("f-person").value).trim();
    const kind = $("f-kind").value;
    const since = $("f-since").value;
    const until = $("f-until").value;
    for (const item of found.slice(0, shown)) item.row.classList.remove("on");
    found = rows.filter(
      (item) =>
        (!country || item.codes.includes(country)) &&
        (!kind || item.kind === kind) &&
        (!since || item.day >= since) &&
        (!until || (item.day && item.day <= until)) &&
        (!person || item.persons.includes(person)) &&
        (!wanted || wanted.all.every((one) => item[wanted.field].includes(one))) &&
        words.every((word) => item.text.includes(word)),
    );
    shown = 0;
    page();
    count.textContent = found.length
      ? count.dataset.shown.replace("{all}", rows.length).replace("{n}", found.length)
      : count.dataset.none;
  };
  // The filter stands in the address, "#?country=US&kind=agree", so that it can be kept and sent.
  const FIELDS = ["text", "country", "person", "kind", "since", "until"];
  const remember = (write = "replaceState") => {
    const state = new URLSearchParams();
    for (const name of FIELDS) if ($(`f-${name}`).value.trim()) state.set(name, $(`f-${name}`).value.trim());
    if (wanted && wanted.field === "codes") state.set("sides", wanted.all.join(" "));
    if (wanted && wanted.field === "names") state.set("persons", wanted.all.join("\n"));
    if (!`${state}` && !location.hash.startsWith("#?")) return;
    try {
      history[write](null, "", `${state}` ? `#?${state}` : "#agreed-part");
    } catch {
      // Some browsers do not let a page from a disk do this, and none lets it do so too often.
    }
  };
  const recall = () => {
    if (!location.hash.startsWith("#?")) return false;
    const state = new URLSearchParams(location.hash.slice(2));
    for (const name of FIELDS) {
      const field = $(`f-${name}`);
      field.value = state.get(name) || "";
      if (field.selectedIndex === -1) field.value = ""; // no such choice in this archive
    }
    const [sides, persons] = [state.get("sides"), state.get("persons")];
    const same = (link) => (sides ? link.dataset.pair === sides : link.dataset.persons === persons);
    want(sides || persons ? Array.from(document.querySelectorAll("a[data-names]")).find(same) : null);
    apply();
    $("agreed-part").scrollIntoView();
    return true;
  };

  // What is found, as a file for a spreadsheet: cells that could be taken for a formula begin with an apostrophe.
  const cell = (text) => `"${text.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;
  const save = () => {
    const button = $("f-csv");
    const heads = Array.from(table.tHead.rows[0].cells, (th) => th.textContent);
    const lines = found.map(({ row, day }) => {
      const [, ...others] = Array.from(row.cells, (td) => td.textContent);
      const guess = row.cells[0].querySelector(".quiet") ? button.dataset.guess : "";
      return [day, ...others, guess];
    });
    const text = [[...heads, ""], ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }));
    link.download = "meetings.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  $("f-csv").addEventListener("click", save);

  const want = (link) => {
    if (link) {
      const { pair: codes, persons, names } = link.dataset;
      wanted = codes ? { field: "codes", all: codes.split(" ") } : { field: "names", all: persons.split("\n") };
      pair.textContent = `${names} ✕`;
    } else {
      wanted = null;
    }
    pair.hidden = !wanted;
  };

  let timer = 0;
  const change = () => {
    apply();
    remember();
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(change, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    want(null);
    setTimeout(change);
  });
  pair.addEventListener("click", () => {
    want(null);
    change();
    $("f-text").focus();
  });
  more.addEventListener("click", () => {
    const first = found[shown];
    page();
    first.row.querySelector("a").focus({ preventScroll: true }); // the button may be gone: go on reading from there
  });
  addEventListener("beforeprint", () => {
    while (shown < found.length) page(); // paper has no button for more
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-names]");
    if (!link) return;
    event.preventDefault();
    for (const name of FIELDS) $(`f-${name}`).value = "";
    want(link);
    apply();
    remember("pushState"); // so that "back" leads to the number that was pressed
    $("agreed-part").scrollIntoView();
    pair.focus({ preventScroll: true });
  });
  addEventListener("hashchange", recall);
  if (!recall()) apply();
})();
