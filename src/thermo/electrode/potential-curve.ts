import { DomainError } from "../../base/errors.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { type AlloyState, phaseState } from "./alloy-state.ts";
import { equilibriumStates } from "./equilibrium-state.ts";
import { type ParameterUncertainty, propagateUncertainty } from "./parameter-uncertainty.ts";
import { type Carrier, reversiblePotential } from "./potentials.ts";
import type { ReferenceState } from "./reference-state.ts";
import { binaryComposition } from "./thermodynamic-factor.ts";

/** Reversible potential of one component of a binary alloy against composition. All arrays have one length. */
export interface PotentialCurve {
  readonly component: string;
  readonly ion: string;
  /** K */
  readonly temperature: number;
  /** Of `PotentialCurveOptions.of`. */
  readonly moleFraction: Float64Array;
  /** V against the reference. */
  readonly potential: Float64Array;
  /** 1σ in V; null without covariance of the parameters. */
  readonly uncertainty: Float64Array | null;
  /** V/K; NaN where three phases are present. */
  readonly temperatureCoefficient: Float64Array;
  /** Phases present: "LIQUID", "BCC_A2+LIQUID". */
  readonly phases: readonly string[];
  readonly reference: string;
}

export interface PotentialCurveOptions {
  /** The component whose mole fraction is the axis. */
  readonly of: string;
  /** K */
  readonly temperature: number;
  /** Between 0 and 1, both excluded. */
  readonly moleFractions: ArrayLike<number>;
  /** This phase alone, stable or not: a supercooled liquid. Default: the equilibrium state. */
  readonly phase?: string;
  readonly reference?: ReferenceState;
  /** Phases among which the pure metals are; default: those of the alloy. */
  readonly references?: readonly PhaseModel[];
  readonly gasConstant?: number;
  /** For the band. */
  readonly uncertainty?: ParameterUncertainty;
}

/**
 * Reversible potentials along a line of compositions, one curve for each carrier. Constant where two phases are present. The band
 * is J C Jᵀ of the whole calculation: where a phase boundary moves with the parameters, the plateau moves along.
 *
 * @throws DomainError for a system that is not binary, a composition outside of ]0, 1[, a phase that is not there
 */
export function potentialCurves(
  models: readonly PhaseModel[],
  carriers: readonly Carrier[],
  options: PotentialCurveOptions,
): PotentialCurve[] {
  const { temperature, reference = { kind: "stable" }, gasConstant = GAS_CONSTANT, uncertainty } = options;
  const moleFraction = Float64Array.from(options.moleFractions);
  const n = moleFraction.length;
  const { references } = options;
  const potentialsOf = (phases: readonly PhaseModel[], states: readonly AlloyState[]) =>
    states.map((state) =>
      carriers.map((carrier) => reversiblePotential(references ?? phases, state, carrier, reference, gasConstant)),
    );
  const states = statesAt(models, moleFraction, options);
  const here = potentialsOf(models, states);
  const spread = uncertainty
    ? propagateUncertainty(uncertainty, (phases) =>
        potentialsOf(phases, statesAt(phases, moleFraction, options)).flatMap((row) =>
          row.map(({ potential }) => potential),
        ),
      ).uncertainty
    : null;
  return carriers.map((carrier, k) => ({
    component: carrier.component,
    ion: carrier.ion,
    temperature,
    moleFraction: moleFraction.slice(),
    potential: Float64Array.from(here, (row) => row[k]?.potential ?? Number.NaN),
    uncertainty: spread && Float64Array.from({ length: n }, (_, i) => spread[i * carriers.length + k] as number),
    temperatureCoefficient: Float64Array.from(here, (row) => row[k]?.temperatureCoefficient ?? Number.NaN),
    phases: states.map(({ phases }) => phases.map(({ name }) => name).join("+")),
    reference: here[0]?.[k]?.reference ?? "",
  }));
}

function statesAt(
  models: readonly PhaseModel[],
  moleFraction: Float64Array,
  { of, temperature, phase }: PotentialCurveOptions,
): AlloyState[] {
  const compositions = Array.from(moleFraction, (x) => {
    if (!(x > 0 && x < 1))
      throw new DomainError(`a potential at mole fraction ${x} of ${of}: it must lie between 0 and 1.`);
    return binaryComposition(models[0]?.components ?? [], of, x);
  });
  if (phase === undefined) return equilibriumStates(models, compositions, temperature);
  const model = models.find(({ name }) => name === phase);
  if (!model) throw new DomainError(`there is no phase ${phase} among ${models.map(({ name }) => name).join(", ")}.`);
  return compositions.map((x) => phaseState(model, x, temperature));
}
