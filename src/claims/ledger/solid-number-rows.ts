import { capillaryTime, poreRadius } from "../arithmetic/capillarity.ts";
import { discArea } from "../arithmetic/charge.ts";
import { deficitAfterRest } from "../arithmetic/diffusion.ts";
import { staircaseSteps } from "../arithmetic/staircase.ts";
import { fromPotassiumMass, poolCharge } from "../geometry.ts";
import { between, exactly, inSi, type Ranged, range, spread } from "../ranged.ts";
import { beside, type ClaimRow, check, n, ours, theirs } from "./row.ts";
import { deficit } from "./solid-interface-rows.ts";
import { scanRate, staircaseOf, staircaseUpTo } from "./solid-stripping-rows.ts";

/** A quantity times a number, in another unit. */
function scaled({ value, lower, upper }: Ranged, factor: number, unit: string): Ranged {
  return between(factor * lower, factor * upper, unit, factor * value);
}

/** A/m²: where the last part of the staircase begins. */
const HIGH = 9;
const degrees = Math.PI / 180;

/** Where the numbers of P2 disagree with one another. */
export const solidNumberRows: readonly ClaimRow[] = [
  {
    id: "I9",
    paper: "P2",
    place: "p. 1688; Figure 4",
    statement:
      "The diffusion layer of a 1 s pulse “requires roughly 1 s”; what is reversible “fully recovers within ~5 s”.",
    sameAs: "B11",
    method: "As B11, for rests of 0.1 to 10 pulse lengths; whether diffusion alone would be done after ~5 s.",
    wouldChange: "A layer of finite thickness: it recovers faster than a half space.",
    dependsOn: ["recovered means at most 10 % left: our reading", "half space, one pulse"],
    evaluate: ({ p2 }) => {
      const rests = [0.1, 1, 2, 5, 10].map((s) => [s, deficitAfterRest(s / inSi(p2.pulseLength))] as const);
      const list = rests.map(([s, left]) => `${n(100 * left, 2)} % (${n(s)} s)`).join(", ");
      return {
        checks: [
          check("depletion left after ~5 s", "sufficient", p2.recoveredShare, deficit(p2.fullRecovery, p2.pulseLength)),
        ],
        computed: rests.map(([s, left]) => ours(`left after ${n(s)} s`, exactly(100 * left, "%"))),
        because: `√(1 + r) − √r leaves ${list}: diffusion in a half space does not give a full recovery in 5 s, and a thinner layer could. A train of pulses behaves as its average current, which the rests lower.`,
      };
    },
  },
  {
    id: "I10",
    paper: "P2",
    place: "p. 1685",
    statement: "Steps of 0.01 mA/cm² in 40 s stand beside a scan rate of ~0.001 µA/s.",
    bothPrinted: true,
    sameAs: "B6",
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
        because: `At ${n(p2.scanRate.value)} µA/s a step of ${n(p2.staircaseStep.value)} mA/cm² on the pool would take ${n(hold.value)} s, not ${n(p2.staircaseHold.value)} s: off by ${n(off, 2)}. Read as mA/s the rate would be ${n(1000 / off, 2)} times too large.`,
      };
    },
  },
  {
    id: "I11",
    paper: "P2",
    place: "Figures 1, 3, 4, S4; p. 1690",
    statement:
      "Stripping of NaK50 turns unstable above 0.2 (cycling), ~0.6 (staircase), 0.7 mA/cm² (staircase under X-rays).",
    bothPrinted: true,
    method:
      "One limit of the current density would explain all three if they met; that of the staircase against the others.",
    wouldChange: "Limits named with their history and charge.",
    dependsOn: ["the rising voltage of cycling and the onset in the staircases mean the same instability"],
    evaluate: ({ p2 }) => ({
      checks: [
        check("staircase, cycling", "sufficient", p2.thresholdSmallK, p2.risingCurrent),
        check("staircase, staircase under X-rays", "sufficient", p2.thresholdSmallK, p2.imagedStrippingLimit),
      ],
      claimed: [theirs("stable to the end at", p2.steadyCurrent)],
      because: `Voltage rising above ${n(p2.risingCurrent.value)} in cycling, low at ${n(p2.steadyCurrent.value)} steadily to ${n(p2.steadyCapacity.value)} mAh/cm², onset ${n(p2.thresholdSmallK.value)} in the staircase, above ${n(p2.imagedStrippingLimit.value)} under X-rays: a factor ${n(p2.imagedStrippingLimit.value / p2.risingCurrent.value)}. The protocols differ in history and charge, so no two printed numbers exclude each other; but no single limit explains them.`,
    }),
  },
  {
    id: "I12",
    paper: "P2",
    place: "Figures 1a, S3; p. 1684, p. 1690",
    statement: "Plating at 0.4 mA/cm² shorts in the cycling test, and reaches 4 mAh/cm² under X-rays without a short.",
    bothPrinted: true,
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
    statement: "“~40 mAh/cm²” is the theoretical capacity; 40 µL of NaK50 stand in an O-ring of 7 mm.",
    sameAs: "B2",
    method: "Na of the pool over its own area (as B2): it would explain the printed number if that were meant.",
    wouldChange: "The area that the paper divides by: over the 8 mm disc the number holds (B2).",
    dependsOn: ["which area is meant is not printed", "density of the liquid"],
    evaluate: ({ p2, alloy }) => {
      const pool = poolCharge(p2, alloy, p2.poolDiameter);
      return {
        checks: [check("capacity over the pool", "sufficient", p2.theoreticalAbout, pool)],
        because: `The pool's Na is ${n(pool.value)} mAh/cm² of its own area, not ${p2.theoreticalAbout.text}: current densities and capacities of the paper need their area named.`,
      };
    },
  },
  {
    id: "I13a",
    paper: "P2",
    place: "p. 1683, methods; p. 1684",
    statement: "The stack is under 10 MPa; micro- or nano-scale voids stay between NaK and NASICON.",
    method:
      "Pore radius that the liquid enters under a pressure (arithmetic/capillarity: poreRadius): if the liquid carries the 10 MPa, only smaller voids stay.",
    wouldChange: "Whether the plunger presses on the liquid or on the O-ring; a void seen above the bound.",
    dependsOn: [
      "contact angle 120–140°, assumed",
      "surface tension by Butler's equation (thermo/properties), ± 2 σ",
      "voids of 1 nm to the 1.3 µm of a pixel: the images show none",
    ],
    evaluate: ({ p2, alloy }) => {
      const tension = alloy.surfaceTension(fromPotassiumMass(inSi(p2.alloySmallK)));
      const pore = (unit: string, pressure: number): Ranged =>
        spread(unit, (g, angle) => poreRadius(g, angle, pressure), tension, range(120 * degrees, 140 * degrees, ""));
      const [pressed, open] = [pore("nm", inSi(p2.pressure)), pore("µm", 1e5)];
      return {
        checks: [check("voids that stay under 10 MPa", "necessary", p2.voidSize, range(0, pressed.upper, "nm"))],
        computed: [
          ours("pores filled under 10 MPa, radius above", pressed),
          ours("pores filled under 1 bar, radius above", open),
        ],
        because: `Under ${n(p2.pressure.value)} MPa a liquid of ${n(1000 * tension.value)} mN/m that does not wet fills pores above ${n(pressed.lower, 2)}–${n(pressed.upper, 2)} nm, under 1 bar above ${n(open.lower, 2)}–${n(open.upper, 2)} µm: with the full pressure on it, voids of micrometres could not stay; if the O-ring carries it, they can. The text does not say which.`,
      };
    },
  },
  {
    id: "I14",
    paper: "P2",
    place: "p. 1685",
    statement:
      "More K “can increase the elasticity”, which keeps contact; NaK65 turns unstable at 0.15, NaK50 at 0.6 mA/cm².",
    bothPrinted: true,
    method:
      "Threshold of NaK65 over that of NaK50: elasticity would explain it if it did not fall; surface tension of the alloys by Butler's equation (thermo/properties).",
    wouldChange: "Thresholds that rise with K.",
    dependsOn: ["the threshold of stripping measures how well contact is kept"],
    evaluate: ({ p2, alloy }) => {
      const trend = spread("", (a, b) => a / b, p2.thresholdMiddleK, p2.thresholdSmallK);
      const tension = (w: Ranged): Ranged => scaled(alloy.surfaceTension(fromPotassiumMass(inSi(w))), 1000, "mN/m");
      const tensions = beside(() => [tension(p2.alloySmallK), tension(p2.alloyLargeK)] as const);
      const change = tensions && 100 * (tensions[1].value / tensions[0].value - 1);
      const told = tensions
        ? `, and its surface tension goes from ${n(tensions[0].value)} to ${n(tensions[1].value)} mN/m, ${n(change ?? 0, 2)} %: neither gives a fourfold change`
        : "";
      return {
        checks: [check("threshold of NaK65 over NaK50", "sufficient", p2.contactTrend, trend)],
        computed: tensions
          ? [ours("surface tension of NaK50", tensions[0]), ours("surface tension of NaK80", tensions[1])]
          : [],
        because: `${n(p2.thresholdMiddleK.value)} / ${n(p2.thresholdSmallK.value)} = ${n(trend.value)}: the threshold falls with K. A liquid has no elasticity of shape${told}. The paper names the Na content for the fall.`,
      };
    },
  },
  {
    id: "I16",
    paper: "P2",
    place: "p. 1683, methods",
    statement: "The sweeps have an amplitude of 5 µA; the staircase begins at 0.05 and climbs by 0.01 mA/cm².",
    method:
      "Amplitude over the pool's area, against the first bias and the step. The paper calls it neither small nor linear: a share of at most 10 % would make the response linear, a larger one leaves it open.",
    wouldChange:
      "Sweeps without harmonics at the first steps: small against the thermal voltage over the resistance is what counts.",
    dependsOn: ["small means at most 10 %: ours; from 26 % on the row would say reproduced", "area of the 7 mm pool"],
    evaluate: ({ p2 }) => {
      const amplitude = spread("µA/cm²", (i, d) => i / discArea(d), p2.perturbation, p2.poolDiameter);
      const share = spread("%", (i, d, j) => i / discArea(d) / j, p2.perturbation, p2.poolDiameter, p2.staircaseFirst);
      const step = amplitude.value / (1e3 * p2.staircaseStep.value);
      return {
        checks: [check("share of the first bias", "sufficient", p2.smallPerturbation, share)],
        computed: [ours("amplitude", amplitude), ours("amplitude over the step", exactly(step, ""))],
        because: `${n(p2.perturbation.value)} µA / ${n(1e4 * discArea(inSi(p2.poolDiameter)))} cm² = ${n(amplitude.value)} µA/cm²: ${n(share.value)} % of ${n(p2.staircaseFirst.value)} mA/cm² and ${n(step)} steps of ${n(p2.staircaseStep.value)} mA/cm². From ${n(amplitude.value / 100, 2)} mA/cm² on it is below 10 %.`,
      };
    },
  },
  {
    id: "I17",
    paper: "P2",
    place: "p. 1686",
    statement: "Liquid metals deform in milliseconds, which “resembles” a relaxation time that moves to ~1e-5 s.",
    bothPrinted: true,
    method:
      "The two printed times; motion would explain the relaxation if they met. Capillary time √(ρL³/γ) of a void of one pixel beside them (arithmetic/capillarity: capillaryTime).",
    wouldChange: "A relaxation time of milliseconds at high current.",
    dependsOn: [
      "voids below 1.3 µm, since the images show none",
      "exponents of the times, damaged in our text",
      "surface tension by Butler's equation (thermo/properties)",
    ],
    evaluate: ({ p2, alloy }) => {
      const x = fromPotassiumMass(inSi(p2.alloySmallK));
      const time = (length: Ranged): Ranged =>
        spread("s", capillaryTime, alloy.density(x), length, alloy.surfaceTension(x));
      const times = beside(() => [time(p2.pixel), time(exactly(1, "mm"))] as const);
      const told = times
        ? ` A body of 1 mm moves in ${n(1000 * times[1].value, 2)} ms, a void of ${n(p2.pixel.value)} µm closes in ${n(times[0].value, 2)} s.`
        : "";
      return {
        checks: [check("relaxation, motion", "sufficient", p2.fastArc, p2.mechanicalTime)],
        computed: times
          ? [ours("time of a void to close", range(0, times[0].upper, "s")), ours("a body of 1 mm", times[1])]
          : [],
        because: `Milliseconds are some hundred times the relaxation time that stands beside them.${told} A relaxation time is a resistance times a capacitance: its value says nothing of motion either way.`,
      };
    },
  },
  {
    id: "I18",
    paper: "P2",
    place: "Figures 3, 4; p. 1688",
    statement: "Stripping at 1 mA/cm² directly gives minimal capacity; the staircase held 0.9 to 1 mA/cm².",
    bothPrinted: true,
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
