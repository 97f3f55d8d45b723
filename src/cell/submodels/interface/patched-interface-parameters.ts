import type { ParameterMetadata } from "../../form/parameter.ts";
import { chargeNumberParameter } from "../charge-transfer/charge-number.ts";
import { transferCoefficientParameter } from "../charge-transfer/transfer-coefficient.ts";

const notGiven = { value: 0, status: "assumed", source: "0: not given" } as const;

function exchange(symbol: string, description: string): ParameterMetadata {
  return { symbol, description, unit: "A/m2", lower: 0, upper: 1e12, ...notGiven };
}

function capacitance(symbol: string, description: string): ParameterMetadata {
  const source = "0: that of the contact";
  return { symbol, description, unit: "F/m2", lower: 0, upper: 1e6, ...notGiven, source };
}

function radius(symbol: string, description: string): ParameterMetadata {
  return { symbol, description, unit: "m", lower: 0, upper: 1, ...notGiven };
}

/** The parameters of `patched-interface`; those of what is switched off or not connected may be left out. */
export const patchedInterfaceParameters: Readonly<Record<string, ParameterMetadata>> = {
  exchangeCurrentDensity: {
    symbol: "i0",
    description: "exchange current density of the contact at the reference activity",
    unit: "A/m2",
    lower: 1e-9,
    upper: 1e12,
    status: "fitted",
    source: "impedance of the fresh interface",
  },
  referenceActivity: {
    symbol: "a_ref",
    description: "activity of the metal that the exchange current densities of contact and precipitate belong to",
    unit: "1",
    value: 1,
    lower: 1e-12,
    upper: 1e3,
    status: "assumed",
    source: "1: the pure metal",
  },
  precipitateExchange: {
    ...exchange("i0_p", "exchange current density of precipitate patches at the reference activity"),
    source: "0: a precipitate that takes no part in the reaction",
  },
  depositExchange: exchange("i0_d", "exchange current density of the solid deposit, of activity 1"),
  transferCoefficient: transferCoefficientParameter,
  chargeNumber: chargeNumberParameter,
  doubleLayerCapacitance: {
    symbol: "C",
    description: "capacitance of the double layer per area of contact",
    unit: "F/m2",
    lower: 1e-9,
    upper: 1e6,
    status: "fitted",
    source: "impedance",
  },
  precipitateCapacitance: capacitance("C_p", "the same of a precipitate patch"),
  depositCapacitance: capacitance("C_d", "the same of the solid deposit"),
  zeroChargePotential: {
    symbol: "E_z",
    description: "potential of zero charge against the pure metal",
    unit: "V",
    value: 0,
    lower: -10,
    upper: 10,
    status: "assumed",
    source: "0: that of the pure metal",
  },
  resistivity: {
    symbol: "rho",
    description: "resistivity of the conductor in which the current converges on the patches",
    unit: "ohm m",
    lower: 0,
    upper: 1e12,
    ...notGiven,
  },
  spotRadius: radius("b", "radius of a spot of contact"),
  precipitateSpotRadius: {
    ...radius("b_p", "radius of a precipitate patch"),
    source: "0: that of the contact",
  },
  depositSpotRadius: { ...radius("b_d", "radius of a spot of deposit"), source: "0: that of the contact" },
  electrolyteRelaxationTime: {
    symbol: "tau_e",
    description: "resistivity times permittivity of the conductor in which the current converges",
    unit: "s",
    lower: 0,
    upper: 1e6,
    ...notGiven,
  },
  gapWidth: {
    symbol: "g",
    description: "width of the gap beside the patches",
    unit: "m",
    lower: 0,
    upper: 1,
    ...notGiven,
  },
  gapPermittivity: {
    symbol: "eps_r",
    description: "permittivity of what fills the gap over that of vacuum",
    unit: "1",
    value: 1,
    lower: 1,
    upper: 1e4,
    status: "assumed",
    source: "1: an empty gap",
  },
  areaRatio: {
    symbol: "A",
    description: "area of this electrode over that of the working electrode",
    unit: "1",
    value: 1,
    lower: 1e-3,
    upper: 1e3,
    status: "measured",
    source: "1: electrodes of one size",
  },
};
