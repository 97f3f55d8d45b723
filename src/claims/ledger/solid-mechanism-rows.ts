import { planarDiffusion, spotBound } from "../../cell/falsifiers/index.ts";
import { inWords } from "../papers/paper-number.ts";
import { exactly, inSi } from "../ranged.ts";
import { type ClaimRow, check, n, ours } from "./row.ts";
import { atLeast, rangedOf, strippingOf } from "./stripping-bounds.ts";

/** What P2 names as the cause of its limits, against the bounds of `cell/falsifiers`. */
export const solidMechanismRows: readonly ClaimRow[] = [
  {
    id: "B7a",
    paper: "P2",
    place: "pp. 1689–1690",
    statement:
      "The limits of stripping come of a Na concentration gradient by limited Na diffusion inside NaK: over the whole pool.",
    method:
      "Least current density at which planar diffusion brings the surface to the K liquidus before the pool, 3nF/L ∫ D̃ dc/(1 − c V̄) (cell/falsifiers: planarDiffusion). It can only refute.",
    wouldChange: "A diffusivity hundreds of times smaller than that of a liquid.",
    dependsOn: [
      "the current density over the geometric area of the pool, as the paper states it; a smaller contact is B7b",
      "interdiffusion by Darken's relation, not measured; ± 2 σ of the shipped properties",
    ],
    evaluate: ({ p2, alloy }) => {
      const bound = (w: typeof p2.alloySmallK) =>
        rangedOf(planarDiffusion(strippingOf(p2, w, alloy.temperature)), "mA/cm²");
      const [small, middle] = [bound(p2.alloySmallK), bound(p2.alloyMiddleK)];
      return {
        checks: [
          check("threshold of NaK50", "necessary", p2.thresholdSmallK, atLeast(small)),
          check("threshold of NaK65", "necessary", p2.thresholdMiddleK, atLeast(middle)),
        ],
        computed: [ours("planar limit of NaK50", small), ours("planar limit of NaK65", middle)],
        because: `Diffusion through the whole pool carries ${n(small.value)} (${n(small.lower)}–${n(small.upper)}) mA/cm² in NaK50 and ${n(middle.value)} (${n(middle.lower)}–${n(middle.upper)}) mA/cm² in NaK65, ${n(small.value / p2.thresholdSmallK.value, 2)} and ${n(middle.value / p2.thresholdMiddleK.value, 2)} times the limits seen.`,
      };
    },
  },
  {
    id: "B7b",
    paper: "P2",
    place: "pp. 1683, 1690",
    statement: "The same over the smaller contact of a liquid that does not wet: the current focuses on spots.",
    method:
      "Where liquid and ceramic share the spots, limiting current times constriction resistance is at least (nF/σ) ∫ D̃ dc/(1 − c V̄), whatever the spots (cell/falsifiers: spotBound); the cell stayed below its limit of voltage. It can only refute.",
    wouldChange:
      "The resistance of the interface (Figure S5, not seen), or the conductivity of these grains: the whole band of 0.6 to 15 mS/cm decides.",
    dependsOn: [
      "conductivity of the grains, 0.6 to 15 mS/cm, literature",
      "steady spots, small against the pool; nothing that conducts ions and electrons spreads the current between them",
      "interdiffusion by Darken's relation, not measured; ± 2 σ of the shipped properties",
    ],
    evaluate: ({ p2, alloy }) => {
      const input = strippingOf(p2, p2.alloySmallK, alloy.temperature);
      const bound = rangedOf(spotBound(input), "V");
      const limit = p2.voltageLimit;
      // the bound goes with 1/σ: up to here its lower end lies above the limit
      const excluded = spotBound({ ...input, conductivity: inSi(exactly(1, "mS/cm")) }).lower / limit.value;
      const below = inWords(`<${limit.text}`, "V", 0, limit.upper);
      return {
        checks: [check("voltage over the spots", "necessary", below, atLeast(bound))],
        computed: [ours("least voltage over shared spots", bound)],
        because: `Diffusion to spots that limits the current needs ${n(bound.value)} (${n(bound.lower)}–${n(bound.upper)}) V across their constriction, of ${n(limit.value)} V there were: shared spots are excluded if the grains conduct less than ${n(excluded, 2)} mS/cm, and possible beyond.`,
      };
    },
  },
];
