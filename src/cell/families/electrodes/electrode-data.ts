import type { ElectrodeMaterial, ParameterValue } from "../parameter-set.ts";

/** What is known of a metal or an alloy as an electrode: data for parameter sets. */
export interface ElectrodeData {
  readonly name: string;
  readonly title: string;
  /** What the data stand on and what they are worth. */
  readonly about: string;
  /** For `working` or `counter` of a set. */
  readonly material: ElectrodeMaterial;
  /** K between which the data may be used. */
  readonly temperatures: readonly [low: number, high: number];
  /** For `parameters` of a set, by its names. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}
