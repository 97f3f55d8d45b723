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

const bound = nullableNumber.describe("of the interval of 95 %; null where it is not known");
const bounds = open({ lower: nullableNumber, upper: nullableNumber })
  .nullable()
  .describe("interval of 95 %; null: not known");
const capacitances = open({
  layer: nullableNumber.describe("F; τ/R, time constants spread through a layer or none"),
  brug: nullableNumber.describe("F; Brug's, time constants spread along the surface; null where it does not apply"),
});
const candidates = z.array(z.string()).describe("what it may be by its capacitance, likeliest first; a hint");

const RULE =
  "whether the data determine it: it is present, the interval of R does not hold 0 and is no wider than 1.18 times R, that of τ than 1.96 decades, and τ lies no more than twice beyond what is measured";

const determined = z.boolean().describe(RULE);

const relaxationPeak: z.ZodType = open({
  tau: z.number().describe("s, τ = RC"),
  tauLower: bound,
  tauUpper: bound,
  resistance: nullableNumber.describe("Ω; negative: an inductive loop"),
  resistanceLower: bound,
  resistanceUpper: bound,
  capacitance: nullableNumber.describe("F; τ/R; null: an inductive loop has none"),
  capacitanceLower: nullableNumber.optional().describe("F, of 95 %"),
  capacitanceUpper: nullableNumber.optional().describe("F; null beside a lower end: R may be nothing"),
  height: nullableNumber.describe("Ω"),
  tauMin: z.number().describe("s"),
  tauMax: z.number().describe("s"),
  extrapolatedResistance: nullableNumber.optional().describe("Ω; part of the resistance at τ that was not measured"),
  identifiable: determined.nullable().describe(`${RULE}; null: not examined`),
  reason: z.string().nullable().describe("why not, in a sentence with numbers"),
  process: z
    .int()
    .nullable()
    .optional()
    .describe(
      "number of the process of the series (2: P2 of tracks, else the second arc or joined peak); null: of none",
    ),
  processName: z
    .string()
    .optional()
    .describe(
      "what it is called in the place of P and its number: the arc that it belongs to, R1, of a circuit that was given",
    ),
  effectiveCapacitance: capacitances,
  candidates,
  hint: z.string(),
});

const relaxationProcess: z.ZodType = open({
  shape: z.string().describe("debye, cole-cole, havriliak-negami, gerischer, barriers …"),
  exponents: z.array(z.number()).describe("cole-cole [α]; havriliak-negami [α, β]; barriers [w, σ] in ln τ"),
  tau: z.number().describe("s"),
  tauLower: bound,
  tauUpper: bound,
  resistance: nullableNumber.describe("Ω"),
  resistanceLower: bound,
  resistanceUpper: bound,
  effectiveCapacitance: capacitances,
});

/** Everything about a distribution of relaxation times but its arrays. */
export const drtNumbers: Readonly<
  Record<
    | "method"
    | "words"
    | "doubt"
    | "blockingCapacitance"
    | "ohmicResistanceBounds"
    | "inductanceBounds"
    | "polarizationResistanceBounds"
    | "peaks"
    | "processes"
    | "models",
    z.ZodType
  >
> = {
  method: z.enum(["processes", "tikhonov", "averaged"]).describe("what carries the result"),
  words: z.string().describe("what was chosen and why"),
  doubt: z.string().nullable().optional().describe("why it is not to be read; null: nothing speaks against it"),
  blockingCapacitance: nullableNumber.optional().describe("F, of a blocking electrode in series; null: none"),
  ohmicResistanceBounds: bounds,
  inductanceBounds: bounds,
  polarizationResistanceBounds: bounds,
  peaks: z.array(relaxationPeak),
  processes: z.array(relaxationProcess).describe("of the most probable model; empty for method tikhonov"),
  models: z.array(open({ description: z.string(), weight: z.number() })).describe("what was averaged"),
};

/** That a circuit misses data which the relaxation times describe. */
export const circuitDoubt: z.ZodType = open({
  residual: z.number().describe("root mean square of |Z − Ẑ| / |Z| of the circuit, without disturbed points"),
  distributionResidual: nullableNumber.describe("of the relaxation times"),
  noise: z.number().describe("of Z over |Z|"),
  times: nullableNumber.describe("what the circuit misses over the larger of the two, each point weighed by its noise"),
  probability: z.number().describe("of so large a misfit from noise alone"),
})
  .nullable()
  .optional()
  .describe("that the circuit misses data which the relaxation times describe; null: nothing says so");

const numbers = z.array(nullableNumber);
const banded = open({ value: numbers, lower: numbers, upper: numbers });
const unit = z.enum(["A", "s", "sweep"]).describe("of the positions; sweep: index from 0");
const range = open({ from: z.int(), to: z.int() });
const estimate = open({ value: nullableNumber, lower: nullableNumber, upper: nullableNumber });
const place = { position: z.number(), lower: nullableNumber, upper: nullableNumber };

