import { braggSpacing, CU_K_ALPHA_1 } from "../arithmetic/diffraction.ts";
import { exactly, spread } from "../ranged.ts";
import { type ClaimRow, check, n, ours, theirs } from "./row.ts";

const difference = (a: number, b: number): number => a - b;

/** Claims of P1 about spectra, full cells and profiles. */
export const spectraRows: readonly ClaimRow[] = [
  {
    id: "A11",
    paper: "P1",
    place: "Figure 5 and the text to it",
    statement:
      "K 2p3/2 moves from 294 to 293.4 eV in five cycles (K metal 294.7) and Cl 2p3/2 stands at 208.7: KClO₄ forms.",
    method: "Differences of the printed binding energies; the assignment waits for fitted spectra.",
    wouldChange: "A fit of the K 2p and C 1s region with charge reference and KClO₄, KC₈ and metal as candidates.",
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
    wouldChange: "The open-circuit curve of K₂/₃Ni₁/₃Mn₂/₃O₂ and the loading of the cathode.",
    dependsOn: ["cathode loading and electrolyte volume are not in the paper"],
    standing: "pending",
    decidedBy: "full-cell study with an electrolyte of two cations",
    evaluate: ({ p1, alloy }) => {
      const sodium = alloy.assessed("mV", (of) => of.potentials(p1.nominal.value / 100).sodium);
      return {
        checks: [],
        claimed: [theirs("first plateau", p1.plateauLow), theirs("second plateau", p1.plateauHigh)],
        computed: [ours("what alloying takes from a plateau against Na", sodium)],
        because: `Against Na50K50 instead of Na each plateau falls by ${n(sodium.value)} mV only; the change of profile must come from the cathode.`,
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
];
