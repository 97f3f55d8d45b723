import { DomainError } from "../../base/errors.ts";
import { STANDARD_PRESSURE } from "../../units/constants.ts";
import type { ActivePhase } from "./active-phase.ts";
import type { FormulaEnergy, FormulaEnergyAtTemperature } from "./formula-energy.ts";
import type { MagneticEnergy, MagneticEnergyAtTemperature } from "./magnetic-energy.ts";
import type { ModelSublattice, PhaseAtTemperature, PhaseModel, ThermalDerivatives } from "./phase-model.ts";
import type { SiteFractionMap } from "./site-fraction-map.ts";

/** `scale` times a formula energy taken at the site fractions M y; `map` null: at y itself. */
export interface EnergyPart {
  readonly layout: FormulaEnergy;
  readonly scale: number;
  readonly map: SiteFractionMap | null;
}

/** The magnetic energy of one formula unit is `scale` times this; null where the phase is not magnetic. */
export interface MagneticPart {
  readonly layout: MagneticEnergy;
  readonly scale: number;
}

/**
 * A phase whose Gibbs energy is a sum of formula energies, one, or three where a disordered part is split off, and of a
 * magnetic energy.
 */
export class CompoundEnergyModel implements PhaseModel {
  readonly name: string;
  readonly components: readonly string[];
  readonly sublattices: readonly ModelSublattice[];
  readonly variables: number;
  readonly composition: Float64Array;
  readonly charge: Float64Array | null;
  readonly isStoichiometric: boolean;
  readonly temperatureRange: readonly [low: number, high: number];
  private readonly parts: readonly PlacedPart[];
  private readonly magnetic: MagneticPart | null;

  constructor(
    active: ActivePhase,
    parts: readonly EnergyPart[],
    magnetic: MagneticPart | null,
    temperatureRange: readonly [number, number],
  ) {
    this.name = active.phase.name;
    this.components = active.components;
    this.sublattices = active.sublattices;
    this.variables = active.variables;
    this.composition = active.composition;
    this.charge = active.charge;
    this.isStoichiometric = active.sublattices.every(({ constituents }) => constituents.length === 1);
    this.temperatureRange = temperatureRange;
    this.parts = parts.map(placePart);
    this.magnetic = magnetic;
  }

  at(temperature: number, pressure: number = STANDARD_PRESSURE): PhaseAtTemperature {
    const [low, high] = this.temperatureRange;
    if (!(temperature >= low && temperature <= high)) {
      throw new DomainError(
        `The functions of ${this.name} are defined from ${low} to ${high} K, not at ${temperature} K; choose a temperature in that range.`,
      );
    }
    if (!(pressure > 0))
      throw new DomainError(`A pressure of ${pressure} Pa was given for ${this.name}; it must be above 0.`);
    const energies = this.parts.map(({ layout }) => layout.at(temperature, pressure));
    const magnetic = this.magnetic?.layout.at(temperature, pressure) ?? null;
    const scale = this.magnetic?.scale ?? 0;
    return new CompoundEnergyAtTemperature(this, temperature, pressure, this.parts, energies, magnetic, scale);
  }
}

/** A part with the working memory of its mapped site fractions. */
interface PlacedPart extends EnergyPart {
  readonly y: Float64Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

function placePart(part: EnergyPart): PlacedPart {
  const n = part.map === null ? 0 : part.layout.variables;
  return { ...part, y: new Float64Array(n), gradient: new Float64Array(n), hessian: new Float64Array(n * n) };
}

class CompoundEnergyAtTemperature implements PhaseAtTemperature {
  readonly model: PhaseModel;
  readonly temperature: number;
  readonly pressure: number;
  private readonly parts: readonly PlacedPart[];
  private readonly energies: readonly FormulaEnergyAtTemperature[];
  private readonly magnetic: MagneticEnergyAtTemperature | null;
  private readonly magneticScale: number;

