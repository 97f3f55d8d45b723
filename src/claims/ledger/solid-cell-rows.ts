import { discArea, layerThickness } from "../arithmetic/charge.ts";
import { diffusionTime } from "../arithmetic/diffusion.ts";
import { crowtherDiameter, crowtherProjections } from "../arithmetic/sampling.ts";
import { fromPotassiumMass, poolCharge } from "../geometry.ts";
import { SODIUM_MOLAR_VOLUME } from "../materials.ts";
import { exactly, inSi, type Ranged, range, spread } from "../ranged.ts";
import { beside, type ClaimRow, check, DIFFUSION, n, ours, theirs } from "./row.ts";
import { simulatedPlating } from "./simulated-plating.ts";

const sodiumThickness = (charge: number): number => layerThickness(charge, SODIUM_MOLAR_VOLUME.value);

/** Thickness of plated Na. */
const thicknessOf = (charge: Ranged): Ranged =>
  spread("µm", (q, v) => layerThickness(q, v), charge, SODIUM_MOLAR_VOLUME);

/** Claims of P2 about the cell, plating and imaging. */
export const solidCellRows: readonly ClaimRow[] = [
  {
    id: "B2",
    paper: "P2",
    place: "p. 1683, methods; p. 1687; caption of Figure 4",
    statement: "40 µL of NaK50 under an O-ring of 7 mm can give more than 40, about 40 mAh/cm² of the 8 mm Na disc.",
    method:
      "Na of the pool as charge over an area (poolCapacity of thermo/electrode): over the disc of 8 mm, and over the pool of 7 mm. The molar volume (thermo/properties) contains the measured contraction on mixing; added molar volumes would give 1 % less charge.",
    wouldChange: "Another area that the paper divides by: over the pool “about 40” fails (I13).",
    dependsOn: ["that the 8 mm disc is meant: the methods print no area", "density of the liquid, ± 2 σ"],
    evaluate: ({ p2, alloy }) => {
      const pool = poolCharge(p2, alloy, p2.poolDiameter);
      const disc = poolCharge(p2, alloy, p2.counterDiameter);
      const usable = beside(() => {
        const until = alloy.window.low.value / 100;
        const [ofPool, ofDisc] = [p2.poolDiameter, p2.counterDiameter].map(
          (d) => poolCharge(p2, alloy, d, until).value,
        );
        return ` (${n(ofPool as number)} and ${n(ofDisc as number)} until K(s) appears)`;
      });
      const height = spread("mm", (v, d) => v / discArea(d), p2.poolVolume, p2.poolDiameter);
      return {
        checks: [
          check("over the 8 mm Na disc: more than", "estimate", p2.theoreticalAtLeast, disc),
          check("over the 8 mm Na disc", "estimate", p2.theoreticalAbout, disc),
        ],
        computed: [ours("over the 7 mm pool", pool), ours("height of the pool", height)],
        because: `${n(p2.poolVolume.value)} µL of NaK50 hold ${n(pool.value * inSi(spread("cm²", discArea, p2.poolDiameter)) * 1e4)} mAh of Na: ${n(pool.value)} mAh/cm² over the pool, ${n(disc.value)} over the Na disc${usable ?? ""}. “About 40” is the disc's.`,
      };
    },
  },
  {
    id: "B3",
    paper: "P2",
    place: "p. 1684; Figure 1a",
    statement:
      "NaK50 strips and plates steadily at 0.05 and 0.1 mA/cm², with rising resistance at 0.2 mA/cm², and shorts at 0.4 mA/cm².",
    method: "Study of the critical current, in which the contact keeps its history; no thermodynamic bound decides it.",
    wouldChange: "The length of the steps, which the paper does not state, and the impedance of Figure 1 as numbers.",
    dependsOn: [],
    simulation: simulatedPlating.B3,
    evaluate: ({ p2, alloy }) => ({
      checks: [],
      claimed: [
        theirs("stable up to", p2.stableCurrent),
        theirs("rising at", p2.risingCurrent),
        theirs("short at", p2.shortCurrent),
      ],
      computed: [
        ours(
          "Na before solid Na at equilibrium",
          spread("at.%", (high, w) => high - fromPotassiumMass(w), alloy.window.high, p2.alloySmallK),
        ),
      ],
      because: `NaK50 could take up ${n(alloy.window.high.value - 100 * fromPotassiumMass(0.5))} at.% more Na before solid Na is stable: the short is not that of the bulk.`,
    }),
  },
  {
    id: "B4",
    paper: "P2",
    place: "p. 1684; Figures 2, S3",
    statement: "Under X-rays plating at 0.7 mA/cm² shorts after about 0.5 mAh/cm²; at 0.4 mA/cm² it reaches 4 mAh/cm².",
    method:
      "Study of the plating pair; the thickness of Na is charge over area times molar volume (arithmetic/charge: layerThickness).",
    wouldChange: "Repeats of both tests.",
    dependsOn: [],
    simulation: simulatedPlating.B4,
    evaluate: ({ p2 }) => {
      const thick = thicknessOf(p2.imagedShortCapacity);
      return {
        checks: [],
        claimed: [
          theirs("current of the short", p2.imagedShortCurrent),
          theirs("charge at the short", p2.imagedShortCapacity),
          theirs("charge without", p2.imagedGoodCapacity),
        ],
        computed: [ours("Na plated at the short", thick)],
        because: `${n(p2.imagedShortCapacity.value)} mAh/cm² are ${n(thick.value)} µm of Na if none dissolves, ${n(p2.imagedGoodCapacity.value)} mAh/cm² ${n(1e6 * sodiumThickness(inSi(p2.imagedGoodCapacity)))} µm.`,
      };
    },
  },
  {
    id: "B12",
    paper: "P2",
    place: "p. 1683, methods",
    statement: "3001 projections of 0.2 s image a field of 4 mm with pixels of 1.3 µm.",
    method:
      "Projections that sample the field to the pixel (arithmetic/sampling: crowtherProjections); charge during a scan.",
    wouldChange: "A measured resolution, by Fourier shell correlation of half data sets.",
    dependsOn: ["resolution of one pixel over the whole field is meant", "the object fills the field"],
    evaluate: ({ p2 }) => {
      const needed = spread("projections", (a, b) => crowtherProjections(a / b), p2.field, p2.pixel);
      const across = inSi(p2.field) / inSi(p2.pixel);
      const sharp = 1e3 * crowtherDiameter(p2.projections.value) * inSi(p2.pixel);
      const seconds = p2.projections.value * inSi(p2.exposure);
      const charge = (seconds * inSi(p2.imagedShortCurrent)) / 36_000;
      const enough = range(needed.lower, Number.POSITIVE_INFINITY, "projections");
      return {
        checks: [check("projections for one pixel at the rim", "sufficient", p2.projections, enough, 4)],
        computed: [
          ours("time of a scan", exactly(seconds, "s")),
          ours("charge during a scan at 0.7 mA/cm²", exactly(charge, "mAh/cm²")),
        ],
        because: `${n(p2.field.value)} mm are ${n(across, 4)} pixels and ask for π/2 · ${n(across, 4)} = ${n(needed.value, 4)} projections; ${n(p2.projections.value, 4)} sample ${n(sharp)} mm to the pixel, the rim ${n(needed.value / p2.projections.value, 2)} times coarser. A scan takes ${n(seconds)} s: at ${n(p2.imagedShortCurrent.value)} mA/cm² ${n(charge)} mAh/cm², ${n(1e6 * sodiumThickness(charge * 36_000))} µm of Na, pass meanwhile.`,
      };
    },
  },
  {
    id: "B14",
    paper: "P2",
    place: "p. 1683, methods",
    statement:
      "Stack 10 MPa, pellets pressed at 625 MPa and sintered at 1230 °C, 20 nm of Sn turned to SnO₂ and by NaK to K₂O and K-Sn.",
    method: "Settings of the experiment.",
    wouldChange: "Nothing: they enter the cell model.",
    dependsOn: [],
    standing: "input",
    evaluate: ({ p2 }) => ({
      checks: [],
      claimed: [
        theirs("stack pressure", p2.pressure),
        theirs("pressing", p2.pressPressure),
        theirs("Sn", p2.tinThickness),
      ],
      because: "Inputs: nothing here derives them.",
    }),
  },
  {
    id: "B15",
    paper: "P2",
    place: "p. 1689; Figure S9",
    statement: "0.2 mAh/cm² of Na plated on K need 15 h to dissolve.",
    method:
      "Study of plating on K and the rest after it; thickness of the Na (arithmetic/charge: layerThickness) and its diffusion time in the liquid (arithmetic/diffusion) beside it.",
    wouldChange: "A measured rate of alloying of Na with K; or a film that keeps them apart.",
    dependsOn: [DIFFUSION, "a liquid forms between Na and K at 25 °C, as the diagram has it"],
    simulation: simulatedPlating.B15,
    evaluate: ({ p2, alloy }) => {
      const diffusivity = alloy.interdiffusion(fromPotassiumMass(inSi(p2.alloySmallK)));
      const thick = thicknessOf(p2.platedOnPotassium);
      const time = spread("s", diffusionTime, thick, diffusivity);
      return {
        checks: [],
        computed: [ours("Na plated", thick), ours("recovery by diffusion in the liquid", time)],
        because: `${n(p2.platedOnPotassium.value)} mAh/cm² are ${n(thick.value)} µm of Na, which diffusion in the liquid evens out in ${n(time.value)} s, ${n((p2.slowRecovery.value * 3600) / time.value, 1)} times faster than ${n(p2.slowRecovery.value)} h. Something slower must pass it on.`,
      };
    },
  },
  {
    id: "B16",
    paper: "P2",
    place: "p. 1683, methods; p. 1685; Figures S1, S7, S9",
    statement:
      "Controls: Na on NASICON has no resistance after 100 MPa and shorts at 3.2 mA/cm²; a Na reference separates the half cells.",
    method: "Study of Na on the same ceramic; its critical current goes into the set as the threshold of a filament.",
    wouldChange: "The files of Figures S1, S7 and S9.",
    dependsOn: [],
    simulation: simulatedPlating.B16,
    evaluate: ({ p2 }) => ({
      checks: [],
      claimed: [theirs("critical current of Na", p2.sodiumCurrent)],
      because: `The short of NaK50 at ${n(p2.shortCurrent.value)} mA/cm² is ${n(p2.shortCurrent.value / p2.sodiumCurrent.value)} of that of Na.`,
    }),
  },
];
