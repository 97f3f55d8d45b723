import { DomainError } from "../../../base/errors.ts";
import type { EventFunction } from "../../../numerics/dae/integrator.ts";
import type { CellModel, UnknownPlace } from "../../form/cell-model.ts";
import type { Mesh } from "../../form/mesh.ts";
import { splitReference } from "../../form/places.ts";
import { ionSetOf } from "./ion.ts";

/**
 * An event where a liquid runs out of ions: the smallest Σ z² D c (proportional to the conductivity) over all cells and, extrapolated
 * with the last slope, at both electrodes falls to a fraction of its mean at the start. Beyond 0 the equations have no solution, and
 * their drop of potential grows without bound before: at a current above the limiting one a run ends with this event, or without it
 * with a failure that names the time.
 *
 * @param submodel name of a Nernst-Planck separator of the model
 * @param fraction in [0, 1); above 0 where the drop counts in the cell voltage, so that the event comes before the pole
 * @throws DomainError where the model has no such submodel
 */
export function ionDepletion(model: CellModel, submodel: string, fraction = 1e-3): EventFunction {
  const description = model.description.submodels.find(
    (each) => each.name === submodel && each.kind === "nernst-planck-separator",
  );
  if (description === undefined || !(fraction >= 0 && fraction < 1)) {
    throw new DomainError(
      `ionDepletion: fraction ${fraction} of "${submodel}" in "${model.description.name}"; a fraction in [0, 1) of a Nernst-Planck separator is expected.`,
    );
  }
  const ions = ionSetOf(submodel, description.options ?? {});
  const places = ions.kept.map((ion) => placeOf(model, `${submodel}.${ion.name}`));
  const [{ mesh, stride }] = places;
  const firsts = Int32Array.from(places, (place) => place.index);
  const { conductance } = ions;
  const { faces, centers, cells } = mesh;
  const last = cells - 1;
  const startRatio = (centers[0] - faces[0]) / (centers[1] - centers[0]);
  const endRatio = (faces[cells] - centers[last]) / (centers[last] - centers[last - 1]);

  const target = description.connect?.precipitate;
  const solid = target === undefined ? -1 : placeOf(model, target).index;
  const salt = model.submodels.find(({ name }) => name === splitReference(target ?? "")[0]);
  const molarVolume = salt?.parameters.molarVolume?.value ?? 0;

  /** Σ z² D c with the concentrations in the liquid, c = u/φ. */
  const width = (state: Float64Array, cell: number): number => {
    let sum = 0;
    for (let k = 0; k < firsts.length; k++) sum += conductance[k] * state[firsts[k] + cell * stride];
    return solid < 0 ? sum : sum / (1 - molarVolume * state[solid + cell * stride]);
  };
  const initial = model.initialState();
  let mean = 0;
  for (let cell = 0; cell < cells; cell++) mean += width(initial, cell) / cells;

  return {
    name: `depletion of the ions in "${submodel}"`,
    direction: "falling",
    value(_time, state) {
      const first = width(state, 0);
      const final = width(state, last);
      let lowest = Math.min(
        first + startRatio * (first - width(state, 1)),
        final + endRatio * (final - width(state, last - 1)),
      );
      for (let cell = 0; cell < cells; cell++) lowest = Math.min(lowest, width(state, cell));
      return lowest / mean - fraction;
    },
  };
}

function placeOf(model: CellModel, name: string): UnknownPlace & { readonly mesh: Mesh } {
  const place = model.unknowns.find((each) => each.name === name);
  const mesh = place?.mesh;
  if (place === undefined || mesh === undefined) throw new DomainError(`ionDepletion: no component "${name}".`);
  return { ...place, mesh };
}
