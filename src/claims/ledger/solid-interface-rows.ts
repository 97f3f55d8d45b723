import { deficitAfterRest, diffusionLength, restForDeficit } from "../arithmetic/diffusion.ts";
import { fromPotassiumMass } from "../geometry.ts";
import { inSi, inUnit, type Ranged, spread } from "../ranged.ts";
import { beside, type ClaimRow, check, n, ours } from "./row.ts";
import { simulatedAlloy } from "./simulated-alloy.ts";

/** Share of the depletion, in %, that a rest leaves of a pulse. */
export function deficit(rest: Ranged, pulse: Ranged): Ranged {
  return spread("%", (r, t) => deficitAfterRest(r / t), rest, pulse);
}

/** Claims of P2 about what limits the interface. */
export const solidInterfaceRows: readonly ClaimRow[] = [
  {
    id: "B11",
    paper: "P2",
    place: "p. 1688",
    statement: "By t ~ L²/2D the diffusion layer of a 1 s pulse is gone about 1 s after it.",
    method: "Share of the surface's depletion left after a rest, √(1+r) − √r (arithmetic/diffusion: deficitAfterRest).",
    wouldChange: "Calling a layer gone when half of it is left: then 0.56 s would do.",
    dependsOn: [
      "recovered means at most 10 % left: our reading; up to 40 % the row stands",
      "half space; the answer does not depend on D",
    ],
    simulation: simulatedAlloy.B11,
    evaluate: ({ p2, alloy }) => {
      const diffusivity = beside(() => alloy.interdiffusion(fromPotassiumMass(inSi(p2.alloySmallK))));
      const length = diffusivity && spread("µm", diffusionLength, diffusivity, p2.pulseLength);
      const left = deficit(p2.pulseLength, p2.pulseLength);
      const needed = spread("s", (t) => t * restForDeficit(p2.recoveredShare.upper / 100), p2.pulseLength);
      return {
        checks: [check("depletion left 1 s after a 1 s pulse", "estimate", p2.recoveredShare, left)],
        computed: [
          ...(length ? [ours("length L", length)] : []),
          ...(diffusivity ? [ours("D of NaK50", inUnit(diffusivity, "cm²/s"))] : []),
          ours("rest until 10 % are left", needed),
        ],
        because: `√2 − √1 = ${n(left.value)} % of the depletion is left after 1 s; 10 % needs ${n(needed.value)} s.${diffusivity && length ? ` With D = ${n(1e4 * diffusivity.value)} cm²/s the layer is L = √(2Dt) = ${n(length.value)} µm thick.` : ""}`,
      };
    },
  },
  {
    id: "B13",
    paper: "P2",
    place: "p. 1686",
    statement: "The charge-transfer resistance goes with the inverse of the Na concentration.",
    method:
      "R(NaK80)/R(NaK50) by 1/c (molar volume of alloyProperties in thermo/properties), to be held against measured resistances; beside it 1/a to the power α of 0 to 1 (activities of thermo/electrode).",
    wouldChange:
      "The interface resistances of the three pristine alloys (Figure S7, not seen): a growth of 2.6 from NaK50 to NaK80 would reproduce 1/c, 1 to 1.5 contradict it for 1/a.",
    dependsOn: [
      "the growth of the pristine resistance with K is known by its sign only",
      "for 1/a: Butler–Volmer, transfer coefficient 0 to 1, and a transition state that does not feel the alloy",
      "the K-Na assessment, a fit: ± 2 σ of the covariance of its parameters",
    ],
    simulation: simulatedAlloy.B13,
    evaluate: ({ p2, alloy }) => {
      const x = [p2.alloySmallK, p2.alloyMiddleK, p2.alloyLargeK].map((w) => fromPotassiumMass(inSi(w)));
      const concentration = (k: number): Ranged => {
        const [first, other] = [x[0] as number, x[k] as number];
        return spread("", (v, w) => first / v / (other / w), alloy.molarVolume(first), alloy.molarVolume(other));
      };
      const activity = (k: number): Ranged =>
        alloy.assessed("", (of) => of.activities(x[0] as number).sodium / of.activities(x[k] as number).sodium);
      const [c65, c80, a65, a80] = [concentration(1), concentration(2), activity(1), activity(2)];
      // a growth without an upper end can only refute
      const relation = Number.isFinite(p2.pristineGrowth.upper) ? "estimate" : "necessary";
      return {
        checks: [check("R(NaK80) / R(NaK50)", relation, p2.pristineGrowth, c80)],
        computed: [
          ours("by 1/c, NaK65 / NaK50", c65),
          ours("by 1/a, NaK65 / NaK50", a65),
          ours("by 1/a, NaK80 / NaK50", a80),
        ],
        because: `1 : ${n(c65.value)} : ${n(c80.value)} by 1/c for NaK50, 65, 80; 1 : ${n(a65.value)} : ${n(a80.value)} by 1/a and 1 : ${n(Math.sqrt(a65.value))} : ${n(Math.sqrt(a80.value))} by 1/√a. The metal's activity drives the reaction and falls less than its concentration; which of the two the interface follows only the pristine resistances can tell.`,
      };
    },
  },
];
