import { DomainError } from "../../base/errors.ts";
import { suggest } from "../../cell/form/suggest.ts";
import type { SourceFile } from "../document.ts";
import { type StudySource, studyFromYaml } from "./read-study.ts";
import { shippedStudyTexts } from "./shipped.generated.ts";
import { readYaml } from "./yaml-text.ts";

/** A study that comes with the program, as a list shows it. */
export interface ShippedStudy {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly cases: readonly string[];
  /** The parameter set of its cell; null for another cell. */
  readonly set: string | null;
}

/** Names of the studies that come with the program. */
export const shippedStudyNames: readonly string[] = Object.keys(shippedStudyTexts);

/** Studies that were read: a ledger asks for each of them several times, and nothing changes them. */
const read = new Map<string, Promise<StudySource>>();

/** A study that comes with the program. @throws DomainError naming those there are */
export async function shippedStudy(name: string): Promise<StudySource> {
  const known = read.get(name) ?? readShipped(name);
  read.set(name, known);
  return known;
}

async function readShipped(name: string): Promise<StudySource> {
  const text = Object.hasOwn(shippedStudyTexts, name) ? shippedStudyTexts[name] : undefined;
  if (text === undefined) throw new DomainError(`There is no study "${name}". ${suggest(name, shippedStudyNames)}`);
  const file: SourceFile = { name: `${name}.yaml`, bytes: new TextEncoder().encode(text) };
  return studyFromYaml(await readYaml(file), { kind: "shipped", file: null, sha256: null });
}

/** The studies that come with the program. */
export async function listStudies(): Promise<readonly ShippedStudy[]> {
  return Promise.all(
    shippedStudyNames.map(async (name) => {
      const { study, cases } = await shippedStudy(name);
      return {
        name,
        title: study.title ?? name,
        about: study.about ?? "",
        cases: cases.map((one) => one.name),
        set: study.cell.set ?? null,
      };
    }),
  );
}
