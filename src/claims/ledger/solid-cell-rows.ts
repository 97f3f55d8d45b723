import { discArea, layerThickness } from "../arithmetic/charge.ts";
import { diffusionTime } from "../arithmetic/diffusion.ts";
import { crowtherDiameter, crowtherProjections, timeConstantOf } from "../arithmetic/sampling.ts";
import { type Staircase, staircaseCharge, staircaseSteps } from "../arithmetic/staircase.ts";
import { fromPotassiumMass, poolCharge } from "../geometry.ts";
import { SODIUM_MOLAR_VOLUME } from "../materials.ts";
import type { SolidElectrolytePaper } from "../papers/solid-electrolyte-paper.ts";
import { exactly, inSi, type Ranged, range, spread } from "../ranged.ts";
import { type ClaimRow, check, n, ours, theirs } from "./row.ts";

const DIFFUSION = "interdiffusion of NaK50 by Darken's relation, uncertain by a factor of two (thermo/properties)";

/** The staircase of P2 in SI. */
export function staircaseOf(p2: SolidElectrolytePaper): Staircase {
  return { first: inSi(p2.staircaseFirst), step: inSi(p2.staircaseStep), hold: inSi(p2.staircaseHold) };
}

/** Charge of the staircase up to a current density. */
export function staircaseUpTo(p2: SolidElectrolytePaper, last: Ranged): Ranged {
  const charge = (first: number, step: number, hold: number, end: number): number =>
    staircaseCharge({ first, step, hold }, end);
  return spread(
    "mAh/cm²",
    charge,
    p2.staircaseFirst,
    p2.staircaseStep,
    p2.staircaseHold,
    exactly(last.value, last.unit),
  );
}

const sodiumThickness = (charge: number): number => layerThickness(charge, SODIUM_MOLAR_VOLUME);

/** Scan rate of the staircase over the pool. */
export function scanRate(p2: SolidElectrolytePaper): Ranged {
  return spread(
    "µA/s",
    (step, hold, d) => (step / hold) * discArea(d),
    p2.staircaseStep,
    p2.staircaseHold,
    p2.poolDiameter,
  );
}

