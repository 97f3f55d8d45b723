import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";

import type { CellModel } from "../../cell/form/cell-model.ts";
import { composeCell } from "../../cell/form/compose.ts";
import { compileProtocol } from "../../cell/protocol/compile.ts";
import type { Measurement } from "../../files/measurement.ts";
import { readMeasurement } from "../../files/registry.ts";
import { parseQuantity } from "../../units/quantity.ts";
import { digestOf, type SourceFile, type UnreadableFile } from "../document.ts";
import {
  nominalCapacityOf,
  type ProtocolChoice,
  protocolFromFile,
  protocolFromText,
  protocolLines,
} from "../protocol.ts";
import type { SimulateDocument, SimulateRequest } from "../simulate.ts";
import { type CaseCell, cellOfCase, cellPath } from "./case-cell.ts";
import type { CellSets } from "./cell-sets.ts";
import { checkNames, checkRecord, enteredArea, falsifierChecks, hasUnknown } from "./check-inputs.ts";
import { fillProtocol, namesIn } from "./fill-protocol.ts";
import { checkMoment } from "./observables/moment.ts";
import { type PlannedObservation, planObservation } from "./observables/observe.ts";
import type { StudySource } from "./read-study.ts";
import { refuseStart } from "./refuse-start.ts";
import { shippedSets } from "./shipped-sets.ts";
import { isOn, type Study, type StudyMeasured, type Written } from "./study.ts";
import { FROM_MEASURED, measuredFiles, type StudyCase } from "./study-cases.ts";
import { falsifiersOf, type KnownFalsifiers, type RunFalsifiers } from "./study-falsifiers.ts";
import type { Path } from "./yaml-text.ts";

export interface StudyOptions {
  /** Parameter sets that cells may name; default those that come with the program. */
  readonly sets?: CellSets;
  /** The measured files of the study, by the name that it gives them. */
  readonly files?: Readonly<Record<string, SourceFile | UnreadableFile>>;
  /** Cases to run, by name; default all. */
  readonly only?: readonly string[];
  /** Parameters that are changed in every case, in SI or as text with a unit. */
  readonly set?: Readonly<Record<string, Written>>;
  /** As in 40 C: of every case, in the place of its own. */
  readonly temperature?: string;
  /** Cells of the pool of cells of a parameter set; default those of the family. */
  readonly cells?: number;
}

/** A measured file with its place in the experiment. */
export interface MeasuredFile {
  readonly file: string;
  readonly sha256: string;
  readonly measurement: Measurement;
  /** m²; null: neither the study nor the file says it. */
  readonly area: number | null;
  /** s on the clock of the run at which the file's own clock begins. */
  readonly start: number;
}

/** A case, ready to be run. */
export interface PlannedCase {
  readonly case: StudyCase;
  readonly cell: CaseCell;
  readonly protocol: ProtocolChoice;
  readonly measured: MeasuredFile | null;
  readonly request: SimulateRequest;
  readonly observations: readonly PlannedObservation[];
  /** What stands against the mechanisms of a run of this case. */
  falsifiers(document: SimulateDocument): RunFalsifiers;
}

/** A study of which everything has been understood: what is left is work. */
export interface PlannedStudy {
  readonly source: StudySource;
  readonly study: Study;
  readonly cases: readonly PlannedCase[];
  readonly relaxationTimes: boolean;
  readonly warnings: readonly Warning[];
}

/**
 * Understands a study: cells are composed, protocols compiled, files read, observables named. Nothing is run.
 *
 * @throws FormatError with file, line and field for whatever cannot be done, quoting the step of a protocol
 * @throws DomainError for a case of `only` that is not there
 */
