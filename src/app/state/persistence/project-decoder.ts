import {
  emptyProject,
  type ImpedanceSettings,
  type PhasesSettings,
  type ProjectDocument,
  type ProjectFile,
  type ProjectStudy,
  projectSchema,
} from "../project.ts";
import {
  type Decoder,
  digestText,
  either,
  fields,
  flag,
  list,
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
  },
  { shipped: null, measured: null },
);

const impedance = fields<ImpedanceSettings>(
  {
    lambda: either(word("auto"), number(0)),
    part: word("re+im", "re", "im"),
    sign: word("auto", "positive", "both"),
    drift: either(word("auto"), flag),
    circuit: text(),
    along: word("sweep", "time", "current"),
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
  { schema: word(projectSchema), name: text(), files: list(file), studies: list(study), impedance, phases },
  { studies: emptyProject.studies, impedance: emptyProject.impedance, phases: emptyProject.phases },
);
