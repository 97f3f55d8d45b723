/** An unknown of a cell by its full name, "submodel.unknown", and the short one that it can have beside the others. */
export interface NamedUnknown {
  readonly name: string;
}

/** Own names that say nothing without their submodel. */
const BARE = ["amount", "length"];

/**
 * Short names of unknowns that stand in one figure: "voids" and "slow voids" of voids.voids and slow voids.voids, "deposit" of
 * deposit.amount, "contact fraction" of contact area.contact fraction; with the submodel before them where two would be equal.
 */
export function shortNames(unknowns: readonly NamedUnknown[]): string[] {
  const short = unknowns.map(({ name }) => {
    const at = name.lastIndexOf(".");
    const [submodel, own] = [name.slice(0, Math.max(0, at)), name.slice(at + 1)];
    if (BARE.includes(own) || (submodel !== own && submodel.split(" ").includes(own))) return submodel;
    return own;
  });
  return short.map((text, k) => (short.indexOf(text) === short.lastIndexOf(text) ? text : longName(unknowns[k])));
}

function longName(unknown: NamedUnknown | undefined): string {
  return (unknown?.name ?? "").replace(".", " ");
}
