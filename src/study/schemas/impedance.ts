import { z } from "zod";
import { nullableNumber, nullableText, open } from "./parts.ts";

export const program: z.ZodType = open({ name: z.literal("liquidus"), version: z.string() });

const electrode = open({
  name: z.string(),
  moleFraction: z.record(z.string(), z.number()).nullable(),
  understood: nullableText.describe("how the composition was read"),
}).nullable();

export const analyzedCell: z.ZodType = open({
  area: nullableNumber.describe("m²; null: not known, values are not areal"),
  areaFrom: z.enum(["given", "file"]).nullable(),
  thickness: nullableNumber.describe("m"),
  working: electrode,
  counter: electrode,
  reference: electrode,
  comment: nullableText,
});

export const highestFrequency: z.ZodType = nullableNumber.describe(
  "Hz; points above were left out of test, relaxation times and circuit",
);

/** When and over what frequencies a sweep was measured. */
export const sweepFacts: Readonly<
  Record<"index" | "startTime" | "points" | "frequencyMin" | "frequencyMax" | "dcCurrent" | "dcVoltage", z.ZodType>
> = {
  index: z.int().nonnegative(),
  startTime: nullableNumber.describe("s since the start of the acquisition"),
  points: z.int().positive(),
  frequencyMin: z.number().describe("Hz"),
  frequencyMax: z.number().describe("Hz"),
  dcCurrent: nullableNumber.describe("A, positive oxidises the working electrode"),
  dcVoltage: nullableNumber.describe("V"),
};

export const verdict: Readonly<Record<"verdict" | "reason", z.ZodType>> = {
  verdict: z.enum(["passes", "fails", "not tested"]).describe("of Kramers-Kronig"),
  reason: z.string().describe("the verdict in one sentence with its numbers"),
};

export const frequencyRange: z.ZodType = open({ min: z.number().describe("Hz"), max: z.number().describe("Hz") });

export const relaxationPeak: Readonly<Record<string, z.ZodType>> = {
  tau: z.number().describe("s, τ = RC"),
  resistance: nullableNumber.describe("Ω"),
  capacitance: nullableNumber.describe("F"),
  height: nullableNumber.describe("Ω"),
  tauMin: z.number().describe("s"),
  tauMax: z.number().describe("s"),
  extrapolatedResistance: nullableNumber.optional().describe("Ω; part of the resistance at τ that was not measured"),
};

export const fittedParameter: Readonly<Record<string, z.ZodType>> = {
  name: z.string(),
  value: nullableNumber,
  unit: z.string(),
  standardError: nullableNumber,
  status: z.enum(["free", "fixed", "at bound", "not identifiable"]),
};

export const fittedArc: Readonly<Record<string, z.ZodType>> = {
  name: z.string(),
  resistance: nullableNumber.describe("Ω"),
  resistanceError: nullableNumber.describe("Ω, one standard deviation"),
  tau: nullableNumber.describe("s"),
  logTauError: nullableNumber.describe("standard deviation of ln τ"),
  capacitance: nullableNumber.describe("F"),
};

export const temperature: z.ZodType = nullableNumber.optional().describe("K, given or as the file has it");

/** Activation energies over all sweeps of all files that have a temperature. */
export const activation: z.ZodType = z
  .array(
    open({
      quantity: z.string().describe("R∞, Rp, or `peak 1`"),
      form: z.string().describe("what is linear in 1/T"),
      points: z.int(),
      energy: z.number().describe("eV"),
      energyLower: z.number().describe("eV; bounds of 95 %"),
      energyUpper: z.number().describe("eV"),
      molarEnergy: z.number().describe("J/mol"),
      molarEnergyLower: z.number().describe("J/mol"),
      molarEnergyUpper: z.number().describe("J/mol"),
      logPrefactor: z.number(),
      reducedChiSquared: nullableNumber,
      rmsResidual: z.number(),
      rSquared: z.number(),
      curvature: open({
        probability: z.number(),
        bends: z.boolean(),
        coldEnergy: z.number().describe("eV"),
        hotEnergy: z.number().describe("eV"),
      }).nullable(),
      words: z.string(),
      temperature: z.array(z.number()).describe("K"),
      resistance: z.array(z.number()).describe("Ω"),
    }),
  )
  .optional();

/** What was done to the spectra before anything was computed. */
export const prepared: z.ZodType = open({})
  .optional()
  .describe("leads that were taken out (files or values in SI) and frequencies in Hz that were kept");