export async function planStudy(source: StudySource, options: StudyOptions = {}): Promise<PlannedStudy> {
  const { study } = source;
  const { only, sets = shippedSets, set = {}, temperature } = options;
  const chosen = only === undefined ? source.cases : source.cases.filter(({ name }) => only.includes(name));
  const missing = only?.find((name) => !source.cases.some((one) => one.name === name));
  if (missing !== undefined) {
    throw new DomainError(
      `The study has no case "${missing}"; it has ${source.cases.map(({ name }) => name).join(", ")}.`,
    );
  }
  const { falsifiers } = study;
  if (falsifiers !== undefined) {
    for (const { path, check } of falsifierChecks(falsifiers)) source.at(["falsifiers", ...path], check);
  }
  checkRecord(source);
  const files = new Map<StudyMeasured, MeasuredFile>();
  const cases: PlannedCase[] = [];
  const models = new Map<string, CellModel>();
  const warnings: Warning[] = [];
  const known: KnownFalsifiers = new Map();
  for (const one of chosen) {
    const given: StudyCase = {
      ...one,
      cell: {
        ...one.cell,
        ...(Object.keys(set).length === 0 ? {} : { parameters: { ...one.cell.parameters, ...set } }),
        ...(temperature === undefined ? {} : { temperature }),
      },
      forRun: Object.keys(set),
    };
    const measured =
      one.measured === null
        ? null
        : (files.get(one.measured) ?? (await measuredOf(source, one.measured, options, warnings)));
    if (measured !== null && one.measured !== null) files.set(one.measured, measured);
    const ready = Object.keys(set).length === 0 && temperature === undefined ? one : given;
    const { planned, model } = await planCase(source, ready, measured, options, sets, known);
    cases.push(planned);
    models.set(one.name, model);
  }
  const others = source.cases.filter((one) => !chosen.includes(one));
  const modelOf = (one: StudyCase): CellModel => composeCell(cellOfCase(source, one, sets).choice.description);
  warnings.push(...checkNames(source, models, () => others.map(modelOf)));
  return {
    source,
    study,
    cases,
    relaxationTimes: study.analysis?.relaxationTimes === undefined || isOn(study.analysis.relaxationTimes),
    warnings: [...remarksOf(cases), ...unusedNames(source), ...warnings],
  };
}

/** What is to be known of the cells, each sentence once; of what not every case has, with the names of those that do. */
function remarksOf(cases: readonly PlannedCase[]): Warning[] {
  const sentences = [...new Set(cases.flatMap(({ cell }) => cell.remarks))];
  return sentences.map((sentence) => {
    const names = cases.filter(({ cell }) => cell.remarks.includes(sentence)).map((one) => one.case.name);
    return {
      code: "cell-remark",
      message: names.length === cases.length ? sentence : `${names.join(", ")}: ${sentence}`,
    };
  });
}

async function planCase(
  source: StudySource,
  one: StudyCase,
  measured: MeasuredFile | null,
  { files = {}, cells }: StudyOptions,
  sets: CellSets,
  known: KnownFalsifiers,
): Promise<{ readonly planned: PlannedCase; readonly model: CellModel }> {
  const { study } = source;
  const cell = cellOfCase(source, one, sets, cells);
  const protocol = await protocolOfCase(source, one, measured, files);
  const area = cell.area ?? protocol.options.area;
  const capacity = one.cell.capacity;
  const nominalCapacity =
    capacity === undefined
      ? protocol.options.nominalCapacity
      : source.at(cellPath(source, one, "capacity"), () => nominalCapacityOf(capacity));
  const record = study.analysis?.record;
  const model = source.at(["cell"], () => composeCell(cell.choice.description).withParameters(cell.set));
  const there = (name: string): boolean => hasUnknown(model, name);
  const asked = (study.analysis?.unknowns ?? []).filter(there);
  const usual = model.unknowns.filter(
    ({ name, unit, cells }) => cells === 1 && unit !== "V" && !name.startsWith("cell."),
  );
  const unknowns = [...new Set([...asked, ...usual.map(({ name }) => name)])];
  const { tolerance, method, jump } = one.settings;
  const steps = { protocol: protocol.protocol, sentences: protocolLines(protocol.protocol) };
  const segments = source.at(
    protocolPath(source, one),
    () =>
      compileProtocol(protocol.protocol, {
        ...(area === undefined ? {} : { area }),
        ...(nominalCapacity === undefined ? {} : { nominalCapacity }),
      }).count,
  );
  const observations = (study.observe ?? []).flatMap((entry, k) => {
    if (entry.case !== undefined && entry.case !== one.name) return [];
    const unitOf = (name: string): string | undefined => model.unknowns.find((place) => place.name === name)?.unit;
    if (entry.what === "unknown" && entry.of !== undefined && !unknowns.includes(entry.of) && there(entry.of)) {
      unknowns.push(entry.of);
    }
    const observation = source.at(["observe", k], () => planObservation(entry, unitOf));
    for (const field of ["at", "over"] as const) {
      const moment = entry[field];
      if (moment !== undefined) source.at(["observe", k, field], () => checkMoment(steps, segments, moment));
    }
    return [observation];
  });
  const request: SimulateRequest = {
    cell: cell.choice,
    protocol,
    set: cell.set,
    unknowns,
    ...(area === undefined ? {} : { area }),
    ...(nominalCapacity === undefined ? {} : { nominalCapacity }),
    ...(tolerance === undefined ? {} : { relativeTolerance: tolerance }),
    ...(method === undefined ? {} : { method }),
    ...(jump === undefined ? {} : { cycleJump: jump }),
    ...(record === undefined
      ? {}
      : { recordInterval: source.at(["analysis", "record"], () => parseQuantity(record, "time")) }),
  };
  source.at(protocolPath(source, one), () => refuseStart(model, request));
  const planned: PlannedCase = {
    case: one,
    cell,
    protocol,
    measured,
    request,
    observations,
    falsifiers: (document) => falsifiersOf(cell, document, study.falsifiers, observations, known),
  };
  return { planned, model };
}

