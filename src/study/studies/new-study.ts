import { DomainError } from "../../base/errors.ts";
import { parameterSets } from "../../cell/families/index.ts";
import { composeCell } from "../../cell/form/compose.ts";
import { parseComposition } from "../../units/composition.ts";
import { parseQuantity } from "../../units/quantity.ts";
import { newStudyText } from "./edited-study.ts";
import { shippedSets } from "./shipped-sets.ts";

/** A parameter set that a study can begin with. */
export interface StudySet {
  readonly name: string;
  /** Metals of the working electrode; of two the composition has to be said. */
  readonly metals: readonly string[];
}

/** The parameter sets that come with the program. */
export const studySets: readonly StudySet[] = Object.values(parameterSets).map(
  ({ name, working: { metal, other } }) => ({ name, metals: other === undefined ? [metal] : [metal, other] }),
);

/** What has to be said before a study of a set is made, as it was typed. */
export interface NewStudy {
  readonly set: string;
  /** "NaK50", "63 at.% Na"; empty for a pure metal. */
  readonly composition: string;
  /** "0.385 cm2" */
  readonly area: string;
}

/** Why a new study is not made yet: one sentence for each field that is wrong. */
export interface NewStudyProblems {
  readonly composition: string | null;
  readonly area: string | null;
}

/** Says of each field why it cannot be used; null: it can. @throws DomainError for a set that is not there */
export function newStudyProblems({ set, composition, area }: NewStudy): NewStudyProblems {
  const metals = studySets.find(({ name }) => name === set)?.metals ?? [];
  const inputs = { mechanisms: {}, parameters: {} };
  shippedSets.cellOf(set, inputs);
  return {
    composition: sentenceOf(() => {
      if (composition.trim() === "") {
        if (metals.length < 2) return;
        throw new DomainError("Say the composition: as in NaK50 (wt% K), Na50K50 (at.%) or 63 at.% Na.");
      }
      const { moleFraction } = parseComposition(composition, { elements: metals });
      composeCell(shippedSets.cellOf(set, { ...inputs, moleFraction }).description);
    }),
    area: sentenceOf(() => {
      if (area.trim() === "") throw new DomainError("Say the area that currents refer to, as in 0.385 cm2.");
      const value = parseQuantity(area, "area");
      if (!(value > 0)) throw new DomainError(`"${area.trim()}" is no area: it has to be more than 0.`);
    }),
  };
}

/** The document of a new study: a rest and a strip. @throws DomainError with the sentence of the first field that is wrong */
export function newStudy(asked: NewStudy): string {
  const { composition, area } = newStudyProblems(asked);
  const problem = composition ?? area;
  if (problem !== null) throw new DomainError(problem);
  const written = asked.composition.trim();
  return newStudyText(asked.set, { area: asked.area.trim(), ...(written === "" ? {} : { composition: written }) });
}

function sentenceOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
