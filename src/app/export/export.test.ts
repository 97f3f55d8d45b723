// Oracles: sizes by hand (300 pixels an inch of 25.4 mm), the chunk layout and check values of the PNG specification (by zlib's CRC),
// and texts by hand.
import { crc32, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { lazyColumn, type Table } from "../../base/table.ts";
import { version } from "../../base/version.ts";
import type { Figure } from "../../figures/plotly.ts";
import { lightTheme } from "../../figures/theme.ts";
import { sameContent } from "../same-content.ts";
import { commandLine } from "../shell/command-line.ts";
import { excelText, originText } from "./clipboard-text.ts";
import { exportedFigure, partsOf } from "./exported-figure.ts";
import { aspectOf, figureSize } from "./figure-size.ts";
import { fittingLabels } from "./fitting-labels.ts";
import { metadataOf } from "./metadata.ts";
import { placedLabels } from "./placed-labels.ts";
import { plotlyJson } from "./plotly-json.ts";
import { describedPng } from "./png-metadata.ts";
import { describedSvg } from "./svg-metadata.ts";
import { tableFile, tableFileName } from "./table-files.ts";

const HOSTILE = '</metadata><script>alert("µ")</script>&amp;';
const metadata = metadataOf(
  {
    title: "Nyquist",
    command: commandLine((file) => `liquidus analyze ${file}`, { name: "a.mpr" }),
    from: () => ({ file: HOSTILE, sha256: "ab" }),
  },
  { width: "85mm" },
);

const table: Table = {
  name: "relaxation-peaks",
  rows: 2,
  columns: [
    lazyColumn({ vendorName: "tau", unit: "s" }, () => Float64Array.of(1e-4, 0.123456789012345)),
    lazyColumn({ vendorName: "resistance lower 95 %", unit: "Ω" }, () => Float64Array.of(1, Number.NaN)),
    lazyColumn({ vendorName: "resistance upper 95 %", unit: "Ω" }, () => Float64Array.of(3, 4)),
    lazyColumn({ vendorName: "verdict" }, () => ["holds\tat once", "=1+1"]),
  ],
};

describe("sizes", () => {
  test("one column at 300 dpi is 1004 px, two are 2067, a slide is 1920 × 1080", () => {
    expect(figureSize("column", "300dpi", 0.82)).toMatchObject({
      pixelWidth: 1004,
      pixelHeight: Math.round((70 / 25.4) * 300),
      svgWidth: "85mm",
      svgHeight: "70mm",
      pixelsPerMetre: 11811,
    });
    expect(figureSize("two", "300dpi", 0.5).pixelWidth).toBe(2067);
    expect(figureSize("column", "1x", 0.5).pixelWidth).toBe(321);
    expect(figureSize("slide", "2x", 0.5)).toMatchObject({ pixelWidth: 3840, pixelHeight: 2160, pixelsPerMetre: null });
  });

  test("titles of axes come out at 8 pt: 12 px of the layout", () => {
    const { width } = figureSize("column", "1x", 1);
    expect((12 / width) * (85 / 25.4) * 72).toBeCloseTo(8, 12);
  });

  test("a height in mm is taken as it is", () => {
    expect(figureSize("column", "300dpi", 0.8, 100)).toMatchObject({ svgHeight: "100mm", pixelHeight: 1181 });
  });

  test("a Nyquist plot is higher than a curve", () => {
    const figure = (yaxis: object): Figure => ({ data: [], layout: { yaxis: { ...yaxis } } });
    expect(aspectOf(figure({ scaleanchor: "x" }))).toBeGreaterThan(aspectOf(figure({})));
  });
});

describe("parts of a figure", () => {
  const figure: Figure = {
    data: [
      { type: "scatter", name: "lower", line: { width: 0 } },
      { type: "scatter", name: "upper", line: { width: 0 }, fill: "tonexty", fillcolor: lightTheme.color.band },
      { type: "scatter", name: "not measured", line: { width: 0 }, fill: "toself", fillpattern: { shape: "/" } },
      { type: "scatter", name: "gamma", line: { width: 1.6 } },
    ],
    layout: { xaxis: { showgrid: true }, annotations: [{ text: "peak" }], shapes: [{ type: "rect" }] },
  };
  const cursor = [
    { axis: "x", value: 3 },
    { axis: "x2", value: 3 },
    { axis: "y", value: 1e-5 },
  ];

  test("are found", () => {
    expect(partsOf(figure, cursor, lightTheme)).toEqual({ cursor: true, labels: true, band: true });
    expect(partsOf({ data: [], layout: {} }, [], lightTheme)).toEqual({ cursor: false, labels: false, band: false });
  });

  test("are left out one by one; hatches stay, the grid goes", () => {
    const bare = exportedFigure(figure, { cursor: false, labels: false, band: false }, cursor, lightTheme);
    expect(bare.data.map(({ name }) => name)).toEqual(["not measured", "gamma"]);
    expect(bare.layout).toMatchObject({ annotations: [], shapes: [{ type: "rect" }], xaxis: { showgrid: false } });
    const whole = exportedFigure(figure, { cursor: true, labels: true, band: true }, cursor, lightTheme);
    expect(whole.data).toHaveLength(4);
    expect(whole.layout.annotations).toHaveLength(1);
    expect(whole.layout.shapes).toMatchObject([{ type: "rect" }, { xref: "x", x0: 3 }, { yref: "y", y0: 1e-5 }]);
  });
});

describe("labels of several lines in a narrow figure", () => {
  // 13 min across. Oracle: the 112 px that Chromium gives the first line, in the 199 px that the plot has at 85 mm.
  const onset = (x: number) => ({
    text: "<b>Onset 0.576 mA cm⁻²</b><br>95 % between 0.544 and 0.607",
    x,
    xref: "x",
    xanchor: "right",
    xshift: -6,
    borderpad: 3,
    font: { size: 11 },
  });
  const map = (x: number): Figure => ({
    data: [{ type: "heatmap" }],
    layout: {
      margin: { l: 62, r: 20 },
      xaxis: { range: [0, 13] },
      annotations: [onset(x), { text: "<b>R</b>", x: 0 }],
    },
  });
  const texts = (x: number, width: "column" | "two") =>
    fittingLabels(map(x), figureSize(width, "1x", 0.75).width).layout.annotations?.map(({ text }) => text);

  test("stay whole where there is room", () => {
    expect(texts(6.9, "two")).toEqual([onset(0).text, "<b>R</b>"]);
  });

  test("keep what does not reach over the axis: the line, the word, nothing", () => {
    expect(texts(10, "column")).toEqual(["<b>Onset 0.576 mA cm⁻²</b>", "<b>R</b>"]);
    expect(texts(6.9, "column")).toEqual(["<b>Onset</b>", "<b>R</b>"]);
    expect(texts(1, "column")).toEqual(["<b>R</b>"]);
  });
});

describe("labels of an exported figure", () => {
  const measure = (text: string) => 6 * text.length;
  // A curve through the place of the label, and one that is far from it.
  const figure = (y: number): Figure => ({
    data: [{ type: "scatter", mode: "lines", x: [0, 10], y: [y, y] }],
    layout: {
      margin: { l: 60, r: 20, t: 20, b: 40 },
      xaxis: { range: [0, 10] },
      yaxis: { range: [0, 10] },
      annotations: [{ text: "P1", x: 5, y: 5, showarrow: false, xshift: 3 }],
    },
  });
  const shifts = (y: number) => {
    const [note] = placedLabels(figure(y), { width: 321, height: 231 }, measure).layout.annotations ?? [];
    return [note?.xshift, note?.yshift ?? 0];
  };
  test("stand where the page has them: beside what is drawn", () => {
    expect(shifts(1)).toEqual([3, 0]);
    expect(Math.abs(Number(shifts(5)[1]))).toBeGreaterThan(5);
  });

  test("a legend above the plot has the width of the picture", () => {
    const legend = { orientation: "h", x: 0, y: 1.02 };
    const drawn = (one: object) =>
      exportedFigure(
        { data: [], layout: { legend: { ...one } } },
        { cursor: true, labels: true, band: true },
        [],
        lightTheme,
      );
    expect(drawn(legend).layout.legend).toMatchObject({ xref: "container", orientation: "h" });
    expect(drawn({ x: 0.5 }).layout.legend).toEqual({ x: 0.5 });
  });
});

describe("metadata", () => {
  test("name program, version, file, sha256, command and options", () => {
    expect(metadata).toEqual({
      program: `liquidus ${version}`,
      title: "Nyquist",
      file: HOSTILE,
      sha256: "ab",
      command: "liquidus analyze a.mpr",
      width: "85mm",
    });
  });

  test("of an SVG file stand in one element as text, whatever the name of a file says", () => {
    const size = figureSize("column", "1x", 0.8);
    const svg = describedSvg('<svg class="a" width="1" height="2" viewBox="0 0 1 2"><g/></svg>', size, metadata);
    expect(svg).toMatch(/^<svg class="a" width="85mm" height="68mm" viewBox="0 0 361\.[\d.]+ 289\.[\d.]+"><metadata>/);
    expect(svg.match(/<\/metadata>/g)).toHaveLength(1);
    expect(svg).not.toContain("<script");
    const text = /<metadata>(.*)<\/metadata>/.exec(svg)?.[1] ?? "";
    const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    expect(JSON.parse(plain)).toEqual(metadata);
  });

  test("of a PNG file stand in text chunks behind the header, with resolution and check values", () => {
    const chunk = (type: string, data: Buffer): Buffer => {
      const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
      const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(data.length);
      check.writeUInt32BE(crcOf(body));
      return Buffer.concat([length, body, check]);
    };
    const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
    const rest = [chunk("IDAT", deflateSync(Buffer.from([0, 0]))), chunk("IEND", Buffer.alloc(0))];
    const png = Buffer.concat([signature, chunk("IHDR", header), ...rest]);
    const described = Buffer.from(describedPng(png, 11811, metadata));
    const found: [type: string, data: Buffer][] = [];
    for (let at = 8; at < described.length; ) {
      const length = described.readUInt32BE(at);
      const body = described.subarray(at + 4, at + 8 + length);
      expect(described.readUInt32BE(at + 8 + length)).toBe(crcOf(body));
      found.push([body.toString("latin1", 0, 4), body.subarray(4)]);
      at += 12 + length;
    }
    expect(found.map(([type]) => type)).toEqual(["IHDR", "pHYs", "tEXt", "tEXt", "IDAT", "IEND"]);
    expect(found[1]?.[1].readUInt32BE(0)).toBe(11811);
    expect(found[2]?.[1].toString("latin1")).toBe(`Software\0liquidus ${version}`);
    const [keyword, told = ""] = found[3]?.[1].toString("latin1").split("\0") ?? [];
    expect([keyword, JSON.parse(told)]).toEqual(["liquidus", metadata]);
  });

  test("of Plotly JSON stand under layout.meta, as the command line writes them", () => {
    const json = JSON.parse(plotlyJson({ data: [], layout: { a: 1 } }, figureSize("column", "1x", 0.8), metadata));
    expect(json).toEqual({ data: [], layout: { a: 1, width: 361, height: 289, meta: metadata } });
  });
});

/** Where Node's zlib offers no check value: that of the specification, bit by bit. */
function crcOf(bytes: Buffer): number {
  if (typeof crc32 === "function") return crc32(bytes);
  let c = 0xffffffff;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  }
  return (c ^ 0xffffffff) >>> 0;
}

