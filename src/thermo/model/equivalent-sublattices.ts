import type { DatabaseParameter, DatabasePhase } from "../database/database.ts";

/** Sublattices of a phase that are alike: any of a group may be exchanged, and the groups as wholes. */
const GROUPS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  F: [[0, 1, 2, 3]],
  B: [
    [0, 1],
    [2, 3],
  ],
};

/**
 * The orders in which the sublattices of a phase can be read without changing it: entry k of one is the sublattice
 * that takes the place of k. A phase of kind `F` is an fcc with four equal sublattices, its tetrahedra regular: 24
 * orders; of kind `B` a bcc, whose pairs 1, 2 and 3, 4 are next-nearest neighbours: 8. Any other phase has one.
 */
export function equivalentOrders({ kind, sublattices }: DatabasePhase): readonly (readonly number[])[] {
  const own = sublattices.map((_, s) => s);
  const groups = GROUPS[kind ?? ""];
  if (groups === undefined) return [own];
  const rest = own.slice(groups.flat().length);
  return permutations(groups).flatMap((order) =>
    order
      .map(permutations)
      .reduce<readonly (readonly number[])[]>(
        (heads, tails) => heads.flatMap((h) => tails.map((t) => [...h, ...t])),
        [[]],
      )
      .map((head) => [...head, ...rest]),
  );
}

/** The parameter with its constituents in every equivalent order, each different one once, itself first. */
export function equivalentParameters(
  parameter: DatabaseParameter,
  orders: readonly (readonly number[])[],
): readonly DatabaseParameter[] {
  const found = new Map<string, DatabaseParameter>([[constituentKey(parameter), parameter]]);
  for (const order of orders) {
    const turned = { ...parameter, constituents: order.map((s) => parameter.constituents[s] ?? []) };
    const key = constituentKey(turned);
    if (!found.has(key)) found.set(key, turned);
  }
  return [...found.values()];
}

/** `A,B:VA` */
export function constituentKey({ constituents }: DatabaseParameter): string {
  return constituents.map((names) => names.join(",")).join(":");
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}
