import { onlyOptions } from "../form/options.ts";
import type { SubmodelKind } from "../form/submodel.ts";

/** A resistance with a capacitance beside it, a grain boundary for instance. Unknown "voltage". */
export const resistorCapacitor: SubmodelKind = {
  kind: "resistor-capacitor",
  title: "Resistance beside a capacitance",
  equations: "C dv/dt = i − v/R; V gains v",
  source: "Kirchhoff's laws",
  parameters: {
    resistance: {
      symbol: "R",
      description: "areal resistance",
      unit: "ohm m2",
      lower: 1e-15,
      upper: 1e15,
      status: "fitted",
      source: "impedance",
    },
    capacitance: {
      symbol: "C",
      description: "areal capacitance",
      unit: "F/m2",
      lower: 1e-15,
      upper: 1e9,
      status: "fitted",
      source: "impedance",
    },
  },
  ports: {},

  declare(given) {
    onlyOptions(given.name, given.options, []);
    const mass = given.parameters.capacitance;
    return {
      unknowns: [{ name: "voltage", unit: "V", description: "voltage across it", mass, initial: 0, scale: 0.1 }],
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
