"use strict";
// All text goes into the page as text nodes: a report with markup or script in it shows it, and runs nothing.
const at = (id) => document.getElementById(id);
const make = (name, text = "", classes = "") => {
  const element = document.createElement(name);
  element.textContent = text;
  if (classes) element.className = classes;
  return element;
};
const unpack = async (id) => {
  const bytes = Uint8Array.from(atob(at(id).textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
};
const BATCH = 200;
const LONGEST_QUOTE = 400;
const LONGEST_PROOF = 60; // what rests on more words is underlined only when somebody asks
const marks = new Map(); // "id number" -> the edit that is wrong
const chunks = new Map();
let rows = [], rules = {}, stages = [], shown = [], open = null, spans = [], current = -1;

// The stages of a report get hues as far from each other as can be; the legend tells them.
const hue = (stage) => Math.round((360 * stages.indexOf(stage)) / stages.length + 20) % 360;
const stageOf = (names) => (rules[names.at(-1)] || ["?"])[0];
const share = (row) => (row.size ? (100 * row.removed) / row.size : 0);
const isMarked = (row) => [...marks.values()].some((mark) => mark.id === row.id);

function filter() {
  const words = at("search").value.trim().toLowerCase(), rule = at("rule").value, flag = at("flag").value;
  const least = Number(at("share").value) || 0, order = at("order").value;
  shown = rows.filter((row) =>
    (!words || `${row.id}\n${row.title || ""}\n${row.path}`.toLowerCase().includes(words)) &&
    (!rule || row.rules.includes(rule)) &&
    (!flag || (flag === "marked" ? isMarked(row) : row.flag === flag)) && share(row) >= least);
  if (order === "removed") shown.sort((a, b) => share(b) - share(a));
  if (order === "edits") shown.sort((a, b) => b.edits - a.edits);
  at("rows").replaceChildren();
  at("count").textContent = `${shown.length} of ${rows.length} reports`;
  extend();
}

function extend() {
  const from = at("rows").childElementCount;
  for (const row of shown.slice(from, from + BATCH)) at("rows").append(line(row));
  at("more").textContent = at("rows").childElementCount < shown.length ? "Scroll for more." : "";
}

function line(row) {
  const tr = make("tr"), name = make("td"), button = make("button", row.id);
  button.type = "button";
  name.append(button);
  tr.append(name, make("td", row.title || ""), make("td", row.date || ""), make("td", row.size, "number"),
    make("td", `${share(row).toFixed(1)} %`, "number"), make("td", row.edits, "number"),
    make("td", [row.flag, isMarked(row) ? "marked" : ""].filter(Boolean).join(", ")));
  tr.addEventListener("click", () => show(row));
  return tr;
}

async function show(row) {
  if (!chunks.has(row.chunk)) chunks.set(row.chunk, await unpack(`chunk-${row.chunk}`));
  open = { row, detail: chunks.get(row.chunk)[row.at] };
  at("overview").hidden = true;
  at("report").hidden = false;
  at("name").textContent = row.id;
  at("said").textContent = open.detail.reason || `${row.edits} changes; n and p go from one to the next`;
  render();
  renderMetadata();
  window.scrollTo(0, 0);
}

function render() {
  // Offsets count code points, and a JavaScript string UTF-16 units.
  const source = Array.from(open.detail.source), left = at("source"), right = at("text");
  stages = [...new Set(open.detail.hunks.map((hunk) => stageOf(hunk[3])))].sort();
  left.replaceChildren();
  right.replaceChildren();
  spans = [];
  current = -1;
  at("wrong").disabled = true;
  let last = 0;
  open.detail.hunks.forEach(([start, end, text, names], number) => {
    const kept = source.slice(last, start).join("");
    left.append(kept);
    right.append(kept);
    const stage = stageOf(names);
    const old = edit(source.slice(start, end).join(""), stage, names, number), now = edit(text, stage, names, number);
    if (!text) old.classList.add("gone");
    left.append(old);
    if (text) right.append(now);
    spans.push({ old, now, start, end, text, names, number });
    last = end;
  });
  const rest = source.slice(last).join("");
  left.append(rest);
  right.append(rest);
  at("legend").replaceChildren(...stages.map((stage) => edit(stage, stage, [], -1)));
  spans.forEach((span) => [span.old, span.now].forEach((e) => e.classList.toggle("wrong", marks.has(key(span)))));
}

function edit(text, stage, names, number) {
  const span = make("span", text, text ? "edit" : "edit empty");
  span.style.setProperty("--hue", hue(stage));
  span.title = names.map(reason).join("\n");
  if (number >= 0) span.addEventListener("click", () => go(number));
  return span;
}

const reason = (name) => (rules[name] && rules[name][1] ? `${name}: ${rules[name][1]}` : name);
const key = (span) => `${open.row.id} ${span.number}`;

function go(number) {
  if (!spans.length) return;
  if (current >= 0) [spans[current].old, spans[current].now].forEach((e) => e.classList.remove("current"));
  current = (number + spans.length) % spans.length;
  const { old, now, names } = spans[current];
  [old, now].forEach((e) => e.classList.add("current"));
  old.scrollIntoView({ block: "center" });
  if (now.isConnected) now.scrollIntoView({ block: "center" });
  at("said").textContent = `${current + 1} of ${spans.length}: ${names.map(reason).join("; ")}`;
  at("wrong").disabled = false;
}

function mark() {
  if (current < 0) return;
  const span = spans[current];
  if (marks.has(key(span))) marks.delete(key(span));
  else marks.set(key(span), wrong(span));
  [span.old, span.now].forEach((e) => e.classList.toggle("wrong", marks.has(key(span))));
  at("export").disabled = !marks.size;
  at("export").textContent = marks.size ? `Export marks (${marks.size})` : "Export marks";
}

function wrong(span) {
  // The line of the source that the edit stands in is the example that the rule must keep from now on.
  const source = Array.from(open.detail.source);
  let start = span.start, end = span.end;
  while (start > 0 && source[start - 1] !== "\n" && span.start - start < LONGEST_QUOTE) start--;
  while (end < source.length && source[end] !== "\n" && end - span.end < LONGEST_QUOTE) end++;
  return {
    id: open.row.id, span: [span.start + open.detail.start, span.end + open.detail.start], rules: span.names,
    old: source.slice(span.start, span.end).join(""), new: span.text, line: source.slice(start, end).join(""),
  };
}

function range(pane, [start, end]) {
  // The part of a pane from one code point to another, as the browser names it: text nodes and UTF-16 units.
  const found = document.createRange(), nodes = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
  const reach = (at, set) => {
    let before = 0;
    nodes.currentNode = pane;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const points = Array.from(node.data);
      if (at <= before + points.length) return set(node, points.slice(0, at - before).join("").length);
      before += points.length;
    }
  };
  reach(start, (node, offset) => found.setStart(node, offset));
  reach(end, (node, offset) => found.setEnd(node, offset));
  return found;
}

function ranges(proof) {
  // Words that left the text have no span in it; those of another report of the page stand in no pane.
  const { start, source } = open.detail, size = Array.from(source).length;
  const own = proof.source.map((place) => place - start);
  const spans = [[at("text"), proof.span], [at("source"), own[0] >= 0 && own[1] <= size ? own : null]];
  return spans.filter(([, span]) => span && span[0] < span[1]).map(([pane, span]) => range(pane, span));
}

function prove(name, proofs) {
  if (CSS.highlights) CSS.highlights.set(name, new Highlight(...proofs.flatMap(ranges)));
}

function point(proofs) {
  prove("pointed", proofs);
  for (const found of proofs.flatMap(ranges).reverse()) found.startContainer.parentElement.scrollIntoView({ block: "nearest" });
}

function renderMetadata() {
  const { metadata, evidence, remarks } = open.detail;
  prove("pointed", []);
  prove("proof", Object.values(evidence).flat().filter((proof) => proof.basis.length <= LONGEST_PROOF));
  at("metadata").replaceChildren(...Object.entries(metadata).map(([label, value]) => {
    const tr = make("tr"), proofs = [evidence[label] || []].flat();
    tr.addEventListener("click", () => point(proofs));
    const basis = proofs.map((proof) => `${proof.basis} [${proof.rule}]`).join("\n");
    tr.append(make("td", label), make("td", typeof value === "string" ? value : JSON.stringify(value)), make("td", basis));
    return tr;
  }));
  at("remarks").replaceChildren(...(remarks.length ? [make("h2", "Remarks")] : []),
    ...remarks.map((remark) => make("p", `${remark.basis}: ${remark.says} [${remark.rule}]`)));
}

function back() {
  at("report").hidden = true;
  at("overview").hidden = false;
  open = null;
  filter();
}

function exportMarks() {
  const lines = [...marks.values()].map((m) => JSON.stringify(m) + "\n").join("");
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([lines], { type: "application/jsonl" }));
  link.download = "marks.jsonl";
  link.click();
  URL.revokeObjectURL(link.href);
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/INPUT|SELECT/.test(event.target.tagName)) return event.key === "Escape" ? event.target.blur() : undefined;
  const act = open
    ? { n: () => go(current + 1), p: () => go(current < 0 ? -1 : current - 1), w: mark, Escape: back }
    : { "/": () => at("search").focus() };
  if (act[event.key]) {
    event.preventDefault();
    act[event.key]();
  }
}

function turn() {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = (root.dataset.theme || (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
}

async function begin() {
  ({ rows, rules } = await unpack("list"));
  at("rule").append(...Object.keys(rules).map((rule) => make("option", rule)));
  for (const id of ["search", "rule", "flag", "share", "order"]) at(id).addEventListener("input", filter);
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const [id, act] of Object.entries({ back, wrong: mark, export: exportMarks, theme: turn,
    next: () => go(current + 1), previous: () => go(current < 0 ? -1 : current - 1) })) at(id).addEventListener("click", act);
  document.addEventListener("keydown", press);
  new IntersectionObserver((seen) => seen[0].isIntersecting && extend()).observe(at("more"));
  filter();
  document.documentElement.dataset.ready = "yes";
}
begin();
