// Activities, potentials, thermodynamic factor, liquid window, exchange, pool and properties of liquid sodium-potassium.
// npm run build && node bench/electrode.mjs
import { assessedUncertainty } from "../dist/thermo/assessment/index.js";
import { kNaDatabase } from "../dist/thermo/data/index.js";
import {
  activities,
  exchangeEquilibrium,
  freezingPoint,
  meanActivityCoefficient,
  mixtureAt,
  modelUncertainty,
  phaseState,
  phaseWindows,
  poolCapacity,
  potassium,
  potassiumPerchlorateSolvents,
  potentialCurves,
  propagateUncertainty,
  removalLimits,
  reversiblePotential,
  saltSolubility,
  sodium,
  standardPotentials,
  thermodynamicFactor,
  thermodynamicFactorUncertainty,
} from "../dist/thermo/electrode/index.js";
import { phaseModels } from "../dist/thermo/model/index.js";
import {
  alloyProperties,
  butlerSurface,
  liquidDensity,
  massFraction,
  molarMass,
  molarVolume,
  sodiumPotassium,
} from "../dist/thermo/properties/index.js";

const ROOM = 298.15;
const { models } = phaseModels(kNaDatabase(), ["K", "NA"]);
const liquid = models.find(({ name }) => name === "LIQUID");
const composition = (x) => Float64Array.of(1 - x, x);
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (title, ...cells) => {
  console.log(`\n### ${title}\n`);
  row(...cells);
  row(...cells.map(() => "---"));
};

const uncertainty = modelUncertainty(assessedUncertainty(), ["K", "NA"]);
const grid = [0.1431, 0.298, 0.478, 0.5, 0.63, 0.7];
const curves = potentialCurves(models, [sodium, potassium], {
  of: "NA",
  temperature: ROOM,
  moleFractions: grid,
  phase: "LIQUID",
  uncertainty,
});
head(
  "Activities at 298.15 K, potentials against the solid metals",
  "x",
  "γ Na, K (liquid)",
  "a Na, K (solid)",
  "E Na, K / mV",
  "1σ / mV",
  "dE/dT Na, K / µV/K",
  "Φ",
);
grid.forEach((x, i) => {
  const state = phaseState(liquid, composition(x), ROOM);
  const [k, na] = activities(models, state, { kind: "phase", phase: "LIQUID" });
  const [sk, sna] = activities(models, state);
  row(
    x,
    `${na.activityCoefficient.toFixed(3)}, ${k.activityCoefficient.toFixed(3)}`,
    `${sna.activity.toFixed(3)}, ${sk.activity.toFixed(3)}`,
    curves.map(({ potential }) => (1e3 * potential[i]).toFixed(2)).join(", "),
    curves.map((curve) => (1e3 * curve.uncertainty[i]).toFixed(2)).join(", "),
    curves.map((curve) => (1e6 * curve.temperatureCoefficient[i]).toFixed(1)).join(", "),
    thermodynamicFactor(mixtureAt(liquid, ROOM), "NA", x).toFixed(3),
  );
});
const mixture = mixtureAt(liquid, ROOM);
const mixing = mixture.gibbsEnergy(composition(0.5)) - (mixture.pureEnergy(0) + mixture.pureEnergy(1)) / 2;
console.log(`\nΔG of mixing at x = 0.5: ${mixing.toFixed(1)} J/mol.`);

const system = { models, phase: "LIQUID", component: "NA" };
const windowOf = (phases, T) => phaseWindows({ ...system, models: phases }, T)[0];
const swing = propagateUncertainty(uncertainty, (phases) => {
  const { low, high } = windowOf(phases, ROOM);
  const own = phases.find(({ name }) => name === "LIQUID");
  const at = (x) => reversiblePotential(phases, phaseState(own, composition(x), ROOM), sodium).potential;
  return [at(low.moleFraction) - at(0.6297), low.moleFraction, high.moleFraction];
});
console.log(
  `Swing of the sodium potential from NaK50 to the potassium liquidus: ${(1e3 * swing.values[0]).toFixed(1)} ± ${(1e3 * swing.uncertainty[0]).toFixed(1)} mV.`,
);

head("Liquid window", "t / °C", "at.% Na", "wt% K", "saturated with");
for (const celsius of [25, 21, 20, 14, 3]) {
  const { low, high } = windowOf(models, celsius + 273.15);
  const weight = (x) => (100 * (1 - massFraction(sodiumPotassium, x))).toFixed(1);
  row(
    celsius,
    `${(100 * low.moleFraction).toFixed(2)} to ${(100 * high.moleFraction).toFixed(2)}`,
    `${weight(high.moleFraction)} to ${weight(low.moleFraction)}`,
    `${low.phase}, ${high.phase}`,
  );
}
console.log(
  `\n1σ of the limits at 25 °C from the covariance alone: ${(100 * swing.uncertainty[1]).toFixed(2)} and ${(100 * swing.uncertainty[2]).toFixed(2)} at.%.`,
);
for (const [name, x] of [
  ["NaK50", 0.6297],
  ["NaK65", 0.478],
  ["NaK80", 0.2983],
]) {
  const freezing = freezingPoint(system, x, 400);
  const [na, k] = removalLimits(system, x, ROOM, [sodium, potassium]);
  console.log(
    `${name}: freezes at ${(freezing.temperature - 273.15).toFixed(1)} °C; at 25 °C loses ${(100 * na.share).toFixed(1)} % of its sodium or ${(100 * k.share).toFixed(1)} % of its potassium before a solid appears.`,
  );
}

