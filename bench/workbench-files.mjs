/** Files that the workbench is timed on, in the format of EC-Lab: as the writer of the tests makes them, without its types. */

const encode = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
const bytesOf = { f4: 4, f8: 8 };

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function moduleOf(name, payload) {
  const head = new Uint8Array(65).fill(0x20, 0, 41);
  const view = new DataView(head.buffer);
  head.set(encode("MODULE"), 0);
  head.set(encode(name), 6);
  head.set(encode(name), 16);
  view.setUint32(41, 0xffffffff, true);
  view.setUint32(45, payload.length, true);
  view.setUint32(53, name === "VMP data" ? 11 : 10, true);
  head.set(encode("03/04/25"), 57);
  return joined([head, payload]);
}

function mprOf(technique, columns) {
  const [first] = columns;
  const rows = first.values.length;
  const record = columns.reduce((sum, { type }) => sum + bytesOf[type], 0);
  const data = new Uint8Array(1007 + rows * record);
  const view = new DataView(data.buffer);
  view.setUint32(0, rows, true);
  view.setUint16(4, columns.length, true);
  columns.forEach(({ id }, k) => {
    view.setUint16(6 + 2 * k, id, true);
  });
  for (let row = 0, at = 1007; row < rows; row++) {
    for (const { type, values } of columns) {
      if (type === "f8") view.setFloat64(at, values[row], true);
      else view.setFloat32(at, values[row], true);
      at += bytesOf[type];
    }
  }
  const settings = new Uint8Array(0x1847 + 418);
  const set = new DataView(settings.buffer);
  settings[0] = technique;
  set.setFloat32(0x107, 0.001, true);
  set.setFloat32(0x211, 0.385, true);
  set.setUint8(0x250, 2);
  set.setUint8(0x251, 2);
  set.setUint16(0x1847, 1, true);
  set.setUint16(0x1849, 1, true);
  const magic = new Uint8Array(52).fill(0x20, 0, 48);
  magic.set(encode("BIO-LOGIC MODULAR FILE\x1a"), 0);
  return joined([magic, moduleOf("VMP Set", settings), moduleOf("VMP data", data)]);
}

/** Noise of ± 0.9 from a counter. */
function noise(k) {
  const mixed = Math.imul(k ^ (k >>> 15), 0x2c1b3c6d) >>> 0;
  return ((Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0) / 2 ** 31 - 1) * 0.9;
}

/** A staircase of sweeps of 50 points: two arcs, of which the slower grows from half of the way. */
export function seriesMpr(sweeps, points = 50) {
  const rows = Array.from({ length: sweeps * points }, (_, i) => {
    const [sweep, k] = [Math.floor(i / points), i % points];
    const frequency = 10 ** (6 - (6 * k) / (points - 1));
    const onset = Math.max(0, sweep / sweeps - 0.5);
    let [real, imaginary] = [20, 0];
    for (const [resistance, tau, n] of [
      [80, 3e-6, 0.95],
      [60 + 300 * onset, 2e-3 * (1 + onset), 0.85],
    ]) {
      const size = (2 * Math.PI * frequency * tau) ** n;
      const [a, b] = [1 + size * Math.cos((n * Math.PI) / 2), size * Math.sin((n * Math.PI) / 2)];
      real += (resistance * a) / (a * a + b * b);
      imaginary -= (resistance * b) / (a * a + b * b);
    }
    const scatter = 1e-3 * Math.hypot(real, imaginary);
    return {
      time: 40 * sweep + 0.5 * k,
      frequency,
      real: real + scatter * noise(2 * i),
      negative: -(imaginary + scatter * noise(2 * i + 1)),
      step: sweep + 1,
    };
  });
  const of = (pick) => rows.map(pick);
  return mprOf(30, [
    { id: 4, type: "f8", values: of(({ time }) => time) },
    { id: 32, type: "f4", values: of(({ frequency }) => frequency) },
    { id: 37, type: "f4", values: of(({ real }) => real) },
    { id: 38, type: "f4", values: of(({ negative }) => negative) },
    { id: 76, type: "f4", values: of(({ step }) => 0.01 * step) },
    { id: 77, type: "f4", values: of(({ step }) => 0.004 * step) },
  ]);
}

/** Time, voltage and current of a long run. */
export function traceMpr(points) {
  const time = Float64Array.from({ length: points }, (_, i) => 0.1 * i);
  return mprOf(24, [
    { id: 4, type: "f8", values: time },
    { id: 77, type: "f4", values: time.map((t, i) => 0.2 + 0.1 * Math.sin(t / 900) + 0.01 * noise(i)) },
    { id: 76, type: "f4", values: time.map((t) => (Math.floor(t / 1800) % 2 === 0 ? 0.4 : -0.4)) },
  ]);
}