/** Where the protocol of a case stands: in the case, or in the study. */
function protocolPath({ study }: StudySource, { path }: StudyCase): Path {
  return study.cases?.[Number(path[1])]?.protocol === undefined ? ["protocol"] : [...path, "protocol"];
}

async function protocolOfCase(
  source: StudySource,
  one: StudyCase,
  measured: MeasuredFile | null,
  files: NonNullable<StudyOptions["files"]>,
): Promise<ProtocolChoice> {
  const path = protocolPath(source, one);
  const text = one.protocol ?? "";
  if (text.trim().toLowerCase() === FROM_MEASURED) {
    const entry = measured === null ? undefined : files[measured.file];
    if (measured === null || entry === undefined || "error" in entry) {
      return source.at(path, () => {
        throw new DomainError(
          "the protocol is that of a measured file, but no file belongs to this case; name it under measured.",
        );
      });
    }
    return refusing(source, path, protocolFromFile(entry));
  }
  const sentences = source.at(path, () => fillProtocol(text, bindingsOf(one, text)));
  const choice = source.at(path, () => protocolFromText(sentences));
  return {
    ...choice,
    origin: {
      kind: source.origin.file === null ? "built-in" : "file",
      file: source.origin.file,
      sha256: source.origin.sha256,
    },
  };
}

/** What `let` says for a protocol: only what this protocol has. A name that it still asks for is refused by `fillProtocol`. */
function bindingsOf({ let: given }: StudyCase, protocol: string): Readonly<Record<string, Written>> {
  const asked = namesIn(protocol);
  return Object.fromEntries(Object.entries(given).filter(([name]) => asked.includes(name)));
}

/** That a case says what a name is that its protocol does not have: once a protocol was written over, its cases may be one. */
function unusedNames({ cases }: StudySource): Warning[] {
  return cases.flatMap(({ name, let: given, inherited, protocol }) => {
    const asked = namesIn(protocol ?? "");
    const unused = Object.keys(given).filter((one) => !inherited.includes(one) && !asked.includes(one));
    if (unused.length === 0) return [];
    const places = unused.map((one) => `{${one}}`).join(", ");
    return [
      {
        code: "let-unused",
        message: `Case ${name}: let says what ${unused.join(", ")} is, but the protocol has no ${places}; it changes nothing.`,
      },
    ];
  });
}

/** As `source.at`, of what takes its time. */
async function refusing<Result>(source: StudySource, path: Path, work: Promise<Result>): Promise<Result> {
  const found = await work.then(
    (result) => () => result,
    (error: unknown) => (): Result => {
      throw error;
    },
  );
  return source.at(path, found);
}

async function measuredOf(
  source: StudySource,
  entry: StudyMeasured,
  { files = {} }: StudyOptions,
  warnings: Warning[],
): Promise<MeasuredFile> {
  const k = measuredFiles(source.study).indexOf(entry);
  const path: Path = Array.isArray(source.study.measured) ? ["measured", k] : ["measured"];
  const file = Object.hasOwn(files, entry.file) ? files[entry.file] : undefined;
  if (file === undefined || "error" in file) {
    return source.at([...path, "file"], () => {
      throw new DomainError(file === undefined ? `${entry.file} was not given.` : file.error.message);
    });
  }
  const measurement = await refusing(source, [...path, "file"], readMeasurement(file));
  const { area, start } = entry;
  const given = area === undefined ? null : source.at([...path, "area"], () => enteredArea(area, entry.file));
  if (given !== null && "warning" in given) warnings.push(given.warning);
  return {
    file: entry.file,
    sha256: digestOf(file),
    measurement,
    area: given !== null && "area" in given ? given.area : measurement.cell.area,
    start: start === undefined ? 0 : source.at([...path, "start"], () => parseQuantity(start, "time")),
  };
}
