import { FormatError, LiquidusError } from "../../base/errors.ts";
import { suggest } from "../../cell/form/suggest.ts";
import { digestOf, type SourceFile, sentenceOf } from "../document.ts";
import { namesIn } from "./fill-protocol.ts";
import { faultOf, placeOf, shown } from "./issue-words.ts";
import { type Study, studySchema } from "./study.ts";
import { casesOf, measuredFiles, type StudyCase } from "./study-cases.ts";
import { studyObject } from "./study-schema.ts";
import { type Path, readYaml, type YamlText } from "./yaml-text.ts";

/** A study that was read, with its cases and where each field stands. */
export interface StudySource {
  readonly study: Study;
  readonly cases: readonly StudyCase[];
  readonly origin: { readonly kind: "shipped" | "file"; readonly file: string | null; readonly sha256: string | null };
  /** Line of a field in the file. */
  lineOf(path: Path): number;
  /**
   * What `act` returns; its refusals are told with the line and the name of the field that they are about.
   * @throws FormatError in place of a DomainError or FormatError of `act`
   */
  at<Result>(path: Path, act: () => Result): Result;
}

/** Whether a YAML text says that it is a study. */
function isStudy(value: unknown): boolean {
  return typeof value === "object" && value !== null && "schema" in value && value.schema === studySchema;
}

/**
 * Reads a study (liquidus.study/1) from a YAML file.
 * @throws FormatError naming file, line and field, what was found, what is expected and what to do
 */
export async function studyFromFile(file: SourceFile): Promise<StudySource> {
  return studyFromYaml(await readYaml(file), { kind: "file", file: file.name, sha256: digestOf(file) });
}

/** A study from a YAML text that was read. @throws as `studyFromFile` */
export function studyFromYaml(text: YamlText, origin: StudySource["origin"]): StudySource {
  const { value } = text;
  if (!isStudy(value)) {
    const schema = typeof value === "object" && value !== null && "schema" in value ? shown(value.schema) : "not given";
    refuse(text, ["schema"], `the schema is ${schema}; a study says schema: ${studySchema}.`);
  }
  const checked = studyObject.safeParse(value);
  if (!checked.success) {
    const { path, words } = faultOf(studyObject, value, checked.error.issues);
    refuse(text, path, words);
  }
  const study = checked.data as Study;
  const cases = casesOf(study);
  const source: StudySource = {
    study,
    cases,
    origin,
    lineOf: text.lineOf,
    at(path, act) {
      try {
        return act();
      } catch (error) {
        if (!(error instanceof LiquidusError) || !["DomainError", "FormatError"].includes(error.name)) throw error;
        return refuse(text, path, ...placedSentence(text, path, error));
      }
    },
  };
  checkCases(text, study, cases);
  return source;
}

/** What a schema cannot say: names that must be there, and that stand once. */
function checkCases(text: YamlText, study: Study, cases: readonly StudyCase[]): void {
  const names = cases.map(({ name }) => name);
  const known = (name: string | undefined, path: Path): void => {
    if (name === undefined || names.includes(name)) return;
    refuse(text, path, `there is no case "${name}". ${suggest(name, names)}`);
  };
  for (const [k, name] of names.entries()) {
    if (names.indexOf(name) !== k)
      refuse(text, ["cases", k, "name"], `two cases are called "${name}"; give each a name of its own.`);
  }
  for (const { cell, protocol, path } of cases) {
    const given = (["set", "model", "shipped"] as const).filter((kind) => cell[kind] !== undefined);
    if (given.length !== 1) {
      const found = given.length === 0 ? "none of the three" : given.join(" and ");
      refuse(
        text,
        placeOfCell(study, path),
        `found ${found}; a cell is one of set: NAME, model: (a cell written out) or shipped: NAME.`,
      );
    }
    if (protocol === null)
      refuse(text, path, "there is no protocol; say what is done, as in protocol: strip at 0.4 mA/cm2 for 1 h.");
  }
  for (const name of Object.keys(study.let ?? {})) {
    const used = cases.some(
      ({ protocol, let: given }) => Object.hasOwn(given, name) && namesIn(protocol ?? "").includes(name),
    );
    if (!used)
      refuse(
        text,
        ["let", name],
        `no protocol has {${name}}. ${suggest(name, [...new Set(cases.flatMap(({ protocol }) => namesIn(protocol ?? "")))])}`,
      );
  }
  const owners = new Map<string, string>();
  for (const [k, { case: name, file }] of measuredFiles(study).entries()) {
    const path: Path = Array.isArray(study.measured) ? ["measured", k] : ["measured"];
    known(name, [...path, "case"]);
    const owner = name ?? names[0] ?? "";
    const other = owners.get(owner);
    if (other !== undefined) {
      const left = name === undefined && names.length > 1 ? " (the first, as no case is named)" : "";
      refuse(
        text,
        name === undefined ? path : [...path, "case"],
        `${file} belongs to the case "${owner}"${left}, and so does ${other}; a case is held against one file. Name another case, or leave one out.`,
      );
    }
    owners.set(owner, file);
  }
  const observations = study.observe ?? [];
  for (const [k, { name, case: one }] of observations.entries()) {
    known(one, ["observe", k, "case"]);
    const first = observations.findIndex((other) => other.name === name && other.case === one);
    if (first !== k)
      refuse(text, ["observe", k, "name"], `two observables are called "${name}"; give each a name of its own.`);
  }
}

/** Where the cell of a case is given: in the case, or in the study. */
function placeOfCell({ cases }: Study, path: Path): Path {
  return cases?.[Number(path[1])]?.cell === undefined ? ["cell"] : [...path, "cell"];
}

/** A refusal in words; where it counts lines within the text at a path, those of the file in their place. */
function placedSentence({ lineInText }: YamlText, path: Path, error: Error): [words: string, line?: number] {
  const inside = error instanceof FormatError && error.position.file === undefined ? error.position.line : undefined;
  const words = sentenceOf(error);
  const counted = /^Line \d+, column \d+: /;
  return inside === undefined || !counted.test(words)
    ? [words]
    : [words.replace(counted, ""), lineInText(path, inside)];
}

function refuse({ file, lineOf }: YamlText, path: Path, words: string, line: number = lineOf(path)): never {
  const place = placeOf(path);
  throw new FormatError(`${file}, line ${line}${place === "" ? "" : `, ${place}`}: ${words}`, { file, line });
}