head("Exchange K(alloy) + Na⁺ = Na(alloy) + K⁺, x = 0.63", "solvent", "K", "range", "c(K⁺)/c(Na⁺)");
for (const solvent of Object.values(standardPotentials)) {
  const state = phaseState(liquid, composition(0.63), ROOM);
  const one = exchangeEquilibrium(models, state, potassium, sodium, solvent);
  row(
    solvent.solvent,
    one.equilibriumConstant.toPrecision(3),
    one.equilibriumConstantRange.map((v) => v.toPrecision(2)).join(" to "),
    one.ionRatio.toPrecision(3),
  );
}

head("40 µL of NaK50: mAh/cm², all sodium and to the potassium liquidus", "diameter", "additive volumes", "contracted");
for (const diameter of [7, 8, 10]) {
  const cell = (volumes) => {
    const pool = poolCapacity({
      volume: 40e-9,
      area: (Math.PI * (diameter * 1e-3) ** 2) / 4,
      moleFraction: 0.6297,
      molarVolume: molarVolume(sodiumPotassium, 0.6297, ROOM, volumes),
      molarMass: molarMass(sodiumPotassium, 0.6297),
      chargeNumber: 1,
      saturation: windowOf(models, ROOM).low.moleFraction,
    });
    return `${(pool.charge / 3.6).toFixed(1)} mAh: ${(pool.arealCharge / 36e3).toFixed(1)}, ${(pool.arealChargeToSaturation / 36e3).toFixed(1)}`;
  };
  row(`${diameter} mm`, cell("additive"), cell("contracted"));
}

head("Properties at 25 °C (* estimate)", "property", "unit", "0.1431", "NaK80", "eutectic", "NaK65", "NaK50");
const ofFactor = thermodynamicFactorUncertainty(uncertainty, "LIQUID", "NA");
for (const property of alloyProperties(sodiumPotassium, liquid, undefined, ofFactor)) {
  row(
    property.name,
    property.unit,
    ...[0.1431, 0.2983, 0.3238, 0.478, 0.6297].map((x) => {
      const { value, uncertainty: sigma, basis } = property.evaluate(x, ROOM);
      return `${value.toPrecision(4)} ± ${sigma.toPrecision(2)}${basis === "estimate" ? " *" : ""}`;
    }),
  );
}

head("Saturation with KClO4, no other salt", "solvent", "√K, mol/L", "with Davies, mol/L");
for (const solvent of Object.values(potassiumPerchlorateSolvents)) {
  if (solvent.solubilityProduct === null) {
    const [low, high] = solvent.range.map((product) => saltSolubility(solvent, "ideal", product) / 1000);
    row(solvent.name, `not known: ${low.toPrecision(1)} to ${high.toPrecision(1)}`, "");
    continue;
  }
  const both = ["ideal", "davies"].map((model) => (saltSolubility(solvent, model) / 1000).toPrecision(3));
  row(solvent.name, ...both);
}
const { water } = potassiumPerchlorateSolvents;
console.log(
  `\nDavies in water at 0.1 mol/L: γ = ${meanActivityCoefficient("davies", 100, water).toFixed(3)} (0.1 mol/L KCl: 0.770 measured).`,
);

const time = (work, runs = 5) => {
  work();
  const spent = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system: kernel } = process.cpuUsage(before);
    return (user + kernel) / 1000;
  });
  return spent.sort((a, b) => a - b)[runs >> 1].toFixed(1);
};
const line = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);
head("CPU time, ms (median of 5, warm)", "work", "ms");
row(
  "both potentials at 100 compositions, stable states",
  time(() => potentialCurves(models, [sodium, potassium], { of: "NA", temperature: ROOM, moleFractions: line })),
);
row(
  "the same with the band (15 assessments)",
  time(() =>
    potentialCurves(models, [sodium, potassium], { of: "NA", temperature: ROOM, moleFractions: line, uncertainty }),
  ),
);
row(
  "liquid window at one temperature",
  time(() => phaseWindows(system, ROOM)),
);
row(
  "freezing point",
  time(() => freezingPoint(system, 0.5, 400)),
);
row(
  "surface tension at 100 compositions",
  time(() => line.map((x) => butlerSurface(sodiumPotassium, mixture, x))),
);
row(
  "density at 100 compositions",
  time(() => line.map((x) => liquidDensity(sodiumPotassium, x, ROOM))),
);
