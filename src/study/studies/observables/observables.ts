import { DomainError } from "../../../base/errors.ts";
import { suggest } from "../../../cell/form/suggest.ts";
import { chargeObservables } from "./charge.ts";
import { impedanceObservables } from "./impedance.ts";
import type { ObservableKind } from "./observable.ts";
import { onsetObservables } from "./onset.ts";
import { stateObservables } from "./state.ts";
import { voltageObservables } from "./voltage.ts";

/** Every number that a study may ask a run for, by name. */
export const observables: Readonly<Record<string, ObservableKind>> = Object.fromEntries(
  [...chargeObservables, ...voltageObservables, ...onsetObservables, ...impedanceObservables, ...stateObservables].map(
    (kind) => [kind.name, kind],
  ),
);

/** An observable by its name. @throws DomainError naming those there are */
export function observableOf(name: string): ObservableKind {
  const found = Object.hasOwn(observables, name) ? observables[name] : undefined;
  if (found !== undefined) return found;
  throw new DomainError(`There is no observable "${name}". ${suggest(name, Object.keys(observables))}`);
}
