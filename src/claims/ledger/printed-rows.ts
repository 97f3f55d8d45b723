import { DomainError } from "../../base/errors.ts";
import { cycleTime } from "../arithmetic/charge.ts";
import { braggAngle } from "../arithmetic/diffraction.ts";
import { fromPotassiumMass } from "../geometry.ts";
import { spread } from "../ranged.ts";
import { type ClaimRow, check, n, ours, theirs } from "./row.ts";

/** Where two printed numbers or sentences of one paper are held against each other. */
export const printedRows: readonly ClaimRow[] = [
  {
    id: "I1",
    paper: "P1",
    place: "text to Figure 2c",
    statement: "≈0.5 and ≈70 kΩ stand beside “≈350 times”.",
    bothPrinted: true,
    sameAs: "A7",
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
    statement: "The caption gives Cl 2p3/2 of the perchlorate at 293.4 eV, the text at 208.7.",
    bothPrinted: true,
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
    statement: "The impedance of the Na cell is panel b by the caption, 2e by the text.",
    bothPrinted: true,
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
    statement: "The overpotential rises abruptly after ≈40 cycles (abstract), after 170 h, ≈35 cycles (text).",
    bothPrinted: true,
    method: "The two counts against each other, and the abstract's against 170 h over the cycle time (cycleTime).",
    wouldChange: "≈ read as ± 15 %: then 34 cycles are ≈40; or the rise at 34, the failure at the 40th cycle.",
    dependsOn: ["≈ leaves ± 10 % open: 36 to 44, and 31.5 to 38.5 cycles", "170 h is good to half an hour"],
    evaluate: ({ p1 }) => {
      const cycles = spread("cycles", (t, q, j) => t / cycleTime(q, j), p1.onsetTime, p1.capacity, p1.currentDensity);
      const hours = spread("h", (k, q, j) => k * cycleTime(q, j), p1.abstractCycles, p1.capacity, p1.currentDensity);
      return {
        checks: [
          check("count of the abstract, count of the text", "estimate", p1.abstractCycles, p1.onsetCycles),
          check("count of the abstract, 170 h", "estimate", p1.abstractCycles, cycles),
        ],
        computed: [ours("time of the abstract's cycles", hours)],
        because: `${n(p1.abstractCycles.lower)}–${n(p1.abstractCycles.upper)} and ${n(p1.onsetCycles.lower)}–${n(p1.onsetCycles.upper)} cycles overlap at their rims. ${n(p1.onsetTime.value)} h are ${n(cycles.value)} cycles, the text's ${p1.onsetCycles.text} but not the abstract's ${p1.abstractCycles.text}, which would be ${n(hours.value)} h.`,
      };
    },
  },
  {
    id: "I7",
    paper: "P1",
    place: "conclusions; p. 7, text to Figure 7c",
    statement:
      "The loss of K is “universal regardless of salt solubility”; the full cell in NaClO₄ “still functions as a Na-ion battery”.",
    bothPrinted: true,
    method: "Full cells whose cathode turned from Na to K after 20 cycles, of the two salts tried, as printed.",
    wouldChange: "The K content of the anode of the NaClO₄ full cell after its 20 cycles.",
    dependsOn: [
      "a cathode that takes up K shows the loss, one that does not leaves it open: KClO₄ falls out before it gets there",
    ],
    evaluate: ({ p1 }) => ({
      checks: [check("full cells that turned", "sufficient", p1.fullCellsUniversal, p1.fullCellsTurned)],
      claimed: [theirs("NaClO₄ over KClO₄", p1.solubilityRatio)],
      because: `${p1.fullCellsTurned.value} of ${p1.fullCellsUniversal.value} full cells turned to K, that with NaPF₆; with NaClO₄ the voltammogram did not change. With K held ${n(p1.solubilityRatio.lower)} to ${n(p1.solubilityRatio.upper)} times below Na the cathode sees none of it, so both sentences can hold; the full cells alone do not carry “universal”.`,
    }),
  },
  {
    id: "I7a",
    paper: "P1",
    place: "text to Figure 6",
    statement: "“Three compositions including” two that are named; Figure 6 shows the third.",
    bothPrinted: true,
    method: "Alloys counted in the text and in the caption of Figure 6.",
    wouldChange: "A fourth alloy in Figure 6.",
    dependsOn: [],
    evaluate: ({ p1 }) => ({
      checks: [check("alloys with K", "estimate", p1.compositionsTested, p1.compositionsDrawn)],
      because: "Na80K20 and Na60K40 are named, Na50K50 is the third of Figure 6: the count holds.",
    }),
  },
  {
    id: "I7b",
    paper: "P1",
    place: "p. 7, text to Figure 7d",
    statement: "The weak reflection near 16° of the cycled powder is likely residual unconverted NNMO.",
    method: "Place of (002) of the Na and of the K oxide by Bragg's law (arithmetic/diffraction: braggAngle).",
    wouldChange: "A reflection measured more than 0.5° from that of the Na oxide.",
    dependsOn: ["Cu Kα1, 0.15405929 nm"],
    evaluate: ({ p1 }) => {
      const [sodium, potassium] = [p1.spacingFirst, p1.spacingCycled].map((d) =>
        spread("°", (d0) => braggAngle(d0), d),
      );
      if (!sodium || !potassium) throw new DomainError("I7b: two spacings are needed");
      return {
        checks: [check("(002) of the Na oxide", "estimate", p1.weakReflection, sodium)],
        claimed: [theirs("2θ before", p1.reflectionFirst)],
        computed: [ours("(002) of the K oxide", potassium)],
        because: `(002) at ${n(p1.spacingFirst.value)} nm stands at ${n(sodium.value)}° (${n(p1.reflectionFirst.value, 4)}° measured), at ${n(p1.spacingCycled.value)} nm at ${n(potassium.value)}°: the sentence names the remnant rightly.`,
      };
    },
  },
  {
    id: "I15",
    paper: "P2",
    place: "p. 1687, p. 1688",
    statement: "The slow recovery of the interface goes on until 15 h (p. 1687), until 1 h (p. 1688).",
    bothPrinted: true,
    method: "The two times of the text.",
    wouldChange: "Figure 3c read at 1 h and 15 h.",
    dependsOn: ["both sentences are about Figure 3c"],
    evaluate: ({ p2 }) => ({
      checks: [check("end of the slow recovery", "estimate", p2.slowRecovery, p2.slowRecoveryLater)],
      because: `35 s to ${n(p2.slowRecovery.value)} h on one page, 35 s to ${n(p2.slowRecoveryLater.value)} h on the next.`,
    }),
  },
  {
    id: "I15a",
    paper: "P2",
    place: "p. 1688",
    statement: "The degradation recovers in ~5 s at most; at 0.25 mA/cm² there are processes that need over 10 s.",
    bothPrinted: true,
    method: "The two times of the text.",
    wouldChange: "Two processes, one of each time, which the text has too: then each is measured apart.",
    dependsOn: ["the first sentence is about the “reversible component” only"],
    evaluate: ({ p2 }) => ({
      checks: [check("recovery", "sufficient", p2.fullRecovery, p2.slowerProcess)],
      because: `${p2.fullRecovery.text} s and ${p2.slowerProcess.text} s cannot be one time; they can be two processes, and the capacities at 5 and 10 s rest do not tell them apart.`,
    }),
  },
  {
    id: "I15b",
    paper: "P2",
    place: "p. 1683, introduction, point (2)",
    statement: "“Na plating into Na”; the electrode of the paper is NaK.",
    bothPrinted: true,
    method: "Na content of the electrode as printed against that of NaK50 (parseComposition).",
    wouldChange: "Nothing: a slip for “into NaK”.",
    dependsOn: [],
    evaluate: ({ p2 }) => {
      const alloy = spread("at.%", fromPotassiumMass, p2.alloySmallK);
      return {
        checks: [check("Na in the electrode", "estimate", p2.platedInto, alloy)],
        because: `Na has ${n(p2.platedInto.value)} at.% Na, NaK50 ${n(alloy.value)}: the sentence means NaK.`,
      };
    },
  },
  {
    id: "I15c",
    paper: "P1",
    place: "p. 2, text to Figure 1f",
    statement:
      "“There is evidence of order that would lead to diffraction peaks”; there is no crystalline diffraction.",
    bothPrinted: true,
    method: "Reflections of the liquid: one at least by the one sentence, none by the other.",
    wouldChange: "Nothing: a slip for “no evidence”.",
    dependsOn: [],
    evaluate: ({ p1 }) => ({
      checks: [check("reflections besides those of KC₈", "estimate", p1.orderSeen, p1.reflectionsSeen)],
      because: "Evidence of order asks for a reflection; the sentence before says there is none but those of KC₈.",
    }),
  },
  {
    id: "I15d",
    paper: "P1",
    place: "caption of Figure 8",
    statement: "Five maps are labelled (b–f) twice; the scale bars are those of b–f and i–m.",
    bothPrinted: true,
    method: "First letter of the second set, as its place in the alphabet.",
    wouldChange: "Nothing: a misprint.",
    dependsOn: [],
    evaluate: ({ p1 }) => ({
      checks: [check("first panel of the second set", "estimate", p1.panelAgain, p1.panelScaleBars)],
      because: `Letter ${p1.panelAgain.value} (b) by its label, ${p1.panelScaleBars.value} (i) by the scale bars.`,
    }),
  },
  {
    id: "I19",
    paper: "P1",
    place: "texts to Figures 2, 6, 7 and S9",
    statement: "Figures 2 and S9 have 5 vol% FEC; the text to Figures 6 and 7 names none.",
    bothPrinted: true,
    method: "FEC as each figure's text gives it; not named is read as 0 to 5 vol%.",
    wouldChange: "A statement that Figures 6 and 7 also had 5 % FEC.",
    dependsOn: ["an additive that is not named may be there or not"],
    evaluate: ({ p1 }) => ({
      checks: [check("FEC", "necessary", p1.additive, p1.additiveLater)],
      because: `Figure 2 and S9 have ${n(p1.additive.value)} vol% FEC, Figures 6 and 7 name none, which leaves 0 to 5 open: their lives must not be pooled unasked.`,
    }),
  },
];
