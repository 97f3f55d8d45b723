import { DomainError } from "../../base/errors.ts";
import { evaluateProgram, evaluateSum } from "./evaluate-expression.ts";
import type { Expression } from "./expression.ts";
import type { TemperatureFunction, TemperaturePiece } from "./temperature-function.ts";
import { type ThermalSum, thermalSum } from "./thermal-sum.ts";

/** Finds a function by its name, upper case, without `#`. */
export type FunctionLookup = (name: string) => TemperatureFunction | undefined;

/** A piece whose expression has been read. */
export interface ParsedPiece {
  readonly low: number;
  readonly high: number;
  readonly expression: Expression;
}

/** Functions that refer to functions, deeper than any database: evaluation must not run out of stack. */
const DEEPEST = 500;

interface CompiledPiece extends ParsedPiece {
  /** null: the expression is no plain sum and is evaluated step by step. */
  readonly sum: ThermalSum | null;
  /** Filled by the first evaluation. */
  functions: readonly TemperatureFunction[];
  readonly stack: Float64Array;
}

/**
 * A function of temperature in pieces, compiled. It remembers its last value: a function that many others refer to is
 * computed once for each temperature and pressure.
 */
export class PiecewiseFunction implements TemperatureFunction {
  readonly pieces: readonly TemperaturePiece[];
  readonly #name: string;
  readonly #lookup: FunctionLookup;
  readonly #compiled: readonly CompiledPiece[];
  readonly #scratch = new Float64Array(3);
  readonly #value = new Float64Array(3);
  #temperature = Number.NaN;
  #pressure = Number.NaN;
  /** How deep the functions it refers to are nested; −1 before they are found. */
  #height = -1;

  constructor(name: string, pieces: readonly ParsedPiece[], lookup: FunctionLookup) {
    checkPieces(name, pieces);
    this.#name = name;
    this.#lookup = lookup;
    this.pieces = pieces.map(({ low, high, expression }) => ({ low, high, text: expression.text }));
    this.#compiled = pieces.map((piece) => {
      const sum = thermalSum(piece.expression);
      const stack = new Float64Array(sum === null ? 3 * piece.expression.depth : 0);
      return { ...piece, sum, functions: [], stack };
    });
  }

  evaluate(temperature: number, pressure: number, out: Float64Array): void {
    const value = this.#value;
    if (temperature !== this.#temperature || pressure !== this.#pressure) {
      this.#compute(temperature, pressure);
    }
    out[0] = value[0] as number;
    out[1] = value[1] as number;
    out[2] = value[2] as number;
  }

  /** Names of the functions that its pieces refer to, each once. */
  references(): readonly string[] {
    return [...new Set(this.#compiled.flatMap((piece) => piece.expression.references))];
  }

  /** Functions that one piece refers to. @throws DomainError where one is undefined, or refers back to this one */
  functionsOf(piece: number): readonly TemperatureFunction[] {
    if (this.#height < 0) this.#link();
    return (this.#compiled[piece] as CompiledPiece).functions;
  }

  #compute(temperature: number, pressure: number): void {
    if (this.#height < 0) this.#link();
    this.#temperature = Number.NaN;
    const piece = this.#pieceAt(temperature);
    const value = this.#value;
    if (piece.sum !== null) {
      evaluateSum(piece.sum, piece.functions, temperature, pressure, this.#scratch, value);
    } else {
      evaluateProgram(piece.expression, piece.functions, temperature, pressure, piece.stack, this.#scratch, value);
    }
    if (!Number.isFinite((value[0] as number) + (value[1] as number) + (value[2] as number))) {
      throw new DomainError(
        `${this.#name} has no finite value and derivatives at ${temperature} K and ${pressure} Pa: ` +
          `its value is ${value[0]}, its slope ${value[1]}, its curvature ${value[2]}.`,
      );
    }
    this.#temperature = temperature;
    this.#pressure = pressure;
  }

  #pieceAt(temperature: number): CompiledPiece {
    const pieces = this.#compiled;
    const first = pieces[0] as CompiledPiece;
    const last = pieces.at(-1) as CompiledPiece;
    if (!(temperature > 0 && temperature >= first.low && temperature <= last.high)) {
      throw new DomainError(
        `${this.#name} is defined from ${first.low} K to ${last.high} K, asked for at ${temperature} K.`,
      );
    }
    let index = 0;
    while (index < pieces.length - 1 && temperature >= (pieces[index] as CompiledPiece).high) index++;
    return pieces[index] as CompiledPiece;
  }

  /** Finds every function that this one needs, however far down, without recursion. */
  #link(): void {
    const path: { readonly of: PiecewiseFunction; readonly needs: readonly PiecewiseFunction[]; next: number }[] = [];
    const onPath = new Set<PiecewiseFunction>();
    const enter = (of: PiecewiseFunction): void => {
      onPath.add(of);
      path.push({ of, needs: of.#resolve(), next: 0 });
      if (path.length > DEEPEST) throw tooDeep(this.#name);
    };
    enter(this);
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const need = frame.needs[frame.next++];
      if (need === undefined) {
        frame.of.#height = 1 + frame.needs.reduce((most, { height }) => Math.max(most, height), 0);
        if (frame.of.#height > DEEPEST) throw tooDeep(this.#name);
        onPath.delete(frame.of);
        path.pop();
      } else if (onPath.has(need)) {
        const names = path.map(({ of }) => of.#name);
        const loop = [...names.slice(path.findIndex(({ of }) => of === need)), need.#name];
        throw new DomainError(`A function refers to itself: ${shortChain(loop)}.`);
      } else if (need.height < 0) {
        enter(need);
      }
    }
  }

  get height(): number {
    return this.#height;
  }

  #resolve(): PiecewiseFunction[] {
    const needs = new Set<PiecewiseFunction>();
    for (const piece of this.#compiled) {
      piece.functions = piece.expression.references.map((name) => {
        const found = this.#lookup(name);
        if (found === undefined) {
          throw new DomainError(`${this.#name} refers to the function ${name}, which is not defined.`);
        }
        if (found instanceof PiecewiseFunction) needs.add(found);
        return found;
      });
    }
    return [...needs];
  }
}

function tooDeep(name: string): DomainError {
  return new DomainError(`The functions that ${name} refers to are nested more than ${DEEPEST} deep.`);
}

function shortChain(names: readonly string[]): string {
  const shown = names.length <= 8 ? names : [...names.slice(0, 4), "…", ...names.slice(-3)];
  return shown.join(" → ");
}

function checkPieces(name: string, pieces: readonly ParsedPiece[]): void {
  if (pieces.length === 0) throw new DomainError(`${name}: a function of temperature needs at least one piece.`);
  for (const [index, { low, high }] of pieces.entries()) {
    if (!(low < high && low >= 0 && high < Number.POSITIVE_INFINITY)) {
      throw new DomainError(`${name}: piece ${index + 1} goes from ${low} K to ${high} K; expected 0 ≤ low < high.`);
    }
    const before = pieces[index - 1];
    if (before !== undefined && before.high !== low) {
      const fault = low > before.high ? "leaves a gap after" : "overlaps";
      throw new DomainError(
        `${name}: piece ${index + 1} begins at ${low} K and ${fault} the one before, which ends at ${before.high} K.`,
      );
    }
  }
}
