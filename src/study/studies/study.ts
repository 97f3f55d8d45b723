import type { CellModelInput } from "../simulate-cell.ts";

export const studySchema = "liquidus.study/1";
/** Of what a study prints. */
export const studyResultSchema = "liquidus.study-result/1";

/** A number in SI, or a text with a number and a unit. */
export type Written = number | string;

/** YAML 1.2 reads on and off as texts. */
export type OnOff = boolean | "on" | "off" | "yes" | "no";

export function isOn(given: OnOff): boolean {
  return given === true || given === "on" || given === "yes";
}

/** A study as it stands in its file: which cell, what is done with it, in which variations, and what it is held against. */
export interface Study {
  readonly schema: typeof studySchema;
  readonly name: string;
  readonly title?: string;
  /** What it is, and what its numbers rest on. */
  readonly about?: string;
  readonly cell: StudyCell;
  /** Sentences with {names} that `let` fills in; `from measured`: what the instrument was set to. */
  readonly protocol?: string;
  readonly let?: Readonly<Record<string, Written>>;
  readonly cases?: readonly StudyCaseEntry[];
  readonly measured?: StudyMeasured | readonly StudyMeasured[];
  readonly analysis?: StudyAnalysis;
  readonly settings?: StudySettings;
  readonly observe?: readonly Observation[];
  readonly calibrate?: StudyCalibration;
  readonly falsifiers?: FalsifierEntry;
}

/** Which cell: a parameter set with inputs, a cell written out, or one that comes with the program. Exactly one of the three. */
export interface StudyCell {
  readonly set?: string;
  readonly model?: CellModelInput;
  readonly shipped?: string;
  /** As in NaK50; never a bare number. */
  readonly composition?: string;
  /** As in 25 C. */
  readonly temperature?: string;
  /** Of the working electrode: currents and charges per area refer to it. */
  readonly area?: string;
  /** What C-rates refer to, as in 5 mAh/cm2. */
  readonly capacity?: string;
  readonly mechanisms?: Readonly<Record<string, OnOff>>;
  /** Values by "submodel.parameter"; of a set also its geometry. */
  readonly parameters?: Readonly<Record<string, Written>>;
}

/** A variation: what it says goes over what the study says, field by field. */
export interface StudyCaseEntry {
  readonly name: string;
  readonly about?: string;
  readonly cell?: StudyCell;
  readonly protocol?: string;
  readonly let?: Readonly<Record<string, Written>>;
  readonly settings?: StudySettings;
}

/** A measured file that a case is held against. */
export interface StudyMeasured {
  /** Beside the study file. */
  readonly file: string;
  /** Of the case that it belongs to; left out: the only one, or the first. */
  readonly case?: string;
  /** That its currents and impedances are divided by; left out: that of the cell. */
  readonly area?: string;
  /** When in the experiment the file begins; left out: at its start. */
  readonly start?: string;
}

export interface StudyAnalysis {
  /** Whether the spectra of each case are transformed to a map of relaxation times; default true where there are spectra. */
  readonly relaxationTimes?: OnOff;
  /** A point at every multiple of this; left out: the steps of the integrator. */
  readonly record?: string;
  readonly unknowns?: readonly string[];
}

export interface StudySettings {
  readonly tolerance?: number;
  readonly method?: "rosenbrock" | "radau";
  /** Error of a cycle jump; left out: none is made. */
  readonly jump?: number;
}

/** A number that a run gives, and what was measured or published. */
export interface Observation {
  readonly name: string;
  /** Which number: a name of `observables`. */
  readonly what: string;
  /** In which case; left out: in each. */
  readonly case?: string;
  /** When, where the number asks for a moment: "end of step 3". */
  readonly at?: string;
  /** The moment that a ratio is taken to. */
  readonly over?: string;
  /** A voltage, a share or a growth, where the number asks for one. */
  readonly level?: Written;
  /** Part of the voltage, unknown or step, where the number asks for one. */
  readonly of?: string;
  /** How, where there are several ways. */
  readonly by?: string;
  /** Measured or published. */
  readonly value?: Written | boolean;
  /** One standard deviation of it. */
  readonly sigma?: Written;
  /** Whether the value is an end: the number is at least, or at most, this. */
  readonly sense?: "equals" | "at least" | "at most";
  readonly source?: string;
  /** Which experiment it comes from, for predictions that leave one out. */
  readonly experiment?: string;
  /** A companion of another number that tells a search which way to go: it has no residual in a run, and is not counted there. */
  readonly for?: "calibration";
}

