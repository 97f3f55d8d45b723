import { DomainError } from "../../base/errors.ts";
import { amountFromCharge, chargeFromAmount, cycleTime, discArea, layerThickness } from "../arithmetic/charge.ts";
import { alloyMolarMass, arealMass, metalAmount, potassiumStock } from "../geometry.ts";
import { POTASSIUM_PERCHLORATE_MOLAR_VOLUME as SALT_VOLUME } from "../materials.ts";
import type { LiquidElectrolytePaper } from "../papers/liquid-electrolyte-paper.ts";
import { inWords } from "../papers/paper-number.ts";
import { between, inSi, type Ranged, range, spread } from "../ranged.ts";
import { beside, type ClaimRow, check, n, ours, theirs } from "./row.ts";

/** Areal charge of K that a dense layer of KClO₄ holds: one K⁺ each. */
const chargeInLayer = (thickness: number, volume: number): number => chargeFromAmount(thickness / volume);

/** Cycles in a time at the current density and capacity of P1. */
function cyclesIn(time: Ranged, p1: LiquidElectrolytePaper): Ranged {
  return spread("cycles", (t, q, j) => t / cycleTime(q, j), time, p1.capacity, p1.currentDensity);
}

/** Share of the K of one electrode that a dense KClO₄ layer of the printed thickness holds. */
function shareInLayer(p1: LiquidElectrolytePaper): Ranged {
  return spread("%", (h, v, q) => chargeInLayer(h, v) / q, p1.layerThickness, SALT_VOLUME, potassiumStock(p1));
}