  constructor(
    model: PhaseModel,
    temperature: number,
    pressure: number,
    parts: readonly PlacedPart[],
    energies: readonly FormulaEnergyAtTemperature[],
    magnetic: MagneticEnergyAtTemperature | null,
    magneticScale: number,
  ) {
    this.model = model;
    this.temperature = temperature;
    this.pressure = pressure;
    this.parts = parts;
    this.energies = energies;
    this.magnetic = magnetic;
    this.magneticScale = magneticScale;
  }

  energy(siteFractions: Float64Array): number {
    let sum = 0;
    for (let k = 0; k < this.parts.length; k++) {
      const { map, scale, y } = this.parts[k] as PlacedPart;
      const energy = this.energies[k] as FormulaEnergyAtTemperature;
      if (map !== null) map.apply(siteFractions, y);
      sum += scale * energy.energy(map === null ? siteFractions : y);
    }
    return this.magnetic === null ? sum : sum + this.magneticScale * this.magnetic.energy(siteFractions);
  }

  gradient(siteFractions: Float64Array, gradient: Float64Array): number {
    clear(gradient);
    let sum = 0;
    for (let k = 0; k < this.parts.length; k++) {
      const part = this.parts[k] as PlacedPart;
      const energy = this.energies[k] as FormulaEnergyAtTemperature;
      if (part.map === null) {
        sum += part.scale * energy.addGradient(siteFractions, part.scale, gradient);
      } else {
        part.map.apply(siteFractions, part.y);
        clear(part.gradient);
        sum += part.scale * energy.addGradient(part.y, part.scale, part.gradient);
        part.map.addTransposed(part.gradient, gradient);
      }
    }
    if (this.magnetic === null) return sum;
    return sum + this.magneticScale * this.magnetic.addGradient(siteFractions, this.magneticScale, gradient);
  }

  hessian(siteFractions: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    clear(gradient);
    clear(hessian);
    let sum = 0;
    for (let k = 0; k < this.parts.length; k++) {
      const part = this.parts[k] as PlacedPart;
      const energy = this.energies[k] as FormulaEnergyAtTemperature;
      if (part.map === null) {
        sum += part.scale * energy.addHessian(siteFractions, part.scale, gradient, hessian);
      } else {
        part.map.apply(siteFractions, part.y);
        clear(part.gradient);
        clear(part.hessian);
        sum += part.scale * energy.addHessian(part.y, part.scale, part.gradient, part.hessian);
        part.map.addTransposed(part.gradient, gradient);
        part.map.addCongruent(part.hessian, hessian);
      }
    }
    if (this.magnetic === null) return sum;
    sum += this.magneticScale * this.magnetic.addGradient(siteFractions, this.magneticScale, gradient);
    this.magnetic.addHessian(siteFractions, this.magneticScale, hessian);
    return sum;
  }

  thermal(siteFractions: Float64Array): ThermalDerivatives {
    const sum = new Float64Array(3);
    const mixed = new Float64Array(this.model.variables);
    for (let k = 0; k < this.parts.length; k++) {
      const part = this.parts[k] as PlacedPart;
      const energy = this.energies[k] as FormulaEnergyAtTemperature;
      if (part.map === null) {
        energy.addThermal(siteFractions, part.scale, sum, mixed);
      } else {
        part.map.apply(siteFractions, part.y);
        clear(part.gradient);
        energy.addThermal(part.y, part.scale, sum, part.gradient);
        part.map.addTransposed(part.gradient, mixed);
      }
    }
    this.magnetic?.addThermal(siteFractions, this.magneticScale, sum, mixed);
    return { energy: sum[0] as number, slope: sum[1] as number, curvature: sum[2] as number, mixed };
  }
}

/** `fill(0)` costs a call into the engine, more than the loop for arrays as short as these. */
function clear(array: Float64Array): void {
  for (let i = 0; i < array.length; i++) array[i] = 0;
}
