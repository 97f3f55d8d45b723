import type { ElectrodeRole } from "../conventions.ts";
import type { SubmodelDescription } from "../form/description.ts";
import type { ParameterProvenance } from "../form/parameter.ts";
import type { Mechanism, ParameterSet } from "./parameter-set.ts";
import { onOtherArea, type SetNumber } from "./set-values.ts";

/** What the parts of a cell are built from. SI. */
export interface CellPlan {
  readonly set: ParameterSet;
  readonly moleFraction: number;
  /** K */
  readonly temperature: number;
  /** Cells of the pool. */
  readonly cells: number;
  /** m²: the normalising area, and that of the working electrode. */
  readonly area: number;
  readonly poolArea: number;
  readonly numbers: ReadonlyMap<string, SetNumber>;
  /** SI. @throws DomainError where the set has none */
  number(name: string): number;
  has(mechanism: Mechanism): boolean;
}

/** A number that follows from others. */
export interface Derived {
  /** SI, per area of the working electrode. */
  readonly value: number;
  readonly source: string;
}

/** How one submodel takes its numbers from the set. */
export interface SubmodelPlan {
  readonly name: string;
  readonly kind: string;
  readonly electrode?: ElectrodeRole;
  /** Area of what the numbers belong to over the normalising area; 1: they are not converted. */
  readonly areaRatio: number;
  /** Numbers that are not in the set but follow from it, or replace it. */
  readonly derived?: Readonly<Record<string, Derived>>;
  /** Parameters of the set that the submodel, as it is connected here, does not have. */
  readonly without?: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly connect?: Readonly<Record<string, string>>;
}

/** A submodel with the numbers that the set has under its name, converted to the normalising area, each with its provenance. */
export function submodelOf({ numbers }: CellPlan, plan: SubmodelPlan): SubmodelDescription {
  const { name, kind, electrode, areaRatio, derived = {}, without = [], options, connect } = plan;
  const parameters: Record<string, number> = {};
  const provenance: Record<string, ParameterProvenance> = {};
  const prefix = `${name}.`;
  for (const [key, number] of numbers) {
    if (!key.startsWith(prefix)) continue;
    const parameter = key.slice(prefix.length);
    if (without.includes(parameter)) continue;
    const value = onOtherArea(number, areaRatio);
    parameters[parameter] = value;
    const { status, source } = number;
    provenance[parameter] = {
      status,
      source:
        value === number.value
          ? source
          : `${source}; × ${(value / number.value).toPrecision(4)} for the normalising area`,
    };
  }
  for (const [parameter, { value, source }] of Object.entries(derived)) {
    parameters[parameter] = value;
    provenance[parameter] = { status: "computed", source };
  }
  return {
    name,
    kind,
    ...(electrode === undefined ? {} : { electrode }),
    parameters,
    provenance,
    ...(options === undefined ? {} : { options }),
    ...(connect === undefined ? {} : { connect }),
  };
}
