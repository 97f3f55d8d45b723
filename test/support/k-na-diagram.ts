import type { BinaryDiagram, TwoPhaseRegion } from "../../src/thermo/diagram/result.ts";

/**
 * The K-Na diagram of SGTE unaries and the fit of the built-in database, from a plain Newton iteration along each tie line whose
 * existence is known beforehand: a double for figures and documents, independent of src/thermo.
 */
export function kNaDiagramDouble(): BinaryDiagram {
  const [eutectic, peritectic] = [260.52369, 280.0446];
  const na = tangent(liquid, bcc, between(LOWEST, 370.87), [0.998, 0.9995], 370.8);
  const k = tangent(liquid, bcc, between(LOWEST, 336.53), [0.002, 0.0005], 336.5);
  const cut = (
    line: readonly (readonly [number, number, number])[],
    low: number,
    high: number,
    phases: readonly [string, string],
    end?: readonly [number, number],
  ): TwoPhaseRegion => {
    const rows = line.filter(([t]) => t >= low - 1e-9 && t <= high + 1e-9).sort((a, b) => a[0] - b[0]);
    const all = end ? [...rows, [high, end[0], end[1]] as const] : rows;
    const swap = (all[0]?.[1] ?? 0) > (all[0]?.[2] ?? 0);
    return {
      phases,
      temperature: Float64Array.from(all, ([t]) => t),
      lower: Float64Array.from(all, ([, a, b]) => (swap ? b : a)),
      higher: Float64Array.from(all, ([, a, b]) => (swap ? a : b)),
    };
  };
  const withCompound = (
    model: Model,
    from: number,
    to: number,
    start: number,
  ): (readonly [number, number, number])[] => {
    let x = start;
    return between(from, to)
      .reverse()
      .map((t) => {
        for (let i = 0; i < 60; i++) {
          const [g, d, dd] = model(x, t);
          x = Math.min(1 - 1e-9, Math.max(1e-9, x - (g + (2 / 3 - x) * d - compound(t)) / ((2 / 3 - x) * dd)));
        }
        return [t, x, 2 / 3] as const;
      });
  };
  const at = (line: readonly (readonly [number, number, number])[], t: number): readonly [number, number, number] =>
    line.reduce((best, row) => (Math.abs(row[0] - t) < Math.abs(best[0] - t) ? row : best));
  const [kEutectic, naPeritectic] = [at(k, eutectic), at(na, peritectic)];
  const compoundK = withCompound(bcc, LOWEST, eutectic, 0.07);
  const compoundNa = withCompound(bcc, LOWEST, peritectic, 0.985);
  return {
    components: ["K", "NA"],
    component: "NA",
    temperatureRange: [LOWEST, 385],
    pressure: 101325,
    gasConstant: 8.3145,
    regions: [
      cut(compoundK, LOWEST, eutectic, ["BCC_A2", "KNA2"]),
      cut(compoundNa, LOWEST, peritectic, ["KNA2", "BCC_A2"]),
      cut(withCompound(liquid, eutectic, peritectic, 0.58), eutectic, peritectic, ["LIQUID", "KNA2"]),
      cut(k, eutectic, 336.53, ["BCC_A2", "LIQUID"], [0, 0]),
      cut(na, peritectic, 370.87, ["LIQUID", "BCC_A2"], [1, 1]),
    ],
    invariants: [
      {
        kind: "eutectic",
        temperature: eutectic,
        phases: [
          { name: "BCC_A2", moleFraction: kEutectic[2] },
          { name: "LIQUID", moleFraction: kEutectic[1] },
          { name: "KNA2", moleFraction: 2 / 3 },
        ],
      },
      {
        kind: "peritectic",
        temperature: peritectic,
        phases: [
          { name: "LIQUID", moleFraction: naPeritectic[1] },
          { name: "KNA2", moleFraction: 2 / 3 },
          { name: "BCC_A2", moleFraction: naPeritectic[2] },
        ],
      },
    ],
    transitions: [
      { kind: "melting", temperature: 336.53, moleFraction: 0, below: "BCC_A2", above: "LIQUID" },
      { kind: "melting", temperature: 370.87, moleFraction: 1, below: "BCC_A2", above: "LIQUID" },
    ],
    criticalPoints: [],
    slices: 0,
    warnings: [],
  };

  function between(from: number, to: number): number[] {
    const steps = Math.ceil((to - from) / 0.5);
    const list = Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);
    for (const extra of [eutectic, peritectic]) if (extra > from && extra < to) list.push(extra);
    return list.sort((a, b) => a - b);
  }
}

