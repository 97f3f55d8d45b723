import { cycleTime } from "../arithmetic/charge.ts";
import { braggAngle, braggSpacing, CU_K_ALPHA_1 } from "../arithmetic/diffraction.ts";
import { exactly, spread } from "../ranged.ts";
import { type ClaimRow, check, n, ours, theirs } from "./row.ts";

const difference = (a: number, b: number): number => a - b;

/** Claims of P1 about spectra, full cells and profiles, and where its text and captions disagree. */
export const spectraRows: readonly ClaimRow[] = [
  {
    id: "A11",
    paper: "P1",
    place: "Figure 5 and the text to it",
    statement:
      "K 2p3/2 moves from 294 to 293.4 eV in five cycles (K metal 294.7) and Cl 2p3/2 stands at 208.7: KClO4 forms.",
    method: "Differences of the printed binding energies; the assignment waits for fitted spectra.",
    wouldChange: "A fit of the K 2p and C 1s region with charge reference and KClO4, KC8 and metal as candidates.",
    dependsOn: ["the charge reference, which the text does not give"],
    standing: "pending",
    decidedBy: "photoelectron study",
    evaluate: ({ p1 }) => {
      const shift = spread("eV", difference, p1.potassiumLineCycled, p1.potassiumLinePristine);
      const metal = spread("eV", difference, p1.potassiumLinePristine, p1.potassiumLineMetal);
      return {
        checks: [],
        claimed: [
          theirs("K 2p3/2, pristine", p1.potassiumLinePristine),
          theirs("K 2p3/2, 5 cycles", p1.potassiumLineCycled),
          theirs("Cl 2p3/2", p1.chlorineLine),
        ],
        computed: [ours("shift in five cycles", shift, 2), ours("pristine against K metal", metal, 2)],
        because: `${n(p1.potassiumLineCycled.value, 4)} − ${n(p1.potassiumLinePristine.value, 4)} = ${n(shift.value, 2)} eV; the pristine line stands ${n(-metal.value, 2)} eV below that of the metal.`,
      };
    },
  },
  {
    id: "A12",
    paper: "P1",
    place: "Figure 7a, b and the text to it",
    statement:
      "The NNMO cell shows plateaus at 3.3 and 3.7 V and turns to the profile of the K oxide from the 5th cycle on.",
    method: "Cell voltage against Na and against K in the alloy needs the potentials of the potassium oxide.",
    wouldChange: "The open-circuit curve of K2/3Ni1/3Mn2/3O2 and the loading of the cathode.",
    dependsOn: ["cathode loading and electrolyte volume are not in the paper"],
    standing: "pending",
    decidedBy: "full-cell study with an electrolyte of two cations",
    evaluate: ({ p1, alloy }) => {
      const { sodium } = alloy.potentials(p1.nominal.value / 100);
      return {
        checks: [],
        claimed: [theirs("first plateau", p1.plateauLow), theirs("second plateau", p1.plateauHigh)],
        computed: [ours("what alloying takes from a plateau against Na", exactly(1000 * sodium, "mV"))],
        because: `Against Na50K50 instead of Na each plateau falls by ${n(1000 * sodium)} mV only; the change of profile must come from the cathode.`,
      };
    },
  },
  {
    id: "A13",
    paper: "P1",
    place: "Figure 7d and the text to it",
    statement: "(002) of the cathode moves from 15.92° to 13.05°: its spacing grows from 0.56 to 0.68 nm.",
    method: "Bragg's law with Cu Kα1 (arithmetic/diffraction: braggSpacing).",
    wouldChange: "Another radiation: the text does not name it.",
    dependsOn: ["Cu Kα1, 0.15405929 nm"],
    evaluate: ({ p1 }) => {
      const [first, cycled] = [p1.reflectionFirst, p1.reflectionCycled].map((angle) =>
        spread("nm", (twoTheta) => braggSpacing(twoTheta), angle),
      ) as [ReturnType<typeof spread>, ReturnType<typeof spread>];
      const wave = n(1e9 * CU_K_ALPHA_1, 5);
      const growth = 100 * (cycled.value / first.value - 1);
      return {
        checks: [
          check("spacing before", "estimate", p1.spacingFirst, first, 4),
          check("spacing after 20 cycles", "estimate", p1.spacingCycled, cycled, 4),
        ],
        claimed: [theirs("2θ before", p1.reflectionFirst), theirs("2θ after", p1.reflectionCycled)],
        computed: [ours("growth", exactly(growth, "%"))],
        because: `${wave} / (2 sin ${n(p1.reflectionFirst.value / 2)}°) = ${n(first.value, 4)} nm and ${wave} / (2 sin ${n(p1.reflectionCycled.value / 2, 4)}°) = ${n(cycled.value, 4)} nm, ${n(growth)} % more.`,
      };
    },
  },
  {
    id: "A19",
    paper: "P1",
    place: "Figure 2a and the text to it",
    statement: "Na shows a spike and two plateaus in each half cycle, the alloy a spike and a steady rise.",
    method: "Features of the half cycles of a measured and of a simulated profile.",
    wouldChange: "The voltage file of Figure 2a.",
    dependsOn: ["the figure is not digitised"],
    standing: "pending",
    decidedBy: "cycling study: half-cycle features",
    evaluate: () => ({ checks: [], because: "No number to compute from the text." }),
  },
  {
    id: "I1",
    paper: "P1",
    place: "text to Figure 2c",
    statement: "The two impedances and their ratio fit together.",
    method: "The ratio of A7 turned round: which first or last value it would need.",
    wouldChange: "A misprint in one of the three numbers.",
    dependsOn: ["≈ leaves ± 10 % open"],
    evaluate: ({ p1 }) => {
      const first = spread("kΩ", (z, ratio) => z / ratio, p1.resistanceAfter, p1.resistanceGrowth);
      const last = spread("kΩ", (z, ratio) => z * ratio, p1.resistanceBefore, p1.resistanceGrowth);
      return {
        checks: [
          check("first impedance that the ratio needs", "estimate", p1.resistanceBefore, first),
          check("last impedance that the ratio needs", "estimate", p1.resistanceAfter, last),
        ],
        because: `${n(p1.resistanceGrowth.value)} needs ${n(first.value)} kΩ at first or ${n(last.value)} kΩ at last; printed are ${n(p1.resistanceBefore.value)} and ${n(p1.resistanceAfter.value)} kΩ, ratio ${n(p1.resistanceAfter.value / p1.resistanceBefore.value)}.`,
      };
    },
  },
  {
    id: "I2",
    paper: "P1",
    place: "caption of Figure 5; text to it",
    statement: "The caption's Cl 2p3/2 of the perchlorate is that of the text.",
    method: "The caption's energy against the two energies of the text.",
    wouldChange: "Nothing: 293.4 eV is the text's K 2p3/2.",
    dependsOn: [],
    evaluate: ({ p1 }) => {
      const off = p1.captionChlorineLine.value - p1.chlorineLine.value;
      return {
        checks: [check("Cl 2p3/2", "estimate", p1.captionChlorineLine, p1.chlorineLine, 4)],
        computed: [ours("K 2p3/2 of the text", p1.potassiumLineCycled, 4)],
        because: `The caption's ${n(p1.captionChlorineLine.value, 4)} eV lies ${n(off)} eV above the text's Cl 2p3/2, ${n(p1.chlorineLine.value, 4)} eV, and equals its K 2p3/2, ${n(p1.potassiumLineCycled.value, 4)} eV: the caption names the wrong element.`,
      };
    },
  },
  {
    id: "I5",
    paper: "P1",
    place: "caption of Figure 2; text to it",
    statement: "Caption and text name the same panel for the impedance of the Na cell.",
    method: "Panel letters compared as their places in the alphabet.",
    wouldChange: "Nothing: a misprint.",
    dependsOn: [],
    evaluate: ({ p1 }) => ({
      checks: [check("panel", "estimate", p1.panelInCaption, p1.panelInText)],
      because: `The caption gives the Na cell's spectra letter ${p1.panelInCaption.value} of the alphabet (b), the text letter ${p1.panelInText.value} (e); b is the cycling.`,
    }),
  },
  {
    id: "I6",
    paper: "P1",
    place: "abstract; text to Figure 2b",
    statement: "Abstract and text name the same cycle for the sudden rise of the overpotential.",
    method: "170 h over the cycle time (arithmetic/charge: cycleTime) against the abstract's 40 cycles.",
    wouldChange: "Taking the 40th cycle as the one imaged, not that of the rise.",
    dependsOn: ["≈ leaves ± 10 % open: 36 to 44 cycles"],
    evaluate: ({ p1 }) => {
      const cycles = spread("cycles", (t, q, j) => t / cycleTime(q, j), p1.onsetTime, p1.capacity, p1.currentDensity);
      const hours = spread("h", (k, q, j) => k * cycleTime(q, j), p1.abstractCycles, p1.capacity, p1.currentDensity);
      return {
        checks: [check("onset", "estimate", p1.abstractCycles, cycles)],
        computed: [ours("time of the abstract's cycles", hours)],
        because: `${n(p1.onsetTime.value)} h are ${n(cycles.value)} cycles; ${n(p1.abstractCycles.value)} cycles would be ${n(hours.value)} h. Also, the voltage window is given against Na⁺/Na in a cell of two like electrodes, which has no reference.`,
      };
    },
  },
  {
    id: "I7",
    paper: "P1",
    place: "p. 7, text to Figure 7d; text to Figure 6",
    statement: "The weak reflection near 16° is that of the potassium oxide; three alloys were tested.",
    method:
      "Place of (002) at the K oxide's own spacing by Bragg's law (arithmetic/diffraction: braggAngle); alloys counted in Figure 6.",
    wouldChange:
      "Reading the sentence as a remnant of the sodium oxide in the cycled powder, which its second half suggests.",
    dependsOn: ["Cu Kα1, 0.15405929 nm"],
    evaluate: ({ p1 }) => {
      const place = spread("°", (d) => braggAngle(d), p1.spacingCycled);
      return {
        checks: [
          check("(002) of the K oxide", "estimate", p1.weakReflection, place),
          check("alloys with K in Figure 6", "estimate", p1.compositionsTested, p1.compositionsDrawn),
        ],
        computed: [ours("(002) of the Na oxide", p1.reflectionFirst, 4)],
        because: `(002) at ${n(p1.spacingCycled.value)} nm stands at ${n(place.value)}°; ${n(p1.weakReflection.value)}° is the place of the Na oxide, ${n(p1.reflectionFirst.value, 4)}°. The three alloys are Na80K20, Na60K40 and Na50K50: that count holds.`,
      };
    },
  },
  {
    id: "I19",
    paper: "P1",
    place: "texts to Figures 2, 6, 7 and S9",
    statement: "All cells of P1 have the same electrolyte.",
    method: "FEC as each figure's text gives it.",
    wouldChange: "A statement that Figures 6 and 7 also had 5 % FEC.",
    dependsOn: ["the text is complete: an additive that is not named is not there"],
    evaluate: ({ p1 }) => ({
      checks: [check("FEC", "estimate", p1.additive, p1.additiveLater)],
      because: `Figure 2 and S9 have ${n(p1.additive.value)} vol% FEC, Figures 6 and 7 name none: their lives must not be pooled.`,
    }),
  },
];
