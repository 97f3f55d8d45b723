import { z } from "zod";
import { propertiesSchema as name } from "../properties.ts";
import { alloyHead, byElement, refusedDocument } from "./alloy.ts";
import { nullableNumber, nullableText, open } from "./parts.ts";

const text = z.string();
const number = z.number();
const pair = z.tuple([number, number]);
const basis = z.enum(["measured", "correlation", "estimate"]);
const range = open({ moleFraction: pair, temperature: pair.describe("K") });

const document = open({
  schema: z.literal(name),
  ...alloyHead,
  component: text.describe("element whose mole fraction is told"),
  temperature: number.describe("K"),
  composition: byElement.describe("mole fractions"),
  massFractions: byElement,
  understood: text.describe("how the composition was read"),
  isLiquid: z.boolean().describe("whether the alloy is wholly liquid at this temperature"),
  options: open({ properties: z.array(text) }),
  properties: z.array(
    open({
      name: text,
      title: text,
      symbol: text,
      unit: text.describe("of value and uncertainty"),
      value: nullableNumber,
      uncertainty: nullableNumber.describe("1 σ"),
      basis: basis.nullable().describe("what stands behind the value"),
      extrapolated: z.boolean().describe("outside of every region of the model"),
      beyond: z.array(text).describe("what is extrapolated: temperature, mole fraction"),
      refused: nullableText.describe("why there is no value"),
      source: text,
      measured: range.nullable(),
      regions: z
        .array(open({ basis, moleFraction: pair, temperature: pair.describe("K") }))
        .describe("what the property rests on; the first that holds a point decides"),
      allowed: range,
      curve: open({
        moleFraction: z.array(number),
        value: z.array(nullableNumber),
        uncertainty: z.array(nullableNumber),
        basis: z.array(basis),
        extrapolated: z.array(z.boolean()),
      }).describe("against composition at the same temperature, over the liquid range"),
    }),
  ),
});

/** The document of `liquidus properties --json`. */
export const propertiesDocument: z.ZodType = z
  .union([document, refusedDocument(name)])
  .describe("properties of a liquid alloy");
