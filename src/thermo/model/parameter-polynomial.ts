import { DomainError } from "../../base/errors.ts";
import type { DatabaseParameter } from "../database/database.ts";
import { linear, type Monomials, multiply, ONE, power } from "./monomials.ts";
import type { ModelSublattice } from "./phase-model.ts";

/**
 * The factor that multiplies a parameter of the compound energy formalism, as a polynomial in the site fractions
 * (Lukas, Fries and Sundman, Computational Thermodynamics, Cambridge 2007, sections 5.6 to 5.8).
 *
 * The product of the site fractions of all constituents named, times the factors below. A sublattice with `*` gives 1,
 * and so does one with a single constituent, whose site fraction can only be 1.
 * - one binary interaction of order ν: (y_A − y_B)^ν, A before B as they stand in the parameter;
 * - one ternary interaction with indices 0, 1, 2: y_i + (1 − y_A − y_B − y_C)/3, i the index (Muggianu; Hillert 1980);
 *   a parameter of order 0 alone counts for all three, whose sum is 1;
 * - two binary interactions: order 0 nothing, order 1 (y_A − y_B) of the second of the two sublattices, order 2 of the
 *   first (their equation 5.99, as Thermo-Calc numbers them);
 * - more: order 0 only.
 *
 * @param isAlone no parameter of another order has the same constituents
 * @throws DomainError for an order that has no meaning
 */
export function parameterPolynomial(
  parameter: DatabaseParameter,
  sublattices: readonly ModelSublattice[],
  isAlone: boolean,
): Monomials {
  const variables = parameter.constituents.map((names, s) => {
    const { first, constituents } = sublattices[s] as ModelSublattice;
    return names[0] === "*" || constituents.length === 1 ? [] : names.map((name) => first + constituents.indexOf(name));
  });
  let product = ONE;
  for (const variable of variables.flat()) product = multiply(product, linear([[variable, 1]]));
  const { order } = parameter;
  const mixed = variables.filter((sublattice) => sublattice.length > 1);
  const [one, two] = mixed;
  if (one === undefined) return order === 0 ? product : refuse(parameter, "an end member has order 0");
  if (two === undefined) {
    if (one.length === 2) return multiply(product, power(difference(one), order));
    if (one.length === 3) {
      if (order === 0 && isAlone) return product;
      if (order > 2) return refuse(parameter, "a ternary interaction has orders 0, 1 and 2");
      return multiply(product, muggianu(one, order));
    }
  }
  if (order === 0) return product;
  if (two !== undefined && mixed.length === 2 && one.length === 2 && two.length === 2 && order <= 2) {
    return multiply(product, difference(order === 1 ? two : one));
  }
  return refuse(parameter, "interactions on two sublattices have orders 0, 1 and 2, all larger ones only 0");
}

function difference(pair: readonly number[]): Monomials {
  return linear([
    [pair[0] as number, 1],
    [pair[1] as number, -1],
  ]);
}

function muggianu(triple: readonly number[], index: number): Monomials {
  return linear(
    triple.map((variable, i) => [variable, (i === index ? 1 : 0) - 1 / 3] as const),
    1 / 3,
  );
}

function refuse({ phase, kind, constituents, order, line }: DatabaseParameter, rule: string): never {
  const name = `${kind}(${phase},${constituents.map((names) => names.join(",")).join(":")};${order})`;
  throw new DomainError(`Parameter ${name}${line > 0 ? ` of line ${line}` : ""} has order ${order}: ${rule}.`);
}
