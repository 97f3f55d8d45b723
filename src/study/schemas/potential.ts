import { z } from "zod";
import { potentialSchema as name } from "../potential.ts";
import { alloyHead, byElement, byElementOrNull, refusedDocument } from "./alloy.ts";
import { nullableNumber, open } from "./parts.ts";

const text = z.string();
const number = z.number();
const list = z.array(nullableNumber);

const document = open({
  schema: z.literal(name),
  ...alloyHead,
  system: text,
  component: text.describe("element whose mole fraction is told everywhere in the document"),
  temperature: number.describe("K"),
  options: open({ phases: z.array(text) }),
  liquid: z.array(open({ from: number, to: number })).describe("wholly liquid ranges, in mole fraction"),
  fields: z.array(open({ from: number, to: number, label: text })).describe("what is stable along the axis"),
  curves: z.array(
    open({
      element: text,
      ion: text,
      chargeNumber: number,
      reference: text,
      moleFraction: z.array(number),
      potential: z.array(number).describe("V against the reference in the same electrolyte"),
      uncertainty: z.array(number).nullable().describe("1 σ in V, from the covariance of the assessment"),
      temperatureCoefficient: list.describe("V/K"),
      phases: z.array(text),
    }),
  ),
  thermodynamicFactor: open({ moleFraction: z.array(number), value: z.array(number) }).describe("of the liquid"),
  alloys: z.array(
    open({
      text,
      understood: text,
      moleFraction: number,
      massFractions: byElement,
      phases: z.array(text),
      labels: z.array(text),
      potentials: byElement.describe("V"),
      uncertainties: byElement.nullable().describe("1 σ in V"),
      temperatureCoefficients: byElementOrNull.describe("V/K"),
      activities: byElement.describe("against the pure stable element"),
      thermodynamicFactor: nullableNumber,
      removal: z
        .array(
          open({
            element: text,
            share: number.describe("of what is there of it"),
            charge: number.describe("C per mole of alloy"),
            appears: text.nullable(),
            moleFraction: number,
          }),
        )
        .nullable()
        .describe("what can leave before another phase appears"),
      exchange: z.array(
        open({
          solvent: text,
          reaction: text,
          equilibriumConstant: number,
          equilibriumConstantRange: z.tuple([number, number]).describe("1 σ of the standard potentials to either side"),
          ionRatio: number,
          status: z.enum(["confirmed", "recalled"]).describe("of the standard potentials"),
          source: text,
        }),
      ),
      exchangeRefused: z
        .array(open({ solvent: text, message: text }))
        .describe("solvents whose standard potentials do not serve at this temperature"),
    }),
  ),
});

/** The document of `liquidus potential --json`. */
export const potentialDocument: z.ZodType = z
  .union([document, refusedDocument(name)])
  .describe("reversible potentials of a binary alloy against composition");
