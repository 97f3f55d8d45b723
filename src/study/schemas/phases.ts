import { z } from "zod";
import { phasesSchema as name } from "../phases.ts";
import { alloyHead, byElement, refusedDocument } from "./alloy.ts";
import { nullableNumber, open } from "./parts.ts";

const text = z.string();
const number = z.number();
const kelvins = number.describe("K");
const phase = open({ name: text.describe("in the database"), label: text, moleFraction: number });
const pair = z.tuple([text, text]);
const deviation = nullableNumber.describe("1 σ in K; null for a database without covariance");

const document = open({
  schema: z.literal(name),
  ...alloyHead,
  system: text,
  component: text.describe("element whose mole fraction is told everywhere in the document"),
  options: open({ phases: z.array(text), temperatureRange: z.tuple([number, number]).describe("K") }),
  invariants: z
    .array(open({ kind: text, temperature: kelvins, phases: z.array(phase).length(3) }))
    .describe("three phases in equilibrium, in ascending temperature"),
  meltingPoints: z.array(
    open({
      component: text,
      temperature: kelvins,
      from: text.describe("phase below"),
      to: text.describe("phase above"),
    }),
  ),
  transitions: z
    .array(open({ kind: text, temperature: kelvins, moleFraction: number, from: text, to: text }))
    .describe("congruent points and other transitions of pure elements"),
  criticalPoints: z.array(open({ name: text, temperature: kelvins, moleFraction: number })),
  boundaries: z
    .array(
      open({
        phases: pair,
        labels: pair,
        temperature: z.array(number).describe("K, ascending"),
        lower: z.array(number).describe("mole fraction in the first phase"),
        higher: z.array(number).describe("mole fraction in the second phase"),
      }),
    )
    .describe("tie lines of every two-phase region"),
  liquid: open({
    temperature: kelvins,
    ranges: z.array(
      open({
        from: number,
        to: number,
        standardDeviation: z.tuple([nullableNumber, nullableNumber]).describe("1 σ of both ends"),
        massFractionOfOther: z.tuple([number, number]).nullable().describe("at the same ends"),
      }),
    ),
  })
    .nullable()
    .describe("compositions wholly liquid at one temperature"),
  liquidus: z.array(open({ moleFraction: number, temperature: kelvins, standardDeviation: deviation, solid: phase })),
  marks: z.array(
    open({
      text,
      moleFractions: byElement,
      massFractions: byElement,
      understood: text,
      kind: z.enum(["wt%", "at.%"]),
      moleFraction: number,
      freezes: open({ temperature: kelvins, standardDeviation: deviation, solid: phase }).nullable(),
    }),
  ),
});

/** The document of `liquidus phases --json`. */
export const phasesDocument: z.ZodType = z
  .union([document, refusedDocument(name)])
  .describe("phase diagram of a binary system");