/** Claims about the electrodes, the cycling and the salt layer of P1. */
export const liquidCellRows: readonly ClaimRow[] = [
  {
    id: "A3",
    paper: "P1",
    place: "p. 3; Figure S9",
    statement: "About 2.8 mg of alloy on a 6 mm disc are the 9.9 mg/cm² of the small loading.",
    method:
      "Mass over disc area (arithmetic/charge: discArea); volume from the molar volume of the liquid (alloyProperties of thermo/properties), which contains the measured contraction on mixing: added molar volumes would give 1 % more.",
    wouldChange: "Another disc diameter: 5.7 mm would give 11 mg/cm².",
    dependsOn: ["molar volume of the liquid, extrapolated to 25 °C"],
    evaluate: ({ p1, alloy }) => {
      const x = inSi(p1.nominal);
      const loading = arealMass(p1);
      const volume = beside(() =>
        spread("mm³", (m, v) => (m / alloyMolarMass(x)) * v, p1.massLoaded, alloy.molarVolume(x)),
      );
      const room = spread("mm³", (d, h) => discArea(d) * h, p1.discDiameter, p1.discThickness);
      const stock = potassiumStock(p1);
      return {
        checks: [check("loading", "estimate", p1.smallLoading, loading)],
        claimed: [theirs("mass", p1.massLoaded), theirs("disc", p1.discDiameter)],
        computed: [
          ...(volume ? [ours("volume of the alloy", volume)] : []),
          ours("volume of the disc", room),
          ours("K, and Na, as charge", stock),
        ],
        because: `${n(p1.massLoaded.value)} mg / ${n(1e4 * discArea(inSi(p1.discDiameter)), 4)} cm² = ${n(loading.value)} mg/cm², that is ${n(stock.value)} mAh/cm² of K and as much Na.${volume ? ` Its volume, ${n(volume.value)} µL, fits into the ${n(room.value)} µL of the disc.` : ""}`,
      };
    },
  },
  {
    id: "A4",
    paper: "P1",
    place: "text to Figure 2b",
    statement: "170 h of cycling are about 35 cycles and 250 h about 50.",
    method: "Time over cycle time 2q/j (arithmetic/charge: cycleTime).",
    wouldChange: "Rests between the half cycles, which the text does not mention.",
    dependsOn: ["both half cycles reach 1 mAh/cm²"],
    evaluate: ({ p1 }) => {
      const [onset, end] = [cyclesIn(p1.onsetTime, p1), cyclesIn(p1.endTime, p1)];
      const hours = cycleTime(inSi(p1.capacity), inSi(p1.currentDensity)) / 3600;
      return {
        checks: [check("onset", "estimate", p1.onsetCycles, onset), check("end", "estimate", p1.endCycles, end)],
        because: `A cycle takes 2 · ${n(p1.capacity.value)} / ${n(p1.currentDensity.value)} = ${n(hours)} h: ${n(p1.onsetTime.value)} h are ${n(onset.value)} cycles, ${n(p1.endTime.value)} h are ${n(end.value)}.`,
      };
    },
  },
  {
    id: "A5",
    paper: "P1",
    place: "Figure 1d, e and the text to it",
    statement: "EDS of two regions and of the whole map deviates by 2, 22 and 7 from equal shares of Na and K.",
    method: "Differences in percentage points; area share of the two regions by mass balance.",
    wouldChange: "Reading the deviations as relative: they would be 4, 44 and 14 %.",
    dependsOn: ["deviations are percentage points", "the map consists of the two regions alone"],
    evaluate: ({ p1 }) => {
      const off = (read: Ranged): Ranged => {
        const { value, lower, upper } = spread("points", (a, b) => a - b, read, p1.nominal);
        const [near, far] = [Math.min(Math.abs(lower), Math.abs(upper)), Math.max(Math.abs(lower), Math.abs(upper))];
        return between(lower <= 0 && upper >= 0 ? 0 : near, far, "points", Math.abs(value));
      };
      const [one, two, whole] = [off(p1.regionOne), off(p1.regionTwo), off(p1.wholeMap)];
      const difference = (read: Ranged): string => `|${n(read.value)} − ${n(p1.nominal.value)}|`;
      const share = spread("%", (all, a, b) => (all - b) / (a - b), p1.wholeMap, p1.regionOne, p1.regionTwo);
      const relative = [one, two, whole].map((d) => n((100 * d.value) / p1.nominal.value, 2));
      return {
        checks: [
          check("region 1", "estimate", p1.deviationOne, one),
          check("region 2", "estimate", p1.deviationTwo, two),
          check("whole map", "estimate", p1.deviationWhole, whole),
        ],
        claimed: [
          theirs("Na in region 1", p1.regionOne),
          theirs("Na in region 2", p1.regionTwo),
          theirs("Na in the map", p1.wholeMap),
        ],
        computed: [ours("share of region 1", share)],
        because: `${difference(p1.regionOne)} = ${n(one.value)}, ${difference(p1.regionTwo)} = ${n(two.value)}, ${difference(p1.wholeMap)} = ${n(whole.value)} percentage points; relative to ${n(p1.nominal.value)} they would be ${relative.join(", ")} %. The map follows from the two regions if the first covers (${n(p1.wholeMap.value)} − ${n(p1.regionTwo.value)}) / (${n(p1.regionOne.value)} − ${n(p1.regionTwo.value)}) = ${n(share.value)} % of it.`,
      };
    },
  },
  {
    id: "A6",
    paper: "P1",
    place: "Figure 3g–l",
    statement: "After the first cycle the electrode still holds 48 at.% Na.",
    method: "A measured composition; the only computed number is what equal stripping of both metals would leave.",
    wouldChange: "Nothing: a model starts or is compared here.",
    dependsOn: [],
    standing: "input",
    evaluate: ({ p1 }) => ({
      checks: [],
      claimed: [theirs("Na after cycle 1", p1.afterFirstCycle)],
      because: `Two points below the nominal ${n(p1.nominal.value)} at.%, as EDS scatters in A5; a loss of K would raise the Na content.`,
    }),
  },
  {
    id: "A7",
    paper: "P1",
    place: "Figure 2c and the text to it",
    statement: "From the first to the 50th cycle the impedance grows from 0.5 to 70 kΩ, about 350 times.",
    method: "Ratio of the two printed impedances.",
    wouldChange: "A first value of 0.2 kΩ or a last one of 175 kΩ in Figure 2c.",
    dependsOn: ["≈ leaves ± 10 % open, or half of the last digit"],
    evaluate: ({ p1 }) => {
      const ratio = spread("", (a, b) => a / b, p1.resistanceAfter, p1.resistanceBefore);
      return {
        checks: [check("growth", "estimate", p1.resistanceGrowth, ratio)],
        because: `${n(p1.resistanceAfter.value)} / ${n(p1.resistanceBefore.value)} = ${n(ratio.value)}, at most ${n(ratio.upper)} with what “≈” leaves open; ${n(p1.resistanceGrowth.value)} is ${n(p1.resistanceGrowth.value / ratio.value, 2)} times that.`,
      };
    },
  },
  {
    id: "A8",
    paper: "P1",
    place: "Figure 4b–e",
    statement: "After 40 cycles about 15 µm of KClO₄ cover the electrode, made of the K that left it.",
    method:
      "K in a dense layer over K of the electrode (arithmetic/charge); the layer that all K would make bounds the thickness.",
    wouldChange: "A porosity of the layer, or the electrolyte volume: either fixes how much K the layer holds.",
    dependsOn: [
      "dense KClO₄ (solids of thermo/properties)",
      "one electrode's K",
      "K also in separator, host (KC₈) or solution is not counted",
    ],
    evaluate: ({ p1 }) => {
      const stock = potassiumStock(p1);
      const all = spread("µm", (q, v) => layerThickness(q, v), stock, SALT_VOLUME);
      const held = spread("µmol/cm²", (h, v) => h / v, p1.layerThickness, SALT_VOLUME);
      const charge = spread("mAh/cm²", chargeInLayer, p1.layerThickness, SALT_VOLUME);
      const amount = spread(
        "µmol",
        (h, d, v) => (h * discArea(d)) / v,
        p1.layerThickness,
        p1.discDiameter,
        SALT_VOLUME,
      );
      const drained = spread("mm³", (a, c) => a / c, amount, p1.saltConcentration);
      const share = shareInLayer(p1);
      return {
        checks: [check("layer of at most all K", "necessary", p1.layerThickness, range(0, all.upper, "µm"))],
        computed: [
          ours("share of the K in the layer", share),
          ours("K in the layer", charge),
          ours("amount in the layer", amount),
          ours("1 M electrolyte drained of anions", drained),
        ],
        because: `${n(p1.layerThickness.value)} µm of dense KClO₄ hold ${n(held.value)} µmol/cm², ${n(amount.value)} µmol on the disc: ${n(charge.value, 3)} of ${n(stock.value)} mAh/cm², ${n(share.value, 2)} % of the electrode's K, and the anions of ${n(drained.value, 2)} µL of electrolyte. All K would make ${n(all.value, 3)} µm. The layer is possible; nothing here says why it is that thick.`,
      };
    },
  },
  {
    id: "A9",
    paper: "P1",
    place: "Figure 4f–h",
    statement: "By about cycle 40 all K has left the electrode; only Na is seen under the salt.",
    method:
      "K lost per cycle over the charge stripped per cycle bounds it; the share that the salt layer of A8 holds must account for it.",
    wouldChange: "A K balance of separator, counter electrode and carbon host (KC₈), or the porosity of the layer.",
    dependsOn: ["dense KClO₄", "EDS and XRD see only what is bare: K in KC₈ or below is not excluded"],
    evaluate: ({ p1 }) => {
      const stock = potassiumStock(p1);
      const share = spread("%", (q, cycles, capacity) => q / cycles / capacity, stock, p1.imagedCycle, p1.capacity);
      const held = shareInLayer(p1);
      return {
        checks: [
          check("K lost over charge stripped", "necessary", inWords("at most all", "%", 0, 100), share),
          check("K found in the salt layer", "sufficient", p1.potassiumLeft, held),
        ],
        because: `${n(stock.value)} mAh/cm² of K in ${n(p1.imagedCycle.value)} cycles are ${n((share.value / 100) * p1.capacity.value)} mAh/cm² a cycle, ${n(share.value)} % of the charge stripped: possible. But the layer of ${n(p1.layerThickness.value)} µm accounts for ${n(held.value, 2)} % of the K only; where the rest went is not shown.`,
      };
    },
  },
  {
    id: "A14",
    paper: "P1",
    place: "text to Figure S9",
    statement: "At 5C full cells with 9.9 mg/cm² last about 150 cycles and those with 27 mg/cm² about 1000.",
    method:
      "Ratio of lives against the ratio of K stocks, to the power 1 (K lost evenly) to 2 (loss slowed by a growing layer).",
    wouldChange: "Cathode loading and electrolyte volume, which the paper does not give: they fix the loss per cycle.",
    dependsOn: ["life ends when a fixed share of K is lost", "exponent 1 to 2 of the law of loss"],
    evaluate: ({ p1 }) => {
      const stock = spread("", (a, b) => a / b, p1.largeLoading, p1.smallLoading);
      const lives = spread("", (a, b) => a / b, p1.largeLoadingLife, p1.smallLoadingLife);
      const square = stock.value ** 2;
      const bracket = range(stock.lower, stock.upper ** 2, "");
      const claimed = { ...lives, text: `≈${n(lives.value)}` };
      const charge = (q: Ranged): Ranged =>
        spread("mAh/cm²", (m, x) => chargeFromAmount(metalAmount(x, m).potassium), q, p1.nominal);
      const [small, large] = [charge(p1.smallLoading), charge(p1.largeLoading)];
      return {
        checks: [check("ratio of lives", "necessary", claimed, bracket)],
        computed: [ours("K stock, small", small), ours("K stock, large", large)],
        because: `K stocks ${n(small.value)} and ${n(large.value)} mAh/cm², ratio ${n(stock.value)}; lives ${n(p1.smallLoadingLife.value)} and ${n(p1.largeLoadingLife.value, 4)}, ratio ${n(lives.value)}. An even loss would give ${n(p1.smallLoadingLife.value * stock.value)} cycles, a loss that slows as the layer grows up to ${n(p1.smallLoadingLife.value * square, 4)}: the data lie between and decide nothing.`,
      };
    },
  },
  {
    id: "A15",
    paper: "P1",
    place: "pp. 5–6",
    statement: "KFSI dissolves to over 1 M in carbonates; KClO₄ a few hundred times less than NaClO₄.",
    method: "Solubilities that P1 takes from the literature.",
    wouldChange: "Nothing: they enter the model of precipitation.",
    dependsOn: ["no number for KClO₄ in EC:DMC was found"],
    standing: "input",
    evaluate: ({ p1 }) => ({
      checks: [],
      claimed: [theirs("KFSI", p1.solubleSalt), theirs("NaClO₄ over KClO₄", p1.solubilityRatio)],
      because: "Inputs: measured elsewhere, nothing here derives them.",
    }),
  },
  {
    id: "A16",
    paper: "P1",
    place: "pp. 2–3; Figures 1b, 2b",
    statement:
      "The Na cell runs over 700 h before it shorts; the alloy electrode is about 150 µm thick, without voids.",
    method: "Cycles from time over cycle time; alloy volume over disc area bounds the thickness from below.",
    wouldChange: "An electrode measured thinner than the alloy it holds.",
    dependsOn: ["molar volume of the liquid, extrapolated to 25 °C"],
    standing: "input",
    evaluate: ({ p1, alloy }) => {
      const x = inSi(p1.nominal);
      const fill = spread("µm", (m, v) => (m / alloyMolarMass(x)) * v, arealMass(p1), alloy.molarVolume(x));
      const cycles = cyclesIn(p1.sodiumShortTime, p1);
      const room = range(fill.lower, Number.POSITIVE_INFINITY, "µm");
      return {
        checks: [check("electrode thickness", "necessary", p1.discThickness, room)],
        claimed: [theirs("Na cell", p1.sodiumShortTime), theirs("voltage limit", p1.voltageLimit)],
        computed: [ours("cycles of the Na cell", cycles)],
        because: `${n(p1.sodiumShortTime.value)} h are ${n(cycles.value)} cycles. The alloy alone would be ${n(fill.value)} µm thick, ${n((100 * fill.value) / p1.discThickness.value, 2)} % of the electrode: the fibres have the rest.`,
      };
    },
  },
  {
    id: "A17",
    paper: "P1",
    place: "Figure 3a",
    statement: "After one cycle dendrites of solid Na stand on the liquid Na50K50.",
    method:
      "Overall Na content after plating one half cycle against the liquidus at 25 °C (phaseWindows of thermo/electrode).",
    wouldChange: "A rate of alloying, slower than the plating: then solid Na outlives its equilibrium.",
    dependsOn: [
      "the electrode is one liquid, well mixed",
      "the K-Na assessment, a fit: liquidus ± 4 K (95 %); the interval takes one standard deviation, 2 K",
    ],
    evaluate: ({ p1, alloy }) => {
      const plated = spread(
        "at.%",
        (q, m, d, x) => {
          const { sodium, potassium } = metalAmount(x, m / discArea(d));
          const more = sodium + amountFromCharge(q);
          return more / (more + potassium);
        },
        p1.capacity,
        p1.massLoaded,
        p1.discDiameter,
        p1.nominal,
      );
      const { high } = alloy.window;
      const solid = alloy.solidAtHigh;
      const needed = inWords("solid Na seen", "at.%", high.lower, 100);
      return {
        checks: [check("Na content for solid Na", "sufficient", needed, plated)],
        computed: [ours("Na-rich end of the liquid", high)],
        because: `Plating ${n(p1.capacity.value)} mAh/cm² brings the electrode from ${n(p1.nominal.value)} to ${n(plated.value)} at.% Na; solid Na (${n(100 * solid)} at.%) is stable from ${n(high.value)} on. Equilibrium forbids the dendrites, so what is seen asks for alloying that is slower than plating, as P2 has it for its own cells.`,
      };
    },
  },
  {
    id: "A18",
    paper: "P1",
    place: "p. 5, text to Figure 2a",
    statement:
      "The rise of the overpotential within a half cycle could partly come from K stripping, which changes the composition and so the K potential.",
    method:
      "Reversible K potential (reversiblePotential of thermo/electrode) before and after all of one half cycle is taken from the K: what the change of composition can explain at most.",
    wouldChange:
      "A surface depleted far below the bulk; or a rise in Figure 2a of the size computed here or less, which composition alone would then give.",
    dependsOn: [
      "all charge is K: the most that composition can do",
      "10 mV as the least rise that is seen in a profile of tenths of a volt is ours, the figure is not digitised: from 1.7 mV down the row would say reproduced",
      "the electrode is well mixed",
      "the K-Na assessment, a fit: ± 2 σ of the covariance of its parameters",
    ],
    evaluate: ({ p1, alloy }) => {
      const before = inSi(p1.nominal);
      const taken = amountFromCharge(inSi(p1.capacity));
      const left = (mass: number): number => {
        const { sodium, potassium } = metalAmount(before, mass);
        if (potassium > taken) return sodium / (sodium + potassium - taken);
        throw new DomainError(
          `${n(p1.capacity.value)} mAh/cm² are more K than the electrode has (${n(chargeFromAmount(potassium) / 36_000)} mAh/cm²).`,
        );
      };
      const mass = arealMass(p1);
      const after = left(inSi(mass));
      const byMass = spread(
        "mV",
        (m) => alloy.thermodynamics.potentials(left(m)).potassium - alloy.thermodynamics.potentials(before).potassium,
        mass,
      );
      const band = alloy.assessed("mV", (of) => of.potentials(after).potassium - of.potentials(before).potassium);
      const half = band.upper - band.value;
      const rise = between(byMass.lower - half, byMass.upper + half, "mV", byMass.value);
      const [first, last] = [before, after].map((x) => 1000 * alloy.thermodynamics.potentials(x).potassium);
      return {
        checks: [check("rise of the K potential", "sufficient", p1.potentialRise, rise, 2)],
        because: `With all of ${n(p1.capacity.value)} mAh/cm² taken from K the Na content goes from ${n(100 * before)} to ${n(100 * after)} at.% and E(K) from ${n(first as number)} to ${n(last as number)} mV: ${n(rise.value, 2)} mV. The sign is right; composition alone explains a rise of that size, not one of ${n(p1.potentialRise.lower)} mV or more, and the paper says “partly”.`,
      };
    },
  },
];
