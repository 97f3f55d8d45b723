// Lumped contact spots against the two-dimensional solution: impedance over 5 Hz to 7 MHz, and exact relaxations.
// npm run build && node bench/spot-and-gap.mjs
import {
  lumpedSpotImpedance,
  lumpedSpotRelaxations,
  spotAndGapImpedance,
  spotAndGapRelaxations,
} from "../dist/cell/geometry/index.js";

const POINTS = 45;
const frequencies = Array.from({ length: POINTS }, (_, k) => 5 * (7e6 / 5) ** (k / (POINTS - 1)));
const base = { conductivity: 0.1, permittivity: 40, chargeTransfer: 1e-4, doubleLayer: 0.1 };
const closures = ["beside", "mean-voltage", "spread"];
const percent = (x) => `${(100 * x).toFixed(x < 0.1 ? 1 : 0)} %`;

/** Largest |ΔZ| over |Z| at the lowest frequency, and over |Z| where it is. */
function errors(impedance, exact) {
  const whole = Math.hypot(...exact[0]);
  let [absolute, relative] = [0, 0];
  frequencies.forEach((frequency, k) => {
    const [re, im] = impedance(frequency);
    const distance = Math.hypot(re - exact[k][0], im - exact[k][1]);
    absolute = Math.max(absolute, distance / whole);
    relative = Math.max(relative, distance / Math.hypot(...exact[k]));
  });
  return `${percent(absolute)} / ${percent(relative)}`;
}

console.log("## Error of the impedance, largest over the window: of |Z(5 Hz)| / of |Z(f)|\n");
console.log(`| a, µm | f | gap, nm | constriction in R | ${closures.join(" | ")} |`);
console.log(`|${"---|".repeat(4 + closures.length)}`);
for (const radius of [1e-6, 1e-5, 1e-4])
  for (const fraction of [0.01, 0.03, 0.1, 0.3, 0.5])
    for (const gap of [1e-9, 1e-8, 1e-7, 1e-6]) {
      const cell = { ...base, radius, fraction, gap };
      const exact = frequencies.map(spotAndGapImpedance(cell));
      const rest = spotAndGapImpedance({ ...cell, gap: 1 })(1e-3)[0];
      const share = 1 - base.chargeTransfer / fraction / rest;
      const told = closures.map((closure) => errors(lumpedSpotImpedance(cell, closure), exact));
      console.log(
        `| ${[(1e6 * radius).toFixed(0), fraction, (1e9 * gap).toFixed(0), percent(share), ...told].join(" | ")} |`,
      );
    }

/** Terms of at least 0.5 % of the sum, and how wide those of the constriction lie. */
function told(relaxations) {
  const whole = relaxations.reduce((sum, { resistance }) => sum + resistance, 0);
  return relaxations
    .filter(({ resistance }) => resistance > 0.005 * whole)
    .map(({ timeConstant, resistance }) => `${timeConstant.toExponential(1)} s ${percent(resistance / whole)}`)
    .join(", ");
}

console.log("\n## Relaxations of at least 0.5 % of R\n");
console.log("| a, µm | f | gap, nm | two-dimensional | beside | mean-voltage |");
console.log("|---|---|---|---|---|---|");
for (const [radius, fraction] of [
  [1e-5, 0.01],
  [1e-5, 0.1],
  [1e-4, 0.01],
  [1e-4, 0.1],
  [1e-4, 0.5],
])
  for (const gap of [1e-9, 1e-8, 1e-7, 1e-6]) {
    const cell = { ...base, radius, fraction, gap };
    const all = [
      spotAndGapRelaxations(cell),
      lumpedSpotRelaxations(cell, "beside"),
      lumpedSpotRelaxations(cell, "mean-voltage"),
    ];
    console.log(`| ${[(1e6 * radius).toFixed(0), fraction, (1e9 * gap).toFixed(0), ...all.map(told)].join(" | ")} |`);
  }

console.log("\n## Convergence with the rings: largest |ΔZ|/|Z(5 Hz)| against 64 rings\n");
console.log("| a, µm | f | gap, nm | 8 | 16 | 24 | 32 |");
console.log("|---|---|---|---|---|---|---|");
for (const radius of [1e-5, 1e-4])
  for (const fraction of [0.01, 0.1, 0.5]) {
    const cell = { ...base, radius, fraction, gap: 1e-8 };
    const exact = frequencies.map(spotAndGapImpedance(cell, 64));
    const whole = Math.hypot(...exact[0]);
    const worst = [8, 16, 24, 32].map((rings) => {
      const impedance = spotAndGapImpedance(cell, rings);
      return Math.max(
        ...frequencies.map((frequency, k) => {
          const [re, im] = impedance(frequency);
          return Math.hypot(re - exact[k][0], im - exact[k][1]) / whole;
        }),
      ).toExponential(0);
    });
    console.log(`| ${[(1e6 * radius).toFixed(0), fraction, 10, ...worst].join(" | ")} |`);
  }
