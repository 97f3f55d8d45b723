import type { MatrixLayout } from "../linear/layout.ts";
import type { Mass } from "../linear/pencil.ts";

/**
 * Differential-algebraic equations M y' = f(t, y) of index 1 (or 0) with a constant, possibly singular M. The functions write
 * into the arrays they are given, keep none of them and allocate nothing.
 */
export interface DaeSystem {
  /** Structure of ∂f/∂y; its `size` is the number of unknowns. */
  readonly layout: MatrixLayout;
  readonly mass: Mass;
  /** f(t, y) into `out`, every entry. */
  evaluate(time: number, state: Float64Array, out: Float64Array): void;
  /** Adds f(t, y) to `out`: where it is there, it costs less than `evaluate` and an addition. */
  accumulate?(time: number, state: Float64Array, out: Float64Array): void;
  /** ∂f/∂y, exact, into `out` (`layout.entries` numbers), every entry. */
  jacobian(time: number, state: Float64Array, out: Float64Array): void;
  /** ∂f/∂t into `out`, every entry. Absent where f does not contain t. */
  timeDerivative?(time: number, state: Float64Array, out: Float64Array): void;
  /** True as long as f does not contain t, so that `timeDerivative` need not be asked: it may change at a switch. */
  readonly autonomous?: boolean;
  /** Name and unit of unknown i for messages: `["surface concentration", "mol/m3"]`. */
  nameOf?(index: number): readonly [string, string];
}