/** G, G′ and G″ in x_Na, J/mol. */
type Model = (x: number, t: number) => readonly [number, number, number];

const R = 8.3145;
/** K */
const LOWEST = 243.15;
const ser = {
  na: (t: number): number =>
    t < 370.87
      ? -11989.434 +
        260.548732 * t -
        51.0393608 * t * Math.log(t) +
        0.072306633 * t ** 2 -
        4.3638283e-5 * t ** 3 +
        132154 / t
      : -11009.884 +
        199.619999 * t -
        38.1198801 * t * Math.log(t) +
        0.009745854 * t ** 2 -
        1.70664e-6 * t ** 3 +
        34342 / t +
        1.65071e23 * t ** -9,
  k: (t: number): number =>
    t < 336.53
      ? -16112.929 +
        389.624197 * t -
        77.0571464 * t * Math.log(t) +
        0.146211135 * t ** 2 -
        8.4949147e-5 * t ** 3 +
        243385 / t
      : -11122.441 +
        192.586544 * t -
        39.2885968 * t * Math.log(t) +
        0.012167386 * t ** 2 -
        2.64387e-6 * t ** 3 +
        43251 / t +
        1.19223e22 * t ** -9,
};
const melt = {
  na: (t: number): number =>
    t < 370.87
      ? ser.na(t) + 2581.02 - 6.95218 * t - 2.76132e-18 * t ** 7
      : -8400.44 +
        192.587343 * t -
        38.1198801 * t * Math.log(t) +
        0.009745854 * t ** 2 -
        1.70664e-6 * t ** 3 +
        34342 / t,
  k: (t: number): number =>
    t < 336.53
      ? ser.k(t) + 2318.096 - 6.886859 * t - 9.44e-19 * t ** 7
      : -8799.422 +
        185.684327 * t -
        39.2885968 * t * Math.log(t) +
        0.012167386 * t ** 2 -
        2.64387e-6 * t ** 3 +
        43251 / t,
};
const compound = (t: number): number => (-396.1 - 1.9604 * t + ser.k(t) + 2 * ser.na(t)) / 3;
const solution =
  (ends: typeof ser, l0: (t: number) => number, l1: number): Model =>
  (x, t) => {
    const [a, b, c] = [l0(t), l1, R * t];
    return [
      x * ends.na(t) +
        (1 - x) * ends.k(t) +
        c * (x * Math.log(x) + (1 - x) * Math.log(1 - x)) +
        x * (1 - x) * (a + b * (1 - 2 * x)),
      ends.na(t) - ends.k(t) + c * Math.log(x / (1 - x)) + a * (1 - 2 * x) + b * (1 - 6 * x + 6 * x * x),
      c / (x * (1 - x)) - 2 * a + b * (12 * x - 6),
    ];
  };
const liquid: Model = solution(melt, (t) => 2937 - 1.06 * t, -554);
const bcc: Model = solution(ser, () => 7467, -1734);

/** Common tangents of two models at descending temperatures, each from the one before. */
function tangent(
  one: Model,
  other: Model,
  temperatures: readonly number[],
  [a, b]: readonly [number, number],
  top: number,
): (readonly [number, number, number])[] {
  const rows: (readonly [number, number, number])[] = [];
  for (const t of temperatures.filter((each) => each <= top).reverse()) {
    for (let i = 0; i < 200; i++) {
      const [ga, da, dda] = one(a, t);
      const [gb, db, ddb] = other(b, t);
      const [f, g] = [da - db, ga - a * da - (gb - b * db)];
      // f = 0 and g = 0 with ∂g/∂a = −a G″, ∂g/∂b = b G″.
      const determinant = dda * b * ddb - -ddb * -a * dda;
      const stepA = (-f * b * ddb - ddb * g) / determinant;
      const stepB = (dda * -g - a * dda * f) / determinant;
      const damp = Math.min(
        1,
        ...[
          [a, stepA],
          [b, stepB],
        ].map(([x = 0, s = 0]) => (s === 0 ? 1 : (0.5 * Math.min(x, 1 - x)) / Math.abs(s))),
      );
      a += damp * stepA;
      b += damp * stepB;
      if (Math.abs(stepA) + Math.abs(stepB) < 1e-14) break;
    }
    rows.push([t, a, b]);
  }
  return rows;
}
