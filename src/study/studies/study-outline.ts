import { siValue } from "../../cell/families/index.ts";
import { standardSubmodels } from "../../cell/submodels/registry.ts";
import type { SourceFile, UnreadableFile } from "../document.ts";
import { totalsOf } from "../protocol.ts";
import { prepareSimulation } from "../simulate.ts";
import { submodelEntries } from "../simulate-submodels.ts";
import type { CaseCell, ParameterChange } from "./case-cell.ts";
import { type ChangesOverShipped, changesOverShipped } from "./changes-over-shipped.ts";
import { geometryWords } from "./geometry-words.ts";
import { mechanismKinds } from "./mechanism-kinds.ts";
import { type PlannedCase, planStudy } from "./plan-study.ts";
import type { StudySource } from "./read-study.ts";
import { runMeaning } from "./run-meaning.ts";
import type { StudyCalibration, Written } from "./study.ts";

/** A number of a cell, as it is shown and changed. */
export interface OutlinedParameter {
  /** "submodel.parameter" */
  readonly name: string;
  readonly symbol: string;
  readonly description: string;
  /** In `unit`. */
  readonly value: number;
  readonly unit: string;
  /** What the literature, or a bound, allows, in `unit`; null: nothing is stated. */
  readonly range: readonly [lower: number, upper: number] | null;
  readonly status: string;
  readonly source: string;
  /** Without what the study gives, in `unit`; null: as it is. */
  readonly shipped: number | null;
  /** Who gave it; null: as the set or the cell has it. */
  readonly from: ParameterChange["from"] | null;
}

/** A part of the cell that can be left out. */
export interface OutlinedMechanism {
  readonly name: string;
  readonly on: boolean;
  /** Kind of the submodel: what falsifiers speak of. */
  readonly kind: string;
  readonly title: string;
  readonly equations: string;
  readonly source: string;
}

/** A layer of the cell, from the counter electrode to the working electrode. */
export interface CellLayer {
  readonly role: "counter" | "electrolyte" | "working";
  readonly name: string;
  /** m; null: not stated. */
  readonly thickness: number | null;
}

/** A study with one of its cases, as a form shows it. */
export interface StudyOutline {
  readonly name: string;
  readonly title: string;
  readonly about: string | null;
  readonly cases: readonly { readonly name: string; readonly about: string | null }[];
  readonly case: {
    readonly name: string;
    readonly cell: string;
    readonly set: string | null;
    /** As written, and as it was read; null: that of the set. */
    readonly composition: { readonly written: string | null; readonly understood: string | null };
    readonly moleFraction: number | null;
    /** K */
    readonly temperature: number;
    /** m² */
    readonly area: number | null;
    readonly parameters: readonly OutlinedParameter[];
    readonly mechanisms: readonly OutlinedMechanism[];
    readonly layers: readonly CellLayer[];
    /** As it stands in the study, {names} open. */
    readonly protocol: string;
    readonly let: Readonly<Record<string, Written>>;
    readonly summary: string;
    readonly measured: string | null;
    /** See `runMeaning`. */
    readonly meaning: string;
  };
  /** The case as options of the command line over a shipped study; null: its file alone tells it. */
  readonly overShipped: ChangesOverShipped | null;
  readonly calibrate: StudyCalibration | null;
  readonly warnings: readonly string[];
}

/**
 * What a form shows of a study and one of its cases. Nothing is run.
 * @param name of the case; left out: the first
 * @throws FormatError as `planStudy`
 */
