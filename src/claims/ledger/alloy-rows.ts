import { potassium, sodium, standardPotentials } from "../../thermo/electrode/index.ts";
import { cycleTime } from "../arithmetic/charge.ts";
import { fromPotassiumMass, potassiumMass, sodiumFraction } from "../geometry.ts";
import { exactly, inSi, range, spread } from "../ranged.ts";
import { type ClaimRow, check, n, ours, theirs } from "./row.ts";

/** E°(K⁺/K) − E°(Na⁺/Na) in V, least and greatest over the solvents that thermo/electrode knows. */
function standardPotentialGap(): readonly [number, number] {
  const gaps = Object.values(standardPotentials).map(
    ({ potentials }) => (potentials[potassium.ion] ?? Number.NaN) - (potentials[sodium.ion] ?? Number.NaN),
  );
  return [Math.min(...gaps), Math.max(...gaps)];
}

const FIT = "the K-Na assessment shipped with the program, a fit: liquidus ± 2 K";

/** Claims about the alloy itself: where it is liquid, how noble its metals are. */
export const alloyRows: readonly ClaimRow[] = [
  {
    id: "A1",
    paper: "P1",
    place: "abstract; introduction; Scheme 1a",
    statement: "Between about 14 and 70 at.% Na the alloy is liquid at room temperature.",
    method:
      "Ends of the liquid range at 25 °C from the shipped assessment (equilibrium of thermo/equilibrium), and the same 2 K colder and warmer.",
    wouldChange: "A liquidus measured at either end that lies more than about 3 K off.",
    dependsOn: [FIT, "the fit uses these two limits of P1 among its data: agreement is no independent proof"],
    evaluate: ({ p1, alloy }) => ({
      checks: [
        check("K-rich end", "estimate", p1.windowLow, alloy.window.low),
        check("Na-rich end", "estimate", p1.windowHigh, alloy.window.high),
      ],
      because: `At ${n(alloy.temperature, 5)} K the liquid reaches from x = ${n(alloy.window.low.value)} to ${n(alloy.window.high.value)} at.% Na; ± ${n(alloy.liquidusAccuracy)} K of the liquidus moves the ends to ${n(alloy.window.low.lower)}–${n(alloy.window.low.upper)} and ${n(alloy.window.high.lower)}–${n(alloy.window.high.upper)}.`,
    }),
  },
  {
    id: "A2",
    paper: "P1",
    place: "introduction; Scheme 1b; Figures S1, S2",
    statement: "In liquid Na50K50 at 25 °C the chemical potential of K lies below that of Na.",
    method:
      "Chemical potentials of the liquid phase against SER (phaseState of thermo/electrode); what follows from them is I3.",
    wouldChange: "Another reference for either element: each element's zero is free, so the sign can be made either.",
    dependsOn: [FIT, "the reference SER of each element; the paper's supplement, not seen, is taken to use it"],
    evaluate: ({ p1, alloy }) => {
      const { sodium, potassium } = alloy.chemicalPotentials(inSi(p1.nominal));
      return {
        checks: [check("μ(K) − μ(Na)", "estimate", p1.potentialDifference, exactly(potassium - sodium, "J/mol"), 4)],
        computed: [ours("μ(K)", exactly(potassium, "J/mol"), 5), ours("μ(Na)", exactly(sodium, "J/mol"), 5)],
        because: `μ(K) − μ(Na) = ${n(potassium, 5)} − (${n(sodium, 5)}) = ${n(potassium - sodium, 4)} J/mol: the sign is as stated. The difference compares two elements, each with a zero of its own, and tells nothing of reactivity (I3).`,
      };
    },
  },
  {
    id: "A10",
    paper: "P1",
    place: "p. 6; Figure 6",
    statement: "Na80K20 is liquid Na70K30 with solid Na, cycles much like Na and shorts after about 750 h.",
    method:
      "Phases and their shares at 25 °C (equilibrium of thermo/equilibrium), which is the lever rule; number of cycles from time over cycle time (arithmetic/charge).",
    wouldChange: "A simulated ageing of the Na80K20 cell beside the Na cell.",
    dependsOn: [FIT],
    standing: "pending",
    decidedBy: "ageing study of the liquid-electrolyte cell",
    evaluate: ({ p1, alloy }) => {
      const x = inSi(p1.mixedAlloy);
      const high = alloy.window.high.value / 100;
      const fraction = alloy.liquidShare(x);
      const cycles = spread(
        "cycles",
        (t, q, j) => t / cycleTime(q, j),
        p1.mixedShortTime,
        p1.capacity,
        p1.currentDensity,
      );
      return {
        checks: [check("liquid beside solid Na", "estimate", p1.mixedLiquid, alloy.window.high)],
        claimed: [theirs("time to the short", p1.mixedShortTime)],
        computed: [ours("liquid share of the atoms", exactly(fraction, "")), ours("cycles to the short", cycles)],
        because: `Lever rule at x = ${n(x)}: (${n(alloy.solidAtHigh)} − ${n(x)}) / (${n(alloy.solidAtHigh)} − ${n(high)}) = ${n(fraction)} of the atoms are liquid of ${n(alloy.window.high.value)} at.% Na. ${n(p1.mixedShortTime.value)} h are ${n(cycles.value)} cycles. The phases are as stated; the cycling is not computed yet.`,
      };
    },
  },
  {
    id: "B1",
    paper: "P2",
    place: "p. 1682, introduction",
    statement: "Between about 44 and 88 wt% K the alloy is liquid at room temperature.",
    method:
      "Both ends, as wt% K (parseComposition), held against the liquid range at 25 °C (equilibrium of thermo/equilibrium).",
    wouldChange: "A melting point of either end above 25 °C.",
    dependsOn: [FIT],
    evaluate: ({ p2, alloy }) => {
      const low = 100 * potassiumMass(alloy.window.high.value / 100);
      const high = 100 * potassiumMass(alloy.window.low.value / 100);
      const liquid = range(low, high, "wt%");
      const [t44, t88] = [p2.windowLow, p2.windowHigh].map((w) => alloy.liquidus(fromPotassiumMass(inSi(w))) - 273.15);
      return {
        checks: [
          check("Na-rich end lies in the liquid range", "estimate", p2.windowLow, liquid),
          check("K-rich end lies in the liquid range", "estimate", p2.windowHigh, liquid),
        ],
        because: `At ${n(alloy.temperature, 5)} K the alloy is liquid from ${n(low)} to ${n(high)} wt% K: the stated range lies inside. Its ends begin to freeze at ${n(t44 ?? Number.NaN)} and ${n(t88 ?? Number.NaN)} °C, so they are not the limits of one temperature (I8).`,
      };
    },
  },
  {
    id: "I3",
    paper: "P1",
    place: "introduction; Scheme 1b",
    statement:
      "Alloying makes K the more reactive metal, because its chemical potential in the alloy is the lower one.",
    method:
      "Shift of both reversible potentials against the pure metals (reversiblePotential of thermo/electrode): what the alloy adds to E(K) − E(Na).",
    wouldChange: "Nothing: a chemical potential that falls makes a metal nobler, whatever the reference.",
    dependsOn: [FIT, "standard potentials in the electrolyte: −0.22 V in water to −0.32 V in propylene carbonate"],
    evaluate: ({ p1, alloy }) => {
      const { sodium, potassium } = alloy.potentials(inSi(p1.nominal));
      const added = 1000 * (potassium - sodium);
      const [low, high] = standardPotentialGap();
      return {
        checks: [check("what alloying adds to E(K) − E(Na)", "estimate", p1.alloyingBenefit, exactly(added, "mV"))],
        computed: [
          ours("E(Na) against pure Na", exactly(1000 * sodium, "mV")),
          ours("E(K) against pure K", exactly(1000 * potassium, "mV")),
          ours("E(K) − E(Na) in the alloy", range(1000 * low + added, 1000 * high + added, "mV")),
        ],
        because: `In the alloy Na is ${n(1000 * sodium)} mV and K ${n(1000 * potassium)} mV nobler than the pure metal: alloying narrows the gap by ${n(added)} mV. K is the more reactive one because E°(K) lies ${n(-1000 * high)} to ${n(-1000 * low)} mV below E°(Na).`,
      };
    },
  },
  {
    id: "I4",
    paper: "P1",
    place: "text to Figure 6",
    statement: "In Na80K20 the x of NaxK100−x is 20.",
    method: "Composition read by parseComposition of units/composition.",
    wouldChange: "A definition of x as the K content, against the formula of the same paper.",
    dependsOn: [],
    evaluate: ({ p1 }) => {
      const { value } = p1.mixedAlloy;
      const x = exactly(100 * sodiumFraction(`Na${value}K${100 - value}`), "at.%");
      return {
        checks: [check("x", "estimate", p1.mixedAlloyPrintedX, x)],
        because: `x is the at.% of Na: ${n(x.value)} in Na80K20, not ${p1.mixedAlloyPrintedX.text}, which is that of K.`,
      };
    },
  },
  {
    id: "I8",
    paper: "P2",
    place: "p. 1682, introduction; P1 abstract",
    statement: "Both papers give the same liquid range of the alloy, and mean the same by 50 % K.",
    method: "P2's limits in wt% K converted to at.% Na (parseComposition) and held against P1's.",
    wouldChange: "Nothing: it is the conversion between wt% and at.%.",
    dependsOn: ["standard atomic weights"],
    evaluate: ({ p1, p2 }) => {
      const convert = (w: number): number => fromPotassiumMass(w);
      const low = spread("at.%", convert, exactly(p2.windowHigh.value, "wt%"));
      const high = spread("at.%", convert, exactly(p2.windowLow.value, "wt%"));
      const second = 100 * sodiumFraction("NaK50");
      return {
        checks: [
          check("K-rich end", "estimate", p1.windowLow, low),
          check("Na-rich end", "estimate", p1.windowHigh, high),
        ],
        computed: [ours("NaK50 of P2", exactly(second, "at.%"))],
        because: `${p2.windowHigh.text} wt% K is ${n(low.value)} at.% Na against ${p1.windowLow.text}; ${p2.windowLow.text} wt% K is ${n(high.value)} against ${p1.windowHigh.text}. P1's range is ${n(100 * potassiumMass(inSi(p1.windowHigh)))} to ${n(100 * potassiumMass(inSi(p1.windowLow)))} wt% K. NaK50 of P2 has ${n(second)} at.% Na, Na50K50 of P1 has ${n(p1.nominal.value)}.`,
      };
    },
  },
];