/** Claims of P2 about cell, current and what it leaves. */
export const solidCellRows: readonly ClaimRow[] = [
  {
    id: "B2",
    paper: "P2",
    place: "p. 1683, methods; p. 1687; caption of Figure 4",
    statement: "40 µL of NaK50 under an O-ring of 7 mm can give more than 40, about 40 mAh/cm².",
    method:
      "Na of the pool as charge over an area (poolCapacity of thermo/electrode, molar volume of thermo/properties), over the pool and over the Na disc.",
    wouldChange:
      "The area that the paper divides by; over the 8 mm disc both numbers hold, over the pool only the first.",
    dependsOn: ["density of the liquid, 1 % at 25 °C", "which of the areas of the methods is meant"],
    evaluate: ({ p2, alloy }) => {
      const pool = poolCharge(p2, alloy, p2.poolDiameter);
      const disc = poolCharge(p2, alloy, p2.counterDiameter);
      const until = alloy.window.low.value / 100;
      const [poolUsable, discUsable] = [p2.poolDiameter, p2.counterDiameter].map(
        (d) => poolCharge(p2, alloy, d, until).value,
      );
      const height = spread("mm", (v, d) => v / discArea(d), p2.poolVolume, p2.poolDiameter);
      return {
        checks: [
          check("over the pool: more than", "estimate", p2.theoreticalAtLeast, pool),
          check("over pool or disc: about", "necessary", p2.theoreticalAbout, range(disc.value, pool.value, "mAh/cm²")),
        ],
        computed: [
          ours("over the 7 mm pool", pool),
          ours("over the 8 mm Na disc", disc),
          ours("height of the pool", height),
        ],
        because: `${n(p2.poolVolume.value)} µL of NaK50 hold ${n(pool.value * inSi(spread("cm²", discArea, p2.poolDiameter)) * 1e4)} mAh of Na: ${n(pool.value)} mAh/cm² over the pool, ${n(disc.value)} over the Na disc (${n(poolUsable ?? Number.NaN)} and ${n(discUsable ?? Number.NaN)} until K(s) appears). “About 40” is the disc's.`,
      };
    },
  },
  {
    id: "B3",
    paper: "P2",
    place: "p. 1684; Figure 1a",
    statement:
      "NaK50 strips and plates steadily at 0.05 and 0.1, with rising resistance at 0.2, and shorts at 0.4 mA/cm².",
    method: "A cell model with the contact's history; no thermodynamic bound decides it.",
    wouldChange: "A simulated critical-current test with strip and plate steps.",
    dependsOn: [],
    standing: "pending",
    decidedBy: "solid-state cell study: critical current density",
    evaluate: ({ p2, alloy }) => ({
      checks: [],
      claimed: [
        theirs("stable up to", p2.stableCurrent),
        theirs("rising at", p2.risingCurrent),
        theirs("short at", p2.shortCurrent),
      ],
      computed: [
        ours(
          "Na before solid Na at equilibrium",
          exactly(alloy.window.high.value - 100 * fromPotassiumMass(0.5), "at.%"),
        ),
      ],
      because: `NaK50 could take up ${n(alloy.window.high.value - 100 * fromPotassiumMass(0.5))} at.% more Na before solid Na is stable: the short is not that of the bulk.`,
    }),
  },
  {
    id: "B4",
    paper: "P2",
    place: "p. 1684; Figures 2, S3",
    statement: "Under X-rays plating at 0.7 mA/cm² shorts after about 0.5 mAh/cm²; at 0.4 it reaches 4.",
    method:
      "A cell model; the thickness of Na is charge over area times molar volume (arithmetic/charge: layerThickness).",
    wouldChange: "A simulated plating with a filament that grows from accumulated Na.",
    dependsOn: [],
    standing: "pending",
    decidedBy: "solid-state cell study: plating and short circuit",
    evaluate: ({ p2 }) => {
      const thick = spread("µm", sodiumThickness, p2.imagedShortCapacity);
      return {
        checks: [],
        claimed: [
          theirs("current of the short", p2.imagedShortCurrent),
          theirs("charge at the short", p2.imagedShortCapacity),
          theirs("charge without", p2.imagedGoodCapacity),
        ],
        computed: [ours("Na plated at the short", thick)],
        because: `${n(p2.imagedShortCapacity.value)} mAh/cm² are ${n(thick.value)} µm of Na if none dissolves, ${n(p2.imagedGoodCapacity.value)} mAh/cm² ${n(1e6 * sodiumThickness(inSi(p2.imagedGoodCapacity)))} µm.`,
      };
    },
  },
  {
    id: "B5",
    paper: "P2",
    place: "p. 1683, methods; p. 1687",
    statement: "The staircase from 0.05 to 1 mA/cm² in steps of 0.01, 40 s each, strips less than 1 mAh/cm².",
    method: "Sum over the steps (arithmetic/staircase: staircaseSteps, staircaseCharge).",
    wouldChange: "Another step or time: they are printed.",
    dependsOn: ["every step lasts 40 s, both ends counted"],
    evaluate: ({ p2 }) => {
      const steps = staircaseSteps(staircaseOf(p2), inSi(p2.staircaseLast));
      const charge = staircaseUpTo(p2, p2.staircaseLast);
      const small = staircaseUpTo(p2, p2.thresholdSmallK);
      const middle = staircaseUpTo(p2, p2.thresholdMiddleK);
      return {
        checks: [check("charge stripped", "estimate", p2.staircaseCapacity, charge)],
        computed: [
          ours("steps", exactly(steps, "steps")),
          ours("time", exactly(steps * p2.staircaseHold.value, "s"), 4),
          ours("up to 0.6 mA/cm²", small),
          ours("up to 0.15 mA/cm²", middle),
        ],
        because: `${n(steps)} steps of ${n(p2.staircaseHold.value)} s, ${n(steps * p2.staircaseHold.value, 4)} s, mean ${n((p2.staircaseFirst.value + p2.staircaseLast.value) / 2)} mA/cm²: ${n(charge.value)} mAh/cm²; ${n(small.value)} up to ${n(p2.thresholdSmallK.value)} mA/cm², ${n(middle.value)} up to ${n(p2.thresholdMiddleK.value)}.`,
      };
    },
  },
  {
    id: "B6",
    paper: "P2",
    place: "p. 1685",
    statement: "The staircase equals a current scan of about 0.001 µA/s.",
    method: "Step over its time, times the pool's area (arithmetic/charge: discArea).",
    wouldChange:
      "Another unit: read as mA/s it would be 10 times too large, as pA/s (as the text lies before us) 10⁵ too small.",
    dependsOn: ["the prefix, damaged in our text, is µ", "area of the 7 mm pool"],
    evaluate: ({ p2 }) => {
      const rate = scanRate(p2);
      const density = spread("µA/cm²/s", (a, b) => a / b, p2.staircaseStep, p2.staircaseHold);
      return {
        checks: [check("scan rate", "estimate", p2.scanRate, rate)],
        computed: [ours("scan rate of the density", density)],
        because: `${n(p2.staircaseStep.value)} mA/cm² / ${n(p2.staircaseHold.value)} s = ${n(density.value)} µA/cm²/s, on the 7 mm pool ${n(rate.value)} µA/s: ${n(rate.value / p2.scanRate.value, 2)} times the ${p2.scanRate.text} printed.`,
      };
    },
  },
  {
    id: "B7",
    paper: "P2",
    place: "pp. 1685–1686; Figures 3, S6",
    statement:
      "Stripping turns unstable at about 0.6 (NaK50), 0.15 (NaK65) mA/cm²; NaK80 reaches 3 V in the first step at 0.05.",
    method: "A cell model; the resistance of the first step is voltage over current density.",
    wouldChange: "A simulated staircase of the three alloys with one set of parameters.",
    dependsOn: [],
    standing: "pending",
    decidedBy: "solid-state cell study: staircase",
    evaluate: ({ p2 }) => {
      const blocked = spread("kΩ·cm²", (v, j) => v / j, p2.voltageLimit, p2.staircaseFirst);
      return {
        checks: [],
        claimed: [
          theirs("NaK50", p2.thresholdSmallK),
          theirs("NaK65", p2.thresholdMiddleK),
          theirs("NaK80", p2.thresholdLargeK),
        ],
        computed: [ours("resistance of NaK80", blocked)],
        because: `${n(p2.voltageLimit.value)} V / ${n(p2.staircaseFirst.value)} mA/cm² = ${n(blocked.value)} kΩ·cm² before anything can be depleted: NaK80 is blocked from the start.`,
      };
    },
  },
  {
    id: "B8",
    paper: "P2",
    place: "p. 1685; Figure 3",
    statement:
      "Relaxation times show the grain boundary, the interface near 1e-4 s and a fast new process at high current.",
    method: "Relaxation times of the measured sweeps (impedance); here only the window 1/(2πf) of the frequencies.",
    wouldChange: "The impedance files of Figure 3.",
    dependsOn: ["exponents of the time constants, damaged in our text"],
    standing: "pending",
    decidedBy: "impedance analysis of the staircase file",
    evaluate: ({ p2 }) => {
      const [short, long] = [p2.highestFrequency, p2.lowestFrequency].map((f) => timeConstantOf(inSi(f))) as [
        number,
        number,
      ];
      const window = range(short, long, "s");
      return {
        checks: [check("interface arc in the window", "necessary", p2.interfaceArc, window)],
        computed: [ours("window of time constants", window)],
        because: `${n(p2.highestFrequency.value)} MHz to ${n(p2.lowestFrequency.value)} Hz see time constants of ${n(short)} to ${n(long)} s: the named arcs lie inside, a process of seconds does not.`,
      };
    },
  },
  {
    id: "B9",
    paper: "P2",
    place: "pp. 1686–1687; Figure 3c",
    statement: "The fast process is gone within 35 s of rest, the interface's growth between 35 s and 15 h.",
    method: "A cell model; the pool evens out in L²/2D (arithmetic/diffusion).",
    wouldChange: "Rest spectra at six or more times.",
    dependsOn: [DIFFUSION],
    standing: "pending",
    decidedBy: "solid-state cell study: recovery at rest",
    evaluate: ({ p2, alloy }) => {
      const diffusivity = alloy.interdiffusion(fromPotassiumMass(inSi(p2.alloySmallK)));
      const even = spread("s", (v, d) => diffusionTime(v / discArea(d), diffusivity), p2.poolVolume, p2.poolDiameter);
      return {
        checks: [],
        claimed: [theirs("fast", p2.fastRecovery), theirs("slow", p2.slowRecovery)],
        computed: [ours("pool evens out", even)],
        because: `The pool of ${n((1e3 * inSi(p2.poolVolume)) / discArea(inSi(p2.poolDiameter)))} mm evens out in ${n(even.value)} s: ${n(p2.slowRecovery.value)} h is not diffusion in the liquid.`,
      };
    },
  },
  {
    id: "B10",
    paper: "P2",
    place: "p. 1688; Figure 4",
    statement:
      "Pulses of 1 s at 1 mA/cm² strip about 2 mAh/cm² with short rests and 12–14 with 5–10 s; 0.25 mA/cm² steadily 20.",
    method:
      "Charge per pulse, count and duration; the Na above the K liquidus bounds what can be stripped. The curve itself waits for the cell model.",
    wouldChange: "A simulated train of pulses.",
    dependsOn: ["area of the 8 mm disc for the bound, the larger one"],
    standing: "pending",
    decidedBy: "solid-state cell study: pulses and rests",
    evaluate: ({ p2, alloy }) => {
      const perPulse = inSi(p2.pulseCurrent) * inSi(p2.pulseLength);
      const most = p2.plateauHigh.value;
      const pulses = (most * 36_000) / perPulse;
      const hours = (pulses * (inSi(p2.pulseLength) + inSi(p2.longestRest))) / 3600;
      const usable = poolCharge(p2, alloy, p2.counterDiameter, alloy.window.low.value / 100);
      const room = range(0, usable.upper, "mAh/cm²");
      return {
        checks: [
          check("pulsed capacity", "necessary", p2.plateauCapacity, room),
          check("steady capacity", "necessary", p2.steadyCapacity, room),
        ],
        computed: [
          ours("charge of a pulse", exactly(perPulse / 36_000, "mAh/cm²")),
          ours("pulses for 14 mAh/cm²", exactly(pulses, "pulses")),
          ours("their time with 10 s rests", exactly(hours, "h")),
        ],
        because: `A pulse is ${n(perPulse / 36_000)} mAh/cm²; ${n(most)} mAh/cm² are ${n(pulses)} pulses, ${n(hours)} h with rests of ${n(p2.longestRest.value)} s. K(s) would appear after ${n(usable.value)} mAh/cm² only.`,
      };
    },
  },
  {
    id: "B12",
    paper: "P2",
    place: "p. 1683, methods",
    statement: "3001 projections of 0.2 s image a field of 4 mm with pixels of 1.3 µm.",
    method:
      "Projections that sample the field to the pixel (arithmetic/sampling: crowtherProjections); charge during a scan.",
    wouldChange: "A measured resolution, by Fourier shell correlation of half data sets.",
    dependsOn: ["resolution of one pixel over the whole field is meant", "the object fills the field"],
    evaluate: ({ p2 }) => {
      const needed = spread("projections", (a, b) => crowtherProjections(a / b), p2.field, p2.pixel);
      const across = inSi(p2.field) / inSi(p2.pixel);
      const sharp = 1e3 * crowtherDiameter(p2.projections.value) * inSi(p2.pixel);
      const seconds = p2.projections.value * inSi(p2.exposure);
      const charge = (seconds * inSi(p2.imagedShortCurrent)) / 36_000;
      const enough = range(needed.lower, Number.POSITIVE_INFINITY, "projections");
      return {
        checks: [check("projections for one pixel at the rim", "sufficient", p2.projections, enough, 4)],
        computed: [
          ours("time of a scan", exactly(seconds, "s")),
          ours("charge during a scan at 0.7 mA/cm²", exactly(charge, "mAh/cm²")),
        ],
        because: `${n(p2.field.value)} mm are ${n(across, 4)} pixels and ask for π/2 · ${n(across, 4)} = ${n(needed.value, 4)} projections; ${n(p2.projections.value, 4)} sample ${n(sharp)} mm to the pixel, the rim ${n(needed.value / p2.projections.value, 2)} times coarser. A scan takes ${n(seconds)} s: at ${n(p2.imagedShortCurrent.value)} mA/cm² ${n(charge)} mAh/cm², ${n(1e6 * sodiumThickness(charge * 36_000))} µm of Na, pass meanwhile.`,
      };
    },
  },
  {
    id: "B14",
    paper: "P2",
    place: "p. 1683, methods",
    statement:
      "Stack 10 MPa, pellets pressed at 625 MPa and sintered at 1230 °C, 20 nm of Sn turned to SnO2 and by NaK to K2O and K-Sn.",
    method: "Settings of the experiment.",
    wouldChange: "Nothing: they enter the cell model.",
    dependsOn: [],
    standing: "input",
    evaluate: ({ p2 }) => ({
      checks: [],
      claimed: [
        theirs("stack pressure", p2.pressure),
        theirs("pressing", p2.pressPressure),
        theirs("Sn", p2.tinThickness),
      ],
      because: "Inputs: nothing here derives them.",
    }),
  },
  {
    id: "B15",
    paper: "P2",
    place: "p. 1689; Figure S9",
    statement: "0.2 mAh/cm² of Na plated on K need 15 h to dissolve.",
    method:
      "Thickness of the Na (arithmetic/charge: layerThickness) and its diffusion time in the liquid (arithmetic/diffusion).",
    wouldChange: "A measured rate of alloying of Na with K; or a film that keeps them apart.",
    dependsOn: [DIFFUSION, "a liquid forms between Na and K at 25 °C, as the diagram has it"],
    evaluate: ({ p2, alloy }) => {
      const diffusivity = alloy.interdiffusion(fromPotassiumMass(inSi(p2.alloySmallK)));
      const thick = spread("µm", sodiumThickness, p2.platedOnPotassium);
      const time = spread("s", (q) => diffusionTime(sodiumThickness(q), diffusivity), p2.platedOnPotassium);
      return {
        checks: [check("recovery by diffusion in the liquid", "sufficient", p2.slowRecovery, time)],
        computed: [ours("Na plated", thick)],
        because: `${n(p2.platedOnPotassium.value)} mAh/cm² are ${n(thick.value)} µm of Na, which diffusion in the liquid evens out in ${n(time.value, 2)} s, ${n((p2.slowRecovery.value * 3600) / time.value, 1)} times faster than ${n(p2.slowRecovery.value)} h. A slow reaction is needed, and none is measured.`,
      };
    },
  },
  {
    id: "B16",
    paper: "P2",
    place: "p. 1683, methods; p. 1685; Figures S1, S7, S9",
    statement:
      "Controls: Na on NASICON has no resistance after 100 MPa and shorts at 3.2 mA/cm²; a Na reference separates the half cells.",
    method: "Impedance files of the controls, and the half-cell separation of the impedance room.",
    wouldChange: "The files of Figures S1, S7 and S9.",
    dependsOn: [],
    standing: "pending",
    decidedBy: "impedance analysis with a reference electrode",
    evaluate: ({ p2 }) => ({
      checks: [],
      claimed: [theirs("critical current of Na", p2.sodiumCurrent)],
      because: `The short of NaK50 at ${n(p2.shortCurrent.value)} mA/cm² is ${n(p2.shortCurrent.value / p2.sodiumCurrent.value)} of that of Na.`,
    }),
  },
];