export async function studyOutline(
  source: StudySource,
  name?: string,
  files: Readonly<Record<string, SourceFile | UnreadableFile>> = {},
): Promise<StudyOutline> {
  const { study, cases } = source;
  const chosen = cases.find((one) => one.name === name) ?? cases[0];
  const planned = await planStudy(source, { files, only: chosen === undefined ? [] : [chosen.name] });
  const [one] = planned.cases;
  if (one === undefined) throw new Error("studyOutline: a study has a case");
  const { cell } = one;
  const { model, compiled } = prepareSimulation(one.request);
  return {
    name: study.name,
    title: study.title ?? study.name,
    about: study.about ?? null,
    cases: cases.map(({ name: own, about }) => ({ name: own, about })),
    case: {
      name: one.case.name,
      cell: cell.choice.title,
      set: one.case.cell.set ?? null,
      composition: { written: one.case.cell.composition ?? null, understood: cell.composition },
      moleFraction: cell.moleFraction,
      temperature: model.description.temperature,
      area: one.request.area ?? null,
      parameters:
        cell.parameters.length > 0
          ? setParameters(cell)
          : ownParameters(submodelEntries(model, cell.choice.origin.file, cell.set, cell.choice.changed), cell),
      mechanisms: mechanismsOf(cell),
      layers: layersOf(cell),
      protocol: one.case.protocol ?? "",
      let: one.case.let,
      summary: totalsOf(compiled).summary,
      measured: measuredName(one),
      meaning: runMeaning(planned, one, model),
    },
    overShipped: await changesOverShipped(source, one.case.name),
    calibrate: study.calibrate ?? null,
    warnings: planned.warnings.map(({ message }) => message),
  };
}

const measuredName = ({ measured }: PlannedCase): string | null => measured?.file ?? null;

/** The numbers of a set with what the study gives over them. */
function setParameters({ parameters, changes, choice }: CaseCell): OutlinedParameter[] {
  const kinds = new Map<string, string>(choice.description.submodels.map(({ name, kind }) => [name, kind]));
  return parameters.map(({ name, value, unit, range, status, source }) => {
    const change = changes.find((one) => one.name === name);
    const at = name.lastIndexOf(".");
    const [owner, key] = [name.slice(0, at), name.slice(at + 1)];
    const known = standardSubmodels[kinds.get(owner) ?? mechanismKinds[owner] ?? ""]?.parameters[key];
    const words = owner === "geometry" ? geometryWords[key] : known;
    return {
      name,
      symbol: words?.symbol ?? "",
      description: words?.description ?? spelled(key),
      value: change === undefined ? value : change.value / siValue({ value: 1, unit }),
      unit,
      range,
      status,
      source,
      shipped: change === undefined ? null : value,
      from: change?.from ?? null,
    };
  });
}

/** The numbers of the submodels of a cell that is no set. SI. */
function ownParameters(submodels: ReturnType<typeof submodelEntries>, { changes }: CaseCell): OutlinedParameter[] {
  return submodels.flatMap(({ name: owner, parameters }) =>
    parameters.map(({ name: key, symbol, description, value, unit, status, source }): OutlinedParameter => {
      const name = `${owner}.${key}`;
      const change = changes.find((one) => one.name === name);
      return {
        name,
        symbol,
        description,
        value,
        unit,
        range: null,
        status,
        source,
        shipped: change?.shipped ?? null,
        from: change?.from ?? null,
      };
    }),
  );
}

/** "limiting current density" of limitingCurrentDensity. */
const spelled = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function mechanismsOf({ mechanisms }: CaseCell): OutlinedMechanism[] {
  return Object.entries(mechanisms).map(([name, on]) => {
    const submodel = standardSubmodels[mechanismKinds[name] ?? ""];
    return {
      name,
      on,
      kind: submodel?.kind ?? "",
      title: submodel?.title ?? name,
      equations: submodel?.equations ?? "",
      source: submodel?.source ?? "",
    };
  });
}

/** Layers of a cell of a set, whose title names them: "NaK | Na3Zr2Si2PO12 | Na". */
function layersOf({ choice, parameters, changes }: CaseCell): CellLayer[] {
  const [working, electrolyte, counter] = choice.title.split("|").map((part) => part.trim());
  if (working === undefined || electrolyte === undefined || counter === undefined) return [];
  const number = (name: string): number | null => {
    const own = parameters.find((one) => one.name === `geometry.${name}`);
    const change = changes.find((one) => one.name === `geometry.${name}`);
    return change?.value ?? (own === undefined ? null : siValue(own));
  };
  const [volume, area] = [number("volume"), number("poolArea")];
  const depth = volume !== null && area !== null ? volume / area : number("metalThickness");
  return [
    { role: "counter", name: counter, thickness: number("counterThickness") },
    { role: "electrolyte", name: electrolyte, thickness: number("electrolyteThickness") },
    { role: "working", name: working, thickness: depth },
  ];
}
