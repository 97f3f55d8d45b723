import {
  type CircuitModel,
  emptyProject,
  type ImpedanceSettings,
  type ModelConstraints,
  noConstraints,
  type PhasesSettings,
  type ProjectDocument,
  type ProjectFile,
  type ProjectStudy,
  projectSchema,
} from "../project.ts";
import {
  DecodeError,
  type Decoder,
  digestText,
  either,
  fields,
  flag,
  list,
  mapOf,
  nullable,
  number,
  optional,
  text,
  word,
} from "./decode.ts";

const file = fields<ProjectFile>(
  {
    id: digestText,
    name: text(),
    folder: text(),
    size: number(0),
    area: nullable(text()),
    working: nullable(text()),
    counter: nullable(text()),
    shipped: optional(text(200)),
  },
  { area: null, working: null, counter: null },
);

const study = fields<ProjectStudy>(
  {
    id: text(200),
    name: text(),
    yaml: text(4_000_000),
    shipped: nullable(text(200)),
    measured: nullable(text(200)),
    file: optional(text()),
  },
  { shipped: null, measured: null },
);

const ends: Decoder<readonly [number, number]> = (value, at) => {
  const [lower, upper, ...more] = list(number(), 2)(value, at);
  if (lower === undefined || upper === undefined || more.length > 0) {
    throw new DecodeError(`${at} holds one number; a lower and an upper bound are expected.`);
  }
  return [lower, upper];
};

const ofParameters = {
  start: mapOf(number(), 500),
  fixed: mapOf(number(), 500),
  bounds: mapOf(ends, 500),
  ties: mapOf(text(500), 500),
};

const impedance = fields<ImpedanceSettings>(
  {
    lambda: either(word("auto"), number(0)),
    part: word("re+im", "re", "im"),
    sign: word("auto", "positive", "both"),
    basis: word("gaussian", "matern-2", "matern-4", "matern-6", "piecewise-linear"),
    drift: either(word("auto"), flag),
    circuit: text(),
    constraints: fields<ModelConstraints>(ofParameters, noConstraints),
    draft: nullable(fields<CircuitModel>({ notation: text(), ...ofParameters }, noConstraints)),
    along: word("sweep", "time", "current"),
    colors: nullable(ends),
  },
  emptyProject.impedance,
);

const phases = fields<PhasesSettings>(
  {
    alloy: text(),
    temperature: number(0),
    property: text(200),
    database: nullable(text(200)),
    system: text(200),
    pool: nullable(text(200)),
  },
  emptyProject.phases,
);

/** A document of this version; fields added since take their values from `emptyProject`. */
export const decodeProject: Decoder<ProjectDocument> = fields<ProjectDocument>(
  {
    schema: word(projectSchema),
    name: text(),
    files: list(file),
    studies: list(study),
    impedance,
    phases,
    compared: list(text(300), 8),
  },
  {
    studies: emptyProject.studies,
    impedance: emptyProject.impedance,
    phases: emptyProject.phases,
    compared: emptyProject.compared,
  },
);
