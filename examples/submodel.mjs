// A submodel of one's own, in a cell of one's own: node examples/submodel.mjs
// A film on an electrode, a resistance R beside a capacitance C, is defined, put into a cell with a submodel that comes with
// the program, checked, run and asked for its impedance.
import {
  compileProtocol,
  composeCell,
  impedanceOf,
  jacobianMismatch,
  parseProtocol,
  simulate,
  standardSubmodels,
} from "liquidus/cell";

/** @type {import("liquidus/cell").SubmodelKind} */
const film = {
  kind: "film",
  title: "Film: a resistance beside a capacitance",
  equations: "C dv/dt = i - v/R; V gains v",
  source: "Kirchhoff's laws",
  parameters: {
    resistance: {
      symbol: "R",
      description: "areal resistance of the film",
      unit: "ohm m2",
      lower: 1e-9,
      upper: 1e9,
      status: "fitted",
      source: "diameter of its arc",
    },
    capacitance: {
      symbol: "C",
      description: "areal capacitance of the film",
      unit: "F/m2",
      value: 1e-3,
      lower: 1e-12,
      upper: 1e6,
      status: "assumed",
      source: "a few nanometres of oxide",
    },
  },
  ports: {},
  declare(given) {
    const mass = given.parameters.capacitance;
    return {
      unknowns: [{ name: "voltage", unit: "V", description: "voltage across the film", mass, initial: 0, scale: 0.1 }],
    };
  },
  bind(given, binding) {
    const conductance = 1 / given.parameters.resistance;
    const voltage = binding.unknown("voltage");
    const current = binding.unknown("cell.current");
    const byCurrent = binding.slot(voltage, current);
    const byVoltage = binding.slot(voltage, voltage);
    return {
      evaluate(_time, state, out) {
        out[voltage] += state[current] - conductance * state[voltage];
      },
      jacobian(_time, _state, out) {
        out[byCurrent] += 1;
        out[byVoltage] -= conductance;
      },
      drops: [
        {
          name: "voltage",
          value: (state) => state[voltage],
          gradient(_state, out) {
            out[voltage] += 1;
          },
          depends: [voltage],
        },
      ],
    };
  },
};

const description = {
  schema: "liquidus.cell-model/1",
  name: "film and electrolyte",
  temperature: 298.15,
  submodels: [
    { name: "electrolyte", kind: "resistance", parameters: { resistance: 150e-4 } },
    { name: "film", kind: "film", parameters: { resistance: 30e-4, capacitance: 1e-2 } },
  ],
};

const model = composeCell(description, { ...standardSubmodels, film });
const state = model.initialState();
const { worst } = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
const { voltage } = simulate(model, compileProtocol(parseProtocol("strip at 1 mA/cm2 for 1 s")));
const { total } = impedanceOf(model, state, Float64Array.of(1e9, 1e-3));
const inOhmSquareCentimetres = (z) => Number((1e4 * z).toFixed(3));
console.log(
  JSON.stringify({
    jacobianIsRight: worst < 1e-9,
    voltageAtTheEnd: Number(voltage[voltage.length - 1].toFixed(6)),
    fast: inOhmSquareCentimetres(total.real[0]),
    slow: inOhmSquareCentimetres(total.real[1]),
  }),
);
