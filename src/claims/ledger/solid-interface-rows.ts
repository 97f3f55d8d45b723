import { capillaryTime, poreRadius } from "../arithmetic/capillarity.ts";
import { discArea } from "../arithmetic/charge.ts";
import { deficitAfterRest, diffusionLength, restForDeficit } from "../arithmetic/diffusion.ts";
import { staircaseSteps } from "../arithmetic/staircase.ts";
import { fromPotassiumMass, poolCharge } from "../geometry.ts";
import { inWords } from "../papers/paper-number.ts";
import { exactly, inSi, type Ranged, range, spread } from "../ranged.ts";
import { type ClaimRow, check, n, ours, theirs } from "./row.ts";
import { scanRate, staircaseOf, staircaseUpTo } from "./solid-stripping-rows.ts";

/** Share of the depletion, in %, that a rest leaves of a pulse. */
function deficit(rest: Ranged, pulse: Ranged): Ranged {
  return spread("%", (r, t) => deficitAfterRest(r / t), rest, pulse);
}

/** A/m²: where the last part of the staircase begins. */
const HIGH = 9;
const degrees = Math.PI / 180;

/** Claims of P2 about what limits the interface, and where its numbers disagree. */
export const solidInterfaceRows: readonly ClaimRow[] = [
  {
    id: "B11",
    paper: "P2",
    place: "p. 1688",
    statement: "By t ~ L²/2D the diffusion layer of a 1 s pulse is gone about 1 s after it.",
    method: "Share of the surface's depletion left after a rest, √(1+r) − √r (arithmetic/diffusion: deficitAfterRest).",
    wouldChange: "Calling a layer gone when half of it is left: then 0.56 s would do.",
    dependsOn: ["recovered means at most 10 % left: our reading", "half space; the answer does not depend on D"],
    evaluate: ({ p2, alloy }) => {
      const diffusivity = alloy.interdiffusion(fromPotassiumMass(inSi(p2.alloySmallK)));
      const left = deficit(p2.pulseLength, p2.pulseLength);
      const length = spread("µm", (t) => diffusionLength(diffusivity, t), p2.pulseLength);
      const needed = spread("s", (t) => t * restForDeficit(p2.recoveredShare.upper / 100), p2.pulseLength);
      return {
        checks: [check("depletion left 1 s after a 1 s pulse", "estimate", p2.recoveredShare, left)],
        computed: [
          ours("length L", length),
          ours("D of NaK50", exactly(1e4 * diffusivity, "cm²/s")),
          ours("rest until 10 % are left", needed),
        ],
        because: `√2 − √1 = ${n(left.value)} % of the depletion is left after 1 s; 10 % needs ${n(needed.value)} s. With D = ${n(1e4 * diffusivity, 2)} cm²/s the layer is L = √(2Dt) = ${n(length.value, 2)} µm thick.`,
      };
    },
  },
  {
    id: "B13",
    paper: "P2",
    place: "p. 1686",
    statement: "The charge-transfer resistance goes with the inverse of the Na concentration.",
    method:
      "R(NaK80)/R(NaK50) by 1/c against 1/a to the power α of 0 to 1 (activities of thermo/electrode, molar volume of alloyProperties in thermo/properties).",
    wouldChange: "Interface resistances of the three pristine alloys (Figure S7) in the ratio of the concentrations.",
    dependsOn: [
      "Butler–Volmer with the activity, transfer coefficient 0 to 1, and a transition state that does not feel the alloy",
      "the K-Na assessment, a fit",
    ],
    evaluate: ({ p2, alloy }) => {
      const x = [p2.alloySmallK, p2.alloyMiddleK, p2.alloyLargeK].map((w) => fromPotassiumMass(inSi(w)));
      const c = x.map((one) => one / alloy.molarVolume(one));
      const a = x.map((one) => alloy.activities(one).sodium);
      const ratio = (list: readonly number[], k: number): number => (list[0] as number) / (list[k] as number);
      const claimed = inWords(`${n(ratio(c, 2))} (1/c)`, "", ratio(c, 2) * 0.95, ratio(c, 2) * 1.05, ratio(c, 2));
      const law = range(1, ratio(a, 2), "");
      return {
        checks: [check("R(NaK80) / R(NaK50)", "estimate", claimed, law)],
        computed: [
          ours("by 1/c, NaK65 / NaK50", exactly(ratio(c, 1), "")),
          ours("by 1/a, NaK65 / NaK50", exactly(ratio(a, 1), "")),
          ours("by 1/a, NaK80 / NaK50", exactly(ratio(a, 2), "")),
        ],
        because: `1 : ${n(ratio(c, 1))} : ${n(ratio(c, 2))} by 1/c for NaK50, 65, 80; 1 : ${n(ratio(a, 1))} : ${n(ratio(a, 2))} by 1/a and 1 : ${n(Math.sqrt(ratio(a, 1)))} : ${n(Math.sqrt(ratio(a, 2)))} by 1/√a. The metal's activity drives the reaction, and it falls less than its concentration: a larger growth is contact or a new phase.`,
      };
    },
  },
  {
    id: "I9",
    paper: "P2",
    place: "p. 1688; Figure 4",
    statement: "Between 1 s pulses, rests of 5 to 10 s restore the diffusion layer.",
    method: "As B11, for rests of 0.1 to 10 pulse lengths.",
    wouldChange: "A layer of finite thickness: it recovers faster than a half space.",
    dependsOn: ["recovered means at most 10 % left: our reading", "half space, one pulse"],
    evaluate: ({ p2 }) => {
      const rests = [0.1, 1, 2, 5, 10].map((s) => [s, deficitAfterRest(s / inSi(p2.pulseLength))] as const);
      const list = rests.map(([s, left]) => `${n(100 * left, 2)} % (${n(s)} s)`).join(", ");
      return {
        checks: [
          check(
            "depletion left after the longest rest",
            "estimate",
            p2.recoveredShare,
            deficit(p2.longestRest, p2.pulseLength),
          ),
        ],
        computed: rests.map(([s, left]) => ours(`left after ${n(s)} s`, exactly(100 * left, "%"))),
        because: `√(1 + r) − √r leaves ${list}. A train of pulses behaves as its average current, which the rests lower.`,
      };
    },
  },
  {
    id: "I10",
    paper: "P2",
    place: "p. 1685",
    statement: "Step, time and scan rate of the staircase fit together.",
    method: "Time that one step would take at the printed rate, against 40 s.",
    wouldChange: "Another unit of the rate; no metric prefix makes it right.",
    dependsOn: ["the prefix, damaged in our text, is µ", "area of the 7 mm pool"],
    evaluate: ({ p2 }) => {
      const hold = spread(
        "s",
        (step, d, rate) => (step * discArea(d)) / rate,
        p2.staircaseStep,
        p2.poolDiameter,
        p2.scanRate,
      );
      const off = scanRate(p2).value / p2.scanRate.value;
      return {
        checks: [check("time of a step", "estimate", p2.staircaseHold, hold)],
        because: `At ${n(p2.scanRate.value)} µA/s a step of ${n(p2.staircaseStep.value)} mA/cm² on the pool would take ${n(hold.value)} s, not ${n(p2.staircaseHold.value)}: off by ${n(off, 2)}. Read as mA/s the rate would be ${n(1000 / off, 2)} times too large.`,
      };
    },
  },
  {
    id: "I11",
    paper: "P2",
    place: "Figures 1, 3, 4, S4; p. 1690",
    statement: "0.6 mA/cm² is the limit of stripping NaK50.",
    method: "The onset in the staircase against that of the cycling test.",
    wouldChange: "A limit named with its history and charge: 0.25 mA/cm² holds to 20 mAh/cm², 0.7 under X-rays.",
    dependsOn: ["the rise at 0.2 mA/cm² and the onset at 0.6 mean the same instability"],
    evaluate: ({ p2 }) => ({
      checks: [check("onset of instability", "estimate", p2.thresholdSmallK, p2.risingCurrent)],
      claimed: [theirs("stable at", p2.steadyCurrent), theirs("unstable under X-rays above", p2.imagedShortCurrent)],
      because: `Unstable at ${n(p2.risingCurrent.value)} in cycling, stable at ${n(p2.steadyCurrent.value)} steadily to ${n(p2.steadyCapacity.value)} mAh/cm², onset ${n(p2.thresholdSmallK.value)} in the staircase, ${n(p2.imagedShortCurrent.value)} under X-rays: a factor ${n(p2.imagedShortCurrent.value / p2.risingCurrent.value)}. One number is no constant of the alloy.`,
    }),
  },
  {
    id: "I12",
    paper: "P2",
    place: "Figures 1a, S3; p. 1684, p. 1690",
    statement:
      "One critical current explains the short at 0.4 mA/cm² in cycling and the plating of 4 mAh/cm² at 0.4 without.",
    method:
      "The threshold of the cycling test, above 0.2 and up to 0.4, against that under X-rays, above 0.4 and up to 0.7.",
    wouldChange: "A plating test at 0.4 mA/cm² with and without a strip before it.",
    dependsOn: ["a single threshold of the current density; the paper names the earlier strip steps as the cause"],
    evaluate: ({ p2 }) => ({
      checks: [check("critical current of plating", "estimate", p2.shortCurrent, p2.imagedGoodCurrent)],
      because: `The cycling test puts the threshold between ${n(p2.shortCurrent.lower)} and ${n(p2.shortCurrent.upper)}, plating under X-rays between ${n(p2.imagedGoodCurrent.lower)} and ${n(p2.imagedGoodCurrent.upper)} mA/cm²: they meet at 0.4 alone. Only the history of the contact can tell them apart.`,
    }),
  },
  {
    id: "I13",
    paper: "P2",
    place: "p. 1683, methods; Figure 4c",
    statement: "About 40 mAh/cm² belong to the 7 mm pool; the liquid stands under the 10 MPa of the stack.",
    method:
      "Na of the pool over its own area (as B2); pore radius that the liquid enters under a pressure (arithmetic/capillarity: poreRadius).",
    wouldChange: "The area used, and whether the plunger presses on the liquid or on the O-ring.",
    dependsOn: ["contact angle 120–140°, assumed", "surface tension by Butler's equation (thermo/properties)"],
    evaluate: ({ p2, alloy }) => {
      const pool = poolCharge(p2, alloy, p2.poolDiameter);
      const tension = alloy.surfaceTension(fromPotassiumMass(inSi(p2.alloySmallK)));
      const pore = (unit: string, pressure: number): Ranged =>
        spread(unit, (angle) => poreRadius(tension, angle, pressure), range(120 * degrees, 140 * degrees, ""));
      const [pressed, open] = [pore("nm", inSi(p2.pressure)), pore("µm", 1e5)];
      return {
        checks: [check("capacity over the pool", "estimate", p2.theoreticalAbout, pool)],
        computed: [
          ours("pores filled under 10 MPa, radius above", pressed),
          ours("pores filled under 1 bar, radius above", open),
        ],
        because: `The pool's Na is ${n(pool.value)} mAh/cm² of its own area. Under ${n(p2.pressure.value)} MPa a liquid of ${n(1000 * tension)} mN/m that does not wet fills pores above ${n(pressed.lower, 2)}–${n(pressed.upper, 2)} nm, under 1 bar above ${n(open.lower, 2)}–${n(open.upper, 2)} µm: with the full pressure on it, voids of micrometres could not stay.`,
      };
    },
  },
  {
    id: "I14",
    paper: "P2",
    place: "p. 1685",
    statement: "More K makes the alloy more elastic, so that contact is kept better.",
    method:
      "Threshold of NaK65 over that of NaK50; surface tension of the alloys by Butler's equation (thermo/properties).",
    wouldChange: "Thresholds that rise with K.",
    dependsOn: ["the threshold of stripping measures how well contact is kept"],
    evaluate: ({ p2, alloy }) => {
      const trend = spread("", (a, b) => a / b, p2.thresholdMiddleK, p2.thresholdSmallK);
      const [small, large] = [p2.alloySmallK, p2.alloyLargeK].map(
        (w) => 1000 * alloy.surfaceTension(fromPotassiumMass(inSi(w))),
      ) as [number, number];
      return {
        checks: [check("threshold of NaK65 over NaK50", "estimate", p2.contactTrend, trend)],
        computed: [
          ours("surface tension of NaK50", exactly(small, "mN/m")),
          ours("surface tension of NaK80", exactly(large, "mN/m")),
        ],
        because: `${n(p2.thresholdMiddleK.value)} / ${n(p2.thresholdSmallK.value)} = ${n(trend.value)}: the threshold falls with K. A liquid has no elasticity of shape, and its surface tension goes from ${n(small)} to ${n(large)} mN/m, ${n(100 * (large / small - 1), 2)} %: it cannot carry a fourfold change.`,
      };
    },
  },
  {
    id: "I15",
    paper: "P2",
    place: "p. 1687, p. 1688",
    statement: "The slow recovery of the interface lasts as long wherever it is told.",
    method: "The two times of the text.",
    wouldChange: "Figure 3c read at 1 h and 15 h.",
    dependsOn: ["both sentences are about Figure 3c"],
    evaluate: ({ p2 }) => ({
      checks: [check("end of the slow recovery", "estimate", p2.slowRecovery, p2.slowRecoveryLater)],
      because: `35 s to ${n(p2.slowRecovery.value)} h on one page, 35 s to ${n(p2.slowRecoveryLater.value)} h on the next. Also, recovery within 2–5 s stands beside processes of over 10 s at 0.25 mA/cm².`,
    }),
  },
  {
    id: "I16",
    paper: "P2",
    place: "p. 1683, methods",
    statement: "A perturbation of 5 µA is small against the bias of the staircase from its first step.",
    method: "Amplitude over the pool's area, against the first bias and the step.",
    wouldChange:
      "Sweeps without harmonics at the first steps: small against the thermal voltage over the resistance is what counts.",
    dependsOn: ["small means at most 10 %: our reading", "area of the 7 mm pool"],
    evaluate: ({ p2 }) => {
      const amplitude = spread("µA/cm²", (i, d) => i / discArea(d), p2.perturbation, p2.poolDiameter);
      const share = spread("%", (i, d, j) => i / discArea(d) / j, p2.perturbation, p2.poolDiameter, p2.staircaseFirst);
      const step = amplitude.value / (1e3 * p2.staircaseStep.value);
      return {
        checks: [check("share of the first bias", "estimate", p2.smallPerturbation, share)],
        computed: [ours("amplitude", amplitude), ours("amplitude over the step", exactly(step, ""))],
        because: `${n(p2.perturbation.value)} µA / ${n(1e4 * discArea(inSi(p2.poolDiameter)))} cm² = ${n(amplitude.value)} µA/cm²: ${n(share.value)} % of ${n(p2.staircaseFirst.value)} mA/cm² and ${n(step)} steps of ${n(p2.staircaseStep.value)}. From ${n(amplitude.value / 100, 2)} mA/cm² on it is below 10 %.`,
      };
    },
  },
  {
    id: "I17",
    paper: "P2",
    place: "p. 1686",
    statement:
      "Liquid metal deforms in milliseconds; the voids at the interface therefore do, as the new relaxation shows.",
    method: "Capillary time √(ρL³/γ) of a void of one pixel (arithmetic/capillarity: capillaryTime).",
    wouldChange: "Voids of a tenth of a millimetre: they would be seen in the images.",
    dependsOn: [
      "voids below 1.3 µm, since the images show none",
      "exponents of the times, damaged in our text",
      "surface tension by Butler's equation (thermo/properties)",
    ],
    evaluate: ({ p2, alloy }) => {
      const x = fromPotassiumMass(inSi(p2.alloySmallK));
      const time = (length: number): number => capillaryTime(alloy.density(x), length, alloy.surfaceTension(x));
      const largest = spread("s", time, p2.pixel);
      return {
        checks: [check("time of a void to close", "estimate", p2.mechanicalTime, range(0, largest.upper, "s"))],
        claimed: [theirs("time constant of the new process", p2.fastArc)],
        computed: [ours("a body of 1 mm", exactly(time(1e-3), "s"))],
        because: `A body of 1 mm moves in ${n(1000 * time(1e-3), 2)} ms, a void of ${n(p2.pixel.value)} µm closes in ${n(largest.value, 2)} s. And a time constant of relaxation is a resistance times a capacitance: that it is short says nothing of motion.`,
      };
    },
  },
  {
    id: "I18",
    paper: "P2",
    place: "Figures 3, 4; p. 1688",
    statement: "Stripping at 1 mA/cm² fails at once, though the staircase held 0.9 to 1 mA/cm².",
    method: "Time and charge of the staircase's last steps (arithmetic/staircase).",
    wouldChange: "The capacity of direct stripping read from Figure 4c.",
    dependsOn: ["“minimal” is below the 2 mAh/cm² of the shortest rests"],
    evaluate: ({ p2 }) => {
      const { first, step, hold } = staircaseOf(p2);
      const last = inSi(p2.staircaseLast);
      const steps = staircaseSteps({ first: HIGH, step, hold }, last);
      const charge =
        staircaseUpTo(p2, p2.staircaseLast).value -
        staircaseUpTo(p2, exactly(0.1 * HIGH - p2.staircaseStep.value, "mA/cm²")).value;
      const most = range(charge, staircaseUpTo(p2, p2.staircaseLast).value, "mAh/cm²");
      return {
        checks: [check("charge before failure", "necessary", p2.directCapacity, most)],
        computed: [ours("time at 0.9 to 1 mA/cm²", exactly(steps * hold, "s"))],
        because: `From 0.9 to 1 mA/cm² there are ${n(steps)} steps, ${n(steps * hold)} s, ${n(charge)} mAh/cm², after ${n(most.upper - charge)} at lower currents from ${n(first / 10)} on. Without a number for the direct run both may hold.`,
      };
    },
  },
];