/** What an entry says of its sweeps as one series. */
export const seriesParts: Readonly<Record<"mapFrom" | "series" | "tracks" | "onset" | "drift", z.ZodType>> = {
  mapFrom: z
    .enum(["series", "sweeps"])
    .optional()
    .describe("whether the map is that of the tracks, or of single sweeps"),
  series: open({
    along: z.enum(["current", "time", "index"]),
    unit,
    sweeps: z.array(z.int()).describe("numbers of the sweeps that were followed, from 0"),
    position: numbers,
    ohmicResistance: banded.describe("Ω"),
    inductance: banded.nullable().describe("H"),
    polarizationResistance: banded.describe(
      "Ω; upper null: without end, as a process slower than measured is not determined",
    ),
    rmsResidual: numbers,
    misfit: nullableNumber.describe("χ² over its degrees of freedom; above 2 the tracks do not describe the series"),
    highestFrequency: nullableNumber.describe("Hz; points above were left out of the tracks"),
    converged: z.boolean(),
    withoutOnset: z
      .string()
      .nullable()
      .optional()
      .describe("that there is no onset, or why it cannot be told; null with an onset"),
    onsetUntold: z
      .boolean()
      .optional()
      .describe("whether an onset cannot be told, in all sweeps or in some; `withoutOnset` says why"),
    words: z.string(),
  })
    .optional()
    .describe("the sweeps followed as one series; left out for fewer than four"),
  tracks: z
    .array(
      open({
        name: z.string(),
        shape: z.string(),
        present: z.array(range).describe("numbers of the sweeps, from 0, in which the process is there"),
        birth: z.int().nullable(),
        death: z.int().nullable(),
        determined: z.array(determined).optional().describe("one a sweep"),
        tau: numbers.describe(
          "s; one a sweep of the series, bounds of 95 %: null, as those of R and C, where it lies beyond the measured times so far that its sweep does not determine it",
        ),
        tauLower: numbers,
        tauUpper: numbers,
        resistance: numbers.describe("Ω"),
        resistanceLower: numbers,
        resistanceUpper: numbers,
        capacitance: numbers.describe("F; τ/R, null where the process is absent; bounds of 95 %"),
        capacitanceLower: numbers,
        capacitanceUpper: numbers.describe("null where the process is absent, or R may be nothing"),
        exponents: z.array(banded),
        mergedWith: z.array(open({ name: z.string(), range })),
        sideBySide: z
          .array(open({ name: z.string(), range }))
          .optional()
          .describe(
            "processes so near that a sweep hardly tells how both share their resistance; bounds are widened for it",
          ),
        candidates,
        hint: z.string(),
      }),
    )
    .optional(),
  onset: open({
    ...place,
    unit,
    density: open({ ...place, unit: z.literal("A/m²") }).optional(),
    width: nullableNumber,
    resistance: nullableNumber.describe("Ω that the rise adds beyond the trend"),
    leftOut: z.int().optional().describe("sweeps that it does not rest on, as they do not determine their processes"),
    words: z.string(),
  })
    .nullable()
    .optional()
    .describe("where the series leaves its regular behaviour, with its interval of 95 %; null: nowhere"),
  drift: z
    .array(
      open({
        sweeps: z.array(z.int()),
        significance: open({ probability: nullableNumber, significant: z.boolean() }),
        distinguishable: z.boolean(),
        confidence: z.number(),
        courses: z
          .array(
            open({
              process: z.int().describe("0: R∞; k: the k-th process, fastest first"),
              shape: open({ tau: z.number(), exponent: z.number(), skew: z.number() }).nullable(),
              drifts: z.boolean(),
              time: numbers.describe("s"),
              resistance: numbers.nullable().describe("Ω"),
              lower: numbers,
              upper: numbers,
              rate: estimate.describe("Ω/s"),
            }),
          )
          .describe("R(t) with intervals"),
        total: open({ time: numbers, resistance: numbers, lower: numbers, upper: numbers }).nullable(),
        perSweep: z.array(
          open({
            sweep: z.int(),
            start: z.number().describe("s"),
            end: z.number().describe("s"),
            resistanceAtStart: z.array(estimate).describe("Ω; R∞ first, then each process"),
            resistanceAtEnd: z.array(estimate),
            rate: z.array(estimate),
          }),
        ),
        words: z.array(z.string()),
      }),
    )
    .optional()
    .describe("drift inside neighbouring sweeps; left out where it was not analysed"),
};

/** What each document of a fit says since `liquidus.fit/1`; `analyze` said none of it at first. */
export const parameterBounds: Readonly<Record<string, z.ZodType>> = { lower: bound, upper: bound };
export const arcBounds: Readonly<Record<string, z.ZodType>> = {
  resistanceLower: bound,
  resistanceUpper: bound,
  tauLower: bound,
  tauUpper: bound,
};

export const fittedParameter: Readonly<Record<string, z.ZodType>> = {
  name: z.string(),
  value: nullableNumber,
  unit: z.string(),
  lower: bound.optional(),
  upper: bound.optional(),
  standardError: nullableNumber,
  status: z.enum(["free", "fixed", "at bound", "not identifiable"]),
};

export const fittedArc: Readonly<Record<string, z.ZodType>> = {
  name: z.string(),
  resistance: nullableNumber.describe("Ω"),
  resistanceLower: bound.optional(),
  resistanceUpper: bound.optional(),
  determined: determined.optional(),
  resistanceError: nullableNumber.describe("Ω, one standard deviation"),
  tau: nullableNumber.describe("s"),
  tauLower: bound.optional(),
  tauUpper: bound.optional(),
  logTauError: nullableNumber.describe("standard deviation of ln τ"),
  capacitance: nullableNumber.describe("F"),
  capacitanceLower: bound.optional(),
  capacitanceUpper: bound.optional(),
  logCapacitanceError: nullableNumber.describe("standard deviation of the logarithm of the capacitance"),
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
  .describe(
    "leads that were taken out (files or values in SI), frequencies in Hz that were kept, and whether high ones were that no passive circuit describes",
  );
