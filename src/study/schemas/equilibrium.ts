import { z } from "zod";
import { equilibriumSchema as name } from "../equilibrium.ts";
import { alloyHead, byElement, byElementOrNull, refusedDocument } from "./alloy.ts";
import { open } from "./parts.ts";

const text = z.string();
const number = z.number();

const state = {
  temperature: number.describe("K"),
  composition: byElement.describe("overall mole fractions"),
  massFractions: byElement,
  understood: text.describe("how the composition was read"),
  phases: z.array(
    open({
      name: text.describe("in the database"),
      label: text,
      fraction: number.describe("moles of atoms in the phase over all"),
      moleFractions: byElement,
    }),
  ),
  chemicalPotentials: byElementOrNull.describe("J/mol relative to SER; null for an absent element"),
  gibbsEnergy: number.describe("J per mole of atoms"),
  activities: byElementOrNull,
  activityReferences: z.record(text, text).describe("what activity 1 means"),
  activityCoefficients: byElementOrNull.describe("activity over mole fraction where one phase is present"),
  potentials: byElementOrNull.describe("V; reversible potential against the pure stable metal in the same electrolyte"),
  potentialUncertainties: byElementOrNull
    .nullable()
    .describe("V; 1σ of the potentials from the covariance of the parameters; null without one"),
  largestDrivingForce: number.describe("J/mol; of any phase that is not present"),
  iterations: number,
} as const;

const head = {
  schema: z.literal(name),
  ...alloyHead,
  options: open({ reference: text, phases: z.array(text) }),
  ions: z.array(open({ element: text, ion: text, chargeNumber: number })),
} as const;

/** The document of `liquidus equilibrium --json`: all in `states`; a single one stands in the document, too. */
export const equilibriumDocument: z.ZodType = z
  .union([
    open({ ...head, ...state, states: z.array(open(state)).length(1) }),
    open({ ...head, states: z.array(open(state)) }),
    refusedDocument(name),
  ])
  .describe("stable states of alloys");
