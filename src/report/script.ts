import { COLOR_MARK } from "../figures/theme.ts";

/**
 * The script of the page, as it stands in it. It unpacks figures and plotting library, draws them one after the other in the colours of
 * the theme, follows the theme, the sweep selector and the printer. `data-drawn` on the root element tells when all is drawn.
 */
export const reportScript: string = `(function () {
"use strict";
function read(id) {
  var element = document.getElementById(id);
  if (!element || !element.hasAttribute("data-deflate")) return Promise.resolve(element && element.textContent);
  var text = atob(element.textContent), bytes = new Uint8Array(text.length);
  for (var i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}
if (document.querySelector("[data-deflate]") && !window.DecompressionStream) {
  var note = document.createElement("p");
  note.className = "note";
  note.textContent = "This browser cannot unpack the figures; one from 2023 or later can. Words and tables are complete.";
  document.querySelector("main").prepend(note);
  return;
}
Promise.all([read("figures"), read("plotting")]).then(function (texts) {
if (texts[1]) {
  var script = document.createElement("script");
  script.textContent = texts[1];
  document.head.appendChild(script);
}
var doc = JSON.parse(texts[0]);
var root = document.documentElement, mark = "\\u${COLOR_MARK.charCodeAt(0).toString(16)}", pool = [], numbers = new WeakSet();
function floats(text, width, first) {
  var bytes = atob(text), view = new DataView(new ArrayBuffer(4)), out = [];
  for (var i = 0; i < bytes.length; i += width) {
    view.setUint32(0, 0);
    for (var k = 0; k < width; k++) view.setUint8(k, bytes.charCodeAt(i + k));
    var x = view.getFloat32(0);
    out.push(x === x ? x + (first || 0) : null);
  }
  numbers.add(out);
  return out;
}
function derived(pair, make) {
  var x = unpack(pair[0]), y = unpack(pair[1]), out = x.map(function (value, i) { return make(value, y[i]); });
  numbers.add(out);
  return out;
}
function unpack(v) {
  if (Array.isArray(v)) return v.length === 1 && typeof v[0] === "number" ? pool[v[0]] : v.map(unpack);
  if (v === null || typeof v !== "object") return v;
  if ("@" in v) return v["@"];
  if ("|" in v) return derived(v["|"], function (x, y) { return Math.hypot(x, y); });
  if ("/" in v) return derived(v["/"], function (x, y) { return 180 / Math.PI * Math.atan2(y, x); });
  if ("~" in v) return floats(v["~"], 3);
  if ("=" in v) return floats(v["="][1], 4, v["="][0]);
  var out = {}, parts = v["#"] || v["%"], base;
  if ("%" in v) {
    base = pool[parts[0]];
    Object.keys(base).forEach(function (key) { out[key] = base[key]; });
    var keys = Object.keys(base);
    for (var i = 1; i < parts.length; i += 2) out[keys[parts[i]]] = unpack(parts[i + 1]);
    return out;
  }
  doc.shapes[parts[0]].forEach(function (key, i) { out[key] = unpack(parts[i + 1]); });
  return out;
}
doc.pool.forEach(function (entry) { pool.push(unpack(entry)); });
function painted(v, palette) {
  if (typeof v === "string") return v.charAt(0) === mark ? palette[v.slice(1)] : v;
  if (v === null || typeof v !== "object" || numbers.has(v)) return v;
  if (Array.isArray(v)) return v.map(function (x) { return painted(x, palette); });
  var out = {};
  for (var k in v) out[k] = painted(v[k], palette);
  return out;
}
var prefersDark = window.matchMedia("(prefers-color-scheme: dark)"), chosen = null, printing = false;
function themeName() { return printing ? "light" : chosen || (prefersDark.matches ? "dark" : "light"); }
var plots = {}, current = {};
Object.keys(doc.plots).forEach(function (id) { plots[id] = unpack(doc.plots[id]); });
var series = {};
Object.keys(doc.series).forEach(function (key) {
  var s = doc.series[key];
  series[key] = { labels: s.labels, at: s.at, map: s.map, captions: {}, plots: {} };
  current[key] = s.start;
  Object.keys(s.plots).forEach(function (id) {
    series[key].plots[id] = s.plots[id].map(unpack);
    series[key].captions[id] = s.captions[id].map(function (parts) { return unpack(parts).join(". "); });
  });
});
function figureOf(id) {
  for (var key in series) if (series[key].plots[id]) return series[key].plots[id][current[key]];
  return plots[id];
}
function draw(id) {
  var element = document.getElementById(id), figure = painted(figureOf(id), doc.palettes[themeName()]);
  var layout = figure.layout;
  figure.data.forEach(function (trace) {
    if (trace.type === "heatmap" && !trace.customdata) trace.customdata = trace.z.map(function (row) {
      return row.map(function (v) { return v === null ? null : Math.pow(10, v); });
    });
  });
  for (var key in series) if (series[key].map === id) layout.shapes = (layout.shapes || []).concat(cursor(key));
  if (printing) { layout.width = Math.min(660, element.clientWidth || 660); layout.height = Math.round(layout.width * (element.classList.contains("tall") ? 0.8 : element.classList.contains("map") ? 0.58 : element.classList.contains("low") ? 0.28 : 0.48)); element.style.height = layout.height + "px"; }
  else { element.style.height = ""; layout.autosize = true; }
  var narrow = !printing && element.clientWidth < 430;
  if (narrow && layout.margin) { layout.margin.l = Math.min(layout.margin.l, 52); if (!(layout.annotations || []).some(function (a) { return a.xref === "paper" && a.x === 1 && a.xanchor === "left"; })) layout.margin.r = Math.min(layout.margin.r, 52); }
  if (narrow) ["xaxis", "yaxis"].forEach(function (name) {
    var a = layout[name];
    if (!a || !a.ticktext) return;
    a.ticktext = a.ticktext.map(function (t) { return t.length > 30 && t.indexOf("&") < 0 ? t.slice(0, 28) + "…" : t; });
    if (name === "xaxis" && a.tickangle) a.tickangle = -90;
  });
  if (narrow && figure.data.some(function (t) { return t.type === "heatmap" && t.z.length > 6; })) layout.annotations = (layout.annotations || []).filter(function (a) { return !/^[−-]?[0-9][.][0-9]{2}$/.test(a.text); });
  return window.Plotly.react(element, figure.data, layout, {
    responsive: true, displaylogo: false, displayModeBar: "hover",
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
    toImageButtonOptions: { format: "svg", filename: doc.names[id] || id }
  });
}
function moveCursor(key) {
  var id = series[key].map, layout = painted(plots[id].layout, doc.palettes[themeName()]);
  window.Plotly.relayout(document.getElementById(id), { shapes: (layout.shapes || []).concat(cursor(key)) });
}
function cursor(key) {
  var x = series[key].at[current[key]], p = doc.palettes[themeName()];
  return [{ type: "line", xref: "x", yref: "paper", x0: x, x1: x, y0: 0, y1: 1, line: { color: p.panel, width: 3 } },
    { type: "line", xref: "x", yref: "paper", x0: x, x1: x, y0: 0, y1: 1, line: { color: p.cursor, width: 1 } }];
}
var ids = Array.prototype.map.call(document.querySelectorAll(".plot[id]"), function (e) { return e.id; }), round = 0;
function drawAll(done) {
  var mine = ++round, i = 0;
  root.removeAttribute("data-drawn");
  (function next() {
    if (mine !== round) return;
    if (i >= ids.length) { root.setAttribute("data-drawn", "true"); if (done) done(); return; }
    draw(ids[i++]);
    setTimeout(next, 0);
  })();
}
var pending = {};
function choose(key, value) {
  var s = series[key], n = s.labels.length, k = Math.max(0, Math.min(n - 1, value));
  current[key] = k;
  var box = document.getElementById(key), slider = box.querySelector("input[type=range]");
  slider.value = String(k);
  slider.setAttribute("aria-valuetext", s.labels[k]);
  box.querySelector("output").textContent = s.labels[k];
  box.querySelector("[data-step='-1']").disabled = k === 0;
  box.querySelector("[data-step='1']").disabled = k === n - 1;
  Object.keys(s.plots).forEach(function (id) {
    document.getElementById(id + "-c").textContent = s.captions[id][k];
    document.getElementById(id).setAttribute("aria-label", s.captions[id][k]);
  });
  var file = box.closest(".file");
  file.querySelectorAll("tr.now").forEach(function (row) { row.classList.remove("now"); });
  file.querySelectorAll("tr[data-sweep='" + k + "']").forEach(function (row) { row.classList.add("now"); });
  if (pending[key]) return;
  pending[key] = true;
  requestAnimationFrame(function () {
    pending[key] = false;
    Object.keys(s.plots).forEach(draw);
    if (s.map) moveCursor(key);
  });
}
Object.keys(series).forEach(function (key) {
  var box = document.getElementById(key);
  if (!box) return;
  box.querySelector("input[type=range]").addEventListener("input", function (event) { choose(key, Number(event.target.value)); });
  box.querySelectorAll("[data-step]").forEach(function (button) {
    button.addEventListener("click", function () { choose(key, current[key] + Number(button.dataset.step)); });
  });
});
function listenToMaps() {
  Object.keys(series).forEach(function (key) {
    var s = series[key], element = s.map && document.getElementById(s.map);
    if (!element || !element.on) return;
    element.on("plotly_click", function (event) {
      var x = event.points[0].x, best = 0;
      s.at.forEach(function (at, i) { if (Math.abs(at - x) < Math.abs(s.at[best] - x)) best = i; });
      choose(key, best);
    });
  });
}
var toggle = document.getElementById("theme");
function named() { toggle.textContent = themeName() === "dark" ? "Light" : "Dark"; }
toggle.hidden = false;
toggle.addEventListener("click", function () {
  chosen = themeName() === "dark" ? "light" : "dark";
  root.setAttribute("data-theme", chosen);
  named();
  drawAll();
});
prefersDark.addEventListener("change", function () { if (!chosen) { named(); drawAll(); } });
window.addEventListener("beforeprint", function () {
  printing = true;
  round++;
  root.setAttribute("data-theme", "light");
  ids.forEach(draw);
});
window.addEventListener("afterprint", function () {
  printing = false;
  if (chosen) root.setAttribute("data-theme", chosen); else root.removeAttribute("data-theme");
  drawAll();
});
named();
drawAll(listenToMaps);
});
})();`;
