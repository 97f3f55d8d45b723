import { type CircuitElement, scaleParameter } from "../element.ts";

const TEXTBOOK = "E. Barsoukov, J. R. Macdonald, Impedance Spectroscopy, 3rd ed. (2018), section 1.3";

/** Z = R. */
export const resistor: CircuitElement = {
  symbol: "R",
  aliases: [],
  title: "Resistor",
  formula: "Z = R",
  source: TEXTBOOK,
  parameters: [scaleParameter("R", "Ω", "resistance", 1e-9, 1e15)],
  scaling: [1],
  start: (resistance) => [resistance],
  impedance: ({ omega }, p, at, z, dz) => {
    const resistance = p[at] as number;
    for (let i = 0; i < 2 * omega.length; i += 2) {
      z[i] = resistance;
      z[i + 1] = 0;
      dz[i] = 1;
      dz[i + 1] = 0;
    }
  },
};

/** Z = 1/(jωC). */
export const capacitor: CircuitElement = {
  symbol: "C",
  aliases: [],
  title: "Capacitor",
  formula: "Z = 1/(jωC)",
  source: TEXTBOOK,
  parameters: [scaleParameter("C", "F", "capacitance", 1e-18, 1e9)],
  scaling: [-1],
  start: (resistance, tau) => [tau / resistance],
  impedance: ({ omega }, p, at, z, dz) => {
    const capacitance = p[at] as number;
    for (let i = 0; i < omega.length; i++) {
      const reactance = 1 / ((omega[i] as number) * capacitance);
      z[2 * i] = 0;
      z[2 * i + 1] = -reactance;
      dz[2 * i] = 0;
      dz[2 * i + 1] = reactance / capacitance;
    }
  },
};

/** Z = jωL. */
export const inductor: CircuitElement = {
  symbol: "L",
  aliases: [],
  title: "Inductor",
  formula: "Z = jωL",
  source: TEXTBOOK,
  parameters: [scaleParameter("L", "H", "inductance", 1e-18, 1e6)],
  scaling: [1],
  start: (resistance, tau) => [resistance * tau],
  impedance: ({ omega }, p, at, z, dz) => {
    const inductance = p[at] as number;
    for (let i = 0; i < omega.length; i++) {
      z[2 * i] = 0;
      z[2 * i + 1] = (omega[i] as number) * inductance;
      dz[2 * i] = 0;
      dz[2 * i + 1] = omega[i] as number;
    }
  },
};
