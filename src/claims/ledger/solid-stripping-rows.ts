import { potentialSwing } from "../../cell/falsifiers/index.ts";
import { discArea } from "../arithmetic/charge.ts";
import { diffusionTime } from "../arithmetic/diffusion.ts";
import { timeConstantOf } from "../arithmetic/sampling.ts";
import { type Staircase, staircaseCharge, staircaseSteps } from "../arithmetic/staircase.ts";
import { fromPotassiumMass, poolCharge } from "../geometry.ts";
import type { SolidElectrolytePaper } from "../papers/solid-electrolyte-paper.ts";
import { exactly, inSi, type Ranged, range, spread } from "../ranged.ts";
import { beside, type ClaimRow, check, DIFFUSION, n, ours, theirs } from "./row.ts";
import { simulatedStripping } from "./simulated-stripping.ts";
import { rangedOf, strippingOf } from "./stripping-bounds.ts";

/** The staircase of P2 in SI. */
export function staircaseOf(p2: SolidElectrolytePaper): Staircase {
  return { first: inSi(p2.staircaseFirst), step: inSi(p2.staircaseStep), hold: inSi(p2.staircaseHold) };
}

/** Charge of the staircase up to a current density. */
export function staircaseUpTo(p2: SolidElectrolytePaper, last: Ranged): Ranged {
  const charge = (first: number, step: number, hold: number, end: number): number =>
    staircaseCharge({ first, step, hold }, end);
  return spread("mAh/cm²", charge, p2.staircaseFirst, p2.staircaseStep, p2.staircaseHold, last);
}

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

/** Claims of P2 about stripping: the staircase, its relaxation times, pulses. */
export const solidStrippingRows: readonly ClaimRow[] = [
  {
    id: "B5",
    paper: "P2",
    place: "p. 1683, methods; p. 1687",
    statement: "The staircase from 0.05 to 1 mA/cm² in steps of 0.01 mA/cm², 40 s each, strips less than 1 mAh/cm².",
    method: "Sum over the steps (arithmetic/staircase: staircaseSteps, staircaseCharge).",
    wouldChange: "Another step or time: they are printed.",
    dependsOn: ["every step lasts 40 s, both ends counted"],
    evaluate: ({ p2 }) => {
      const steps = staircaseSteps(staircaseOf(p2), inSi(p2.staircaseLast));
      const seconds = spread("s", (hold) => steps * hold, p2.staircaseHold);
      const charge = staircaseUpTo(p2, p2.staircaseLast);
      const small = staircaseUpTo(p2, p2.thresholdSmallK);
      const middle = staircaseUpTo(p2, p2.thresholdMiddleK);
      return {
        checks: [check("charge stripped", "estimate", p2.staircaseCapacity, charge)],
        computed: [
          ours("steps", exactly(steps, "steps")),
          ours("time", seconds, 4),
          ours("up to 0.6 mA/cm²", small),
          ours("up to 0.15 mA/cm²", middle),
        ],
        because: `${n(steps)} steps of ${n(p2.staircaseHold.value)} s, ${n(steps * p2.staircaseHold.value, 4)} s, mean ${n((p2.staircaseFirst.value + p2.staircaseLast.value) / 2)} mA/cm²: ${n(charge.value)} mAh/cm²; ${n(small.value)} mAh/cm² up to ${n(p2.thresholdSmallK.value)} mA/cm², ${n(middle.value)} mAh/cm² up to ${n(p2.thresholdMiddleK.value)} mA/cm².`,
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
        because: `${n(p2.staircaseStep.value)} mA/cm² / ${n(p2.staircaseHold.value)} s = ${n(density.value)} µA/cm²/s, on the 7 mm pool ${n(rate.value)} µA/s: ${n(rate.value / p2.scanRate.value, 2)} times the ${p2.scanRate.text} µA/s printed.`,
      };
    },
  },
  {
    id: "B7",
    paper: "P2",
    place: "pp. 1685–1686; Figures 3, S6",
    statement:
      "Stripping turns unstable at about 0.6 mA/cm² (NaK50), 0.15 mA/cm² (NaK65); NaK80 reaches 3 V in the first step at 0.05 mA/cm².",
    method:
      "Study of the staircase (study/studies, examples/studies); the resistance of the first step is voltage over current density; the thermodynamic part from the equilibrium potentials (potentialSwing of cell/falsifiers).",
    wouldChange: "The voltage of Figures 3 and S6 as numbers; another set of parameters.",
    dependsOn: [],
    simulation: simulatedStripping.B7,
    evaluate: ({ p2, alloy }) => {
      const swing = beside(() => rangedOf(potentialSwing(strippingOf(p2, p2.alloySmallK, alloy.temperature)), "mV"));
      const blocked = spread("kΩ·cm²", (v, j) => v / j, p2.voltageLimit, p2.staircaseFirst);
      return {
        checks: [],
        claimed: [
          theirs("NaK50", p2.thresholdSmallK),
          theirs("NaK65", p2.thresholdMiddleK),
          theirs("NaK80", p2.thresholdLargeK),
        ],
        computed: [
          ours("resistance of NaK80", blocked),
          ...(swing ? [ours("most that the equilibrium potential of NaK50 moves", swing)] : []),
        ],
        because: `${n(p2.voltageLimit.value)} V / ${n(p2.staircaseFirst.value)} mA/cm² = ${n(blocked.value)} kΩ·cm² at the end of NaK80's first step: blocked from the start, or run dry within its ${n(p2.staircaseHold.value)} s; the voltage alone does not tell.${swing ? ` Thermodynamics gives at most ${n(swing.value)} mV of the ${n(p2.voltageLimit.value)} V.` : ""}`,
      };
    },
  },
  {
    id: "B8",
    paper: "P2",
    place: "p. 1685; Figure 3",
    statement:
      "Relaxation times show the grain boundary, the interface near 1e-4 s and a fast new process at high current.",
    method:
      "Relaxation times of the simulated spectra (study/studies: relaxationOf); the window 1/(2πf) of the frequencies.",
    wouldChange: "The impedance files of Figure 3.",
    dependsOn: ["exponents of the time constants, damaged in our text"],
    simulation: simulatedStripping.B8,
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
    method: "Study of the staircase and its rest of 15 h; the pool evens out in L²/2D (arithmetic/diffusion).",
    wouldChange: "Rest spectra at six or more times.",
    dependsOn: [DIFFUSION],
    simulation: simulatedStripping.B9,
    evaluate: ({ p2, alloy }) => {
      const diffusivity = alloy.interdiffusion(fromPotassiumMass(inSi(p2.alloySmallK)));
      const even = spread(
        "s",
        (v, d, D) => diffusionTime(v / discArea(d), D),
        p2.poolVolume,
        p2.poolDiameter,
        diffusivity,
      );
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
      "Pulses of 1 s at 1 mA/cm² strip about 2 mAh/cm² with short rests and 12–14 mAh/cm² with 5–10 s; 0.25 mA/cm² steadily 20 mAh/cm².",
    method:
      "Charge per pulse, count and duration; the Na above the K liquidus bounds what can be stripped. The curve itself is a study.",
    wouldChange: "Figure 4c as numbers.",
    dependsOn: [
      "area of the 8 mm disc for the bound, the larger one",
      "“very fast voltage increase” without rest is read as 3 V within 10 min",
    ],
    simulation: simulatedStripping.B10,
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
];