/** A quantity, or the two ends of what may be true. */
export type WrittenRange = Written | readonly [Written, Written];

/** What falsifiers are told beyond the cell: what was measured, and what is not known well. */
export interface FalsifierEntry {
  readonly conductivity?: WrittenRange;
  readonly depth?: WrittenRange;
  readonly voidSize?: WrittenRange;
  readonly orientation?: "alloy above" | "alloy below" | "upright";
  readonly farSide?: "rigid" | "free";
  readonly measured?: {
    readonly limitingCurrentDensity?: WrittenRange;
    readonly interfaceResistance?: WrittenRange;
    readonly voltageLimit?: WrittenRange;
    readonly voltageChange?: WrittenRange;
    readonly resistanceRatio?: WrittenRange;
    readonly onsetTime?: WrittenRange;
    readonly recoveryTime?: WrittenRange;
  };
}

/** What a calibration may change, and what it is held against beside `observe`. */
export interface StudyCalibration {
  /** What is estimated. Of studies that only lend their data it is not asked. */
  readonly vary?: Readonly<Record<string, StudyVariation>>;
  /** Parameters that keep their ratio to one that is varied, by name: "film.capacity" to "store.capacity". */
  readonly tie?: Readonly<Record<string, string>>;
  /** Normalising area of every case, of these studies and of those under `with`, that states none. */
  readonly area?: string;
  /** Studies whose data are fitted too, with the same parameters: names, or files beside this one. */
  readonly with?: readonly string[];
  /** Sets of mechanisms that are fitted to the same data and ranked. */
  readonly compare?: readonly StudyRival[];
  /** Counts the voltage of measured files as data. */
  readonly curve?: {
    /** One standard deviation of a point. */
    readonly sigma: Written;
    /** Points that stand for a curve; default 40. */
    readonly points?: number;
  };
  /** Counts measured spectra as data. */
  readonly spectra?: {
    /** One standard deviation of Z' and of Z'' as a part of |Z|. */
    readonly sigma: number;
    /** Frequencies of each spectrum; default 20. */
    readonly points?: number;
  };
  /** Observables that are not measured, each with the σ that a measurement would have. */
  readonly proposed?: Readonly<Record<string, Written>>;
  /** Relative tolerance of the runs of a search; default 1e-4. */
  readonly tolerance?: number;
  /** Cells of the pool in the runs of a search, for cells of a parameter set. */
  readonly cells?: number;
  /** Error of a cycle jump in the runs of a search, where the study jumps. */
  readonly jump?: number;
  /** Mechanisms that are left out of the runs of a search, because they do nothing in this study; the last run has them. */
  readonly idle?: readonly string[];
  /**
   * For runs that take long: a search follows the numbers of this study along straight lines from its start, found by one run and
   * one more for each parameter; the last run is a run.
   */
  readonly linear?: OnOff;
  /** Parameters that the data of this study do not see: the runs of a search leave them as they are; the last run has them. */
  readonly blind?: readonly string[];
}

export interface StudyVariation {
  readonly from: Written;
  readonly to: Written;
  readonly scale?: "linear" | "log";
  readonly start?: Written;
  /** What is known beforehand; counts as a datum. */
  readonly prior?: { readonly value: Written; readonly sigma: Written; readonly source: string };
}

/** A set of mechanisms among others. */
export interface StudyRival {
  readonly name: string;
  readonly mechanisms: Readonly<Record<string, OnOff>>;
  /** Normalising area in the place of that of the calibration. */
  readonly area?: string;
  /** Parameters that are varied besides, or within other bounds. */
  readonly vary?: Readonly<Record<string, StudyVariation>>;
}
