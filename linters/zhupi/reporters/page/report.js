"use strict";
// Without this script the page is whole: text, marks and lists are all there. It adds the choosing,
// the way from one to the other, and shows one report at a time.
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  const several = document.body.classList.contains("several");
  const index = document.getElementById("index");
  const dialog = document.querySelector("dialog.keys");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 60rem)");
  const title = document.title;
  let report = several ? null : document.querySelector(".report");
  let indexScroll = 0;

  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const scroll = (element) =>
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  const entries = () => (report ? all(".entry:not([hidden])", report) : []);
  const chosen = () => report && report.querySelector(".entry.now");
  const marksOf = (number) => all(`mark[data-f="${number}"]`, report);

  // One finding.
  function release() {
    if (!report) return;
    for (const each of all(".now", report)) {
      each.classList.remove("now");
      each.removeAttribute("aria-current");
    }
    count();
  }

  function choose(number) {
    release();
    const entry = report.querySelector(`#${report.id}f${number}`);
    if (!entry) return null;
    entry.classList.add("now");
    entry.setAttribute("aria-current", "true");
    for (const mark of marksOf(number)) mark.classList.add("now");
    if (!entry.hidden) history.replaceState(null, "", `#${entry.id}`);
    count();
    return entry;
  }

  function toMark(number) {
    const entry = choose(number);
    const mark = marksOf(number)[0];
    showInPanel(entry);
    if (!mark) return;
    mark.focus({ preventScroll: true });
    scroll(mark);
  }

  function toEntry(number) {
    const entry = choose(number);
    if (!entry || entry.hidden) return;
    if (narrow.matches) scroll(entry);
    else showInPanel(entry);
    entry.querySelector(".message").focus({ preventScroll: true });
  }

  // Only the panel scrolls, not the page with it.
  function showInPanel(entry) {
    if (!entry || narrow.matches) return;
    const panel = entry.closest(".side");
    const fixed = panel.querySelector(".controls");
    const top = panel.getBoundingClientRect().top + (fixed ? fixed.offsetHeight : 0);
    const place = entry.getBoundingClientRect();
    const bottom = panel.getBoundingClientRect().bottom;
    if (place.top < top) panel.scrollTop -= top - place.top + 8;
    else if (place.bottom > bottom) panel.scrollTop += Math.min(place.bottom - bottom + 24, place.top - top);
  }

  function step(by) {
    const list = entries();
    if (!list.length) return;
    const at = list.indexOf(chosen());
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by;
    if (next >= 0 && next < list.length) toMark(list[next].dataset.f);
  }

  function count() {
    const output = report && report.querySelector(".steps output");
    if (!output) return;
    const list = entries();
    const at = list.indexOf(chosen());
    output.value = at < 0 ? `${list.length}` : `${at + 1} / ${list.length}`;
  }

  // The filters of a report.
  function filter() {
    const boxes = all(".severities input", report);
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const rule = report.querySelector(".controls select").value;
    const words = report.querySelector(".controls [type=search]").value.trim().toLowerCase();
    let left = 0;
    for (const entry of all(".entry", report)) {
      const { severity, rule: name } = entry.dataset;
      entry.hidden =
        !kinds.has(severity) || (rule && rule !== name) ||
        (words && !entry.textContent.toLowerCase().includes(words));
      if (!entry.hidden) left += 1;
    }
    const hidden = new Set(all(".entry[hidden]", report).map((entry) => entry.dataset.f));
    for (const mark of all("mark", report)) {
      const off = hidden.has(mark.dataset.f);
      mark.classList.toggle("off", off);
      if (mark.classList.contains("first")) mark.tabIndex = off ? -1 : 0;
    }
    report.querySelector(".left").hidden = left > 0;
    const now = chosen();
    if (now && now.hidden) release();
    count();
  }

  // Which report is shown.
  function route() {
    const place = /^#(r\d+)(?:([mfb])(\d+))?$/.exec(location.hash);
    const wanted = place && document.getElementById(place[1]);
    if (several) show(wanted);
    if (!wanted || !place[2]) return;
    if (place[2] === "b") showBlock(location.hash.slice(1));
    else toMark(place[3]);
  }

  function show(wanted) {
    if (wanted === report && document.body.classList.contains("routed")) return;
    const before = report;
    if (!before) indexScroll = scrollY;
    for (const each of all(".report.open")) each.classList.remove("open");
    report = wanted;
    if (wanted) wanted.classList.add("open");
    document.body.classList.toggle("reading", Boolean(wanted));
    document.title = wanted ? `${wanted.dataset.name} · ${title}` : title;
    if (document.body.classList.contains("routed")) settle(wanted, before);
    document.body.classList.add("routed");
  }

  // Where one comes from an index, one comes back to the same row.
  function settle(wanted, before) {
    scrollTo(0, wanted ? 0 : indexScroll);
    const row = !wanted && before && index.querySelector(`a[href="#${before.id}"]`);
    const focus = row || (wanted || index).querySelector("h1, h2");
    focus.focus({ preventScroll: true });
  }

  function showBlock(id) {
    const block = document.getElementById(id);
    if (!block) return;
    scroll(block);
    block.classList.remove("flash");
    void block.offsetWidth; // begins the animation again
    block.classList.add("flash");
  }

  // The index.
  function value(row, column) {
    const cell = row.cells[column];
    return cell && "v" in cell.dataset ? cell.dataset.v : null;
  }

  function sort(header) {
    const number = header.dataset.by === "number";
    const was = header.getAttribute("aria-sort");
    const up = was ? was === "descending" : !number;
    for (const each of all("[aria-sort]", index)) each.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    const compare = number ? (a, b) => a - b : new Intl.Collator(document.documentElement.lang).compare;
    const body = index.querySelector(".reports tbody");
    const rows = [...body.rows].map((row) => [value(row, header.cellIndex), row]);
    rows.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return up ? compare(a, b) : compare(b, a);
    });
    body.append(...rows.map(([, row]) => row));
  }

  function filterRows() {
    const words = document.getElementById("byname").value.trim().toLowerCase();
    const errors = document.getElementById("onlyerrors").checked;
    const rows = all(".reports tbody tr", index);
    let left = 0;
    for (const row of rows) {
      const name = row.cells[0].dataset.v.toLowerCase();
      row.hidden = !name.includes(words) || (errors && row.dataset.errors === "0");
      if (!row.hidden) left += 1;
    }
    document.getElementById("rows").value = left === rows.length ? `${left}` : `${left} / ${rows.length}`;
  }

  function stepRows(by) {
    const links = all(".reports tbody tr:not([hidden]) a", index);
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (next) next.focus();
  }

  // What people do.
  document.addEventListener("click", (event) => {
    const target = event.target;
    const link = target.closest(".entry .message");
    const related = target.closest(".related a");
    const mark = target.closest("mark:not(.off)[data-f]");
    const header = target.closest(".reports thead th");
    const row = target.closest(".reports tbody tr");
    if (link) {
      event.preventDefault();
      toMark(link.closest(".entry").dataset.f);
    } else if (related && related.hash === location.hash) showBlock(related.hash.slice(1));
    else if (mark && String(getSelection()) === "") toEntry(mark.dataset.f);
    else if (target.closest(".steps .on")) step(1);
    else if (target.closest(".steps .back")) step(-1);
    else if (target.closest(".help")) dialog.showModal();
    else if (header) sort(header);
    else if (row && !target.closest("a") && String(getSelection()) === "") location.hash = row.dataset.report;
  });
  document.addEventListener("input", (event) => {
    if (event.target.closest("#index")) filterRows();
    else if (event.target.closest(".side")) filter();
  });

  function escape() {
    if (document.activeElement.matches("input, select")) document.activeElement.blur();
    else if (chosen()) {
      release();
      history.replaceState(null, "", several ? `#${report.id}` : location.pathname + location.search);
    } else if (several && report) location.hash = "index";
  }

  function enter(event) {
    const mark = document.activeElement.closest("mark:not(.off)");
    if (!mark) return;
    event.preventDefault();
    toEntry(mark.dataset.f);
  }

  function find(event) {
    const field = (report || index || document).querySelector("[type=search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
  }

  function move(by, event) {
    const arrow = event.key.startsWith("Arrow");
    // Arrows scroll the page unless somebody is among the findings.
    if (arrow && !document.activeElement.closest("mark, .entry, .reports")) return;
    event.preventDefault();
    if (report) step(by);
    else if (index) stepRows(by);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape") escape();
    else if (typing) return;
    else if (event.key === "j" || event.key === "ArrowDown") move(1, event);
    else if (event.key === "k" || event.key === "ArrowUp") move(-1, event);
    else if (event.key === "Enter") enter(event);
    else if (event.key === "/") find(event);
    else if (event.key === "?") dialog.showModal();
  });
  addEventListener("hashchange", route);
  route();
  // A browser goes to the place in the address when all is loaded, and takes the focus along.
  addEventListener("load", () => setTimeout(route));
});