describe("tables", () => {
  test("for Origin: long names, units, comments; intervals in columns of their own; numbers in full", () => {
    expect(originText(table, "liquidus, a.mpr").split("\n")).toEqual([
      "tau\tresistance lower 95 %\tresistance upper 95 %\tverdict",
      "s\tΩ\tΩ\t",
      "liquidus, a.mpr\tliquidus, a.mpr\tliquidus, a.mpr\tliquidus, a.mpr",
      "0.0001\t1\t3\tholds at once",
      "0.123456789012345\t\t4\t'=1+1",
      "",
    ]);
  });

  test("for Excel: one row of names with units; a text is never a formula", () => {
    const [head, , second] = excelText(table).split("\n");
    expect(head).toBe("tau / s\tresistance lower 95 % / Ω\tresistance upper 95 % / Ω\tverdict");
    expect(second).toBe("0.123456789012345\t\t4\t'=1+1");
  });

  test("are named after what they are, and once", async () => {
    expect(tableFileName("NaK50_SGEIS_strip", table)).toBe("NaK50_SGEIS_strip_relaxation-peaks");
    expect(tableFileName("claims", { name: "claims" })).toBe("claims");
    const file = await tableFile(table, "a", "csv", metadata);
    expect(file.name).toBe("a_relaxation-peaks.csv");
    expect(String(file.content).split("\n")[0]).toBe(
      "tau [s],resistance lower 95 % [Ω],resistance upper 95 % [Ω],verdict",
    );
  });

  test("as Parquet carry file, sha256, program and options", async () => {
    const { content } = await tableFile(table, "a", "parquet", metadata);
    const text = Buffer.from(content as Uint8Array).toString("utf8");
    expect(text).toContain(JSON.stringify({ file: HOSTILE, sha256: "ab", program: `liquidus ${version}` }));
    expect(text).toContain(JSON.stringify({ title: "Nyquist", command: "liquidus analyze a.mpr", width: "85mm" }));
  });
});

test("a figure that says the same is the same, whatever it was made from; any number of it, any key and any length tells two apart", () => {
  const figure = () => ({ data: [{ x: [1, Number.NaN], y: Float64Array.of(1, 2), name: "a" }], layout: { width: 1 } });
  expect(sameContent(figure(), figure())).toBe(true);
  const [one] = figure().data;
  for (const other of [
    { ...one, y: Float64Array.of(1, 2 + Number.EPSILON * 2) },
    { ...one, y: [1, 2] },
    { ...one, x: [1] },
    { ...one, name: undefined },
    { ...one, text: "b" },
    null,
  ]) {
    expect(sameContent({ ...figure(), data: [other] }, figure())).toBe(false);
    expect(sameContent(figure(), { ...figure(), data: [other] })).toBe(false);
  }
});
