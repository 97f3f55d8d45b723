import type { PhaseTraits } from "../database/database.ts";
import type { PhaseStatement } from "./read-phase.ts";
import type { TdbContent } from "./read-tdb.ts";
import type { TypeDefinition } from "./type-definition.ts";

/** Kinds of parameters that are part of a Gibbs energy and that no model here computes. */
const UNCOMPUTED: ReadonlyMap<string, string> = new Map([
  ["GD", "two-state liquid (GD)"],
  ["THETA", "Einstein temperature (THETA)"],
  ["LNTH", "Einstein temperature (LNTH)"],
  ["NT", "Néel temperature apart from the Curie temperature (NT)"],
  ["NTA", "Néel temperature apart from the Curie temperature (NTA)"],
  ["CTA", "Curie temperature apart from the Néel temperature (CTA)"],
  ["IBM", "individual Bohr magneton numbers (IBM)"],
]);

/** What the type definitions and the kinds of parameters say about each phase. */
export function phaseTraits(
  content: TdbContent,
  phases: ReadonlyMap<string, PhaseStatement>,
): Map<string, PhaseTraits> {
  const traits = new Map<string, PhaseTraits>();
  const amend = (name: string, change: Partial<PhaseTraits>): void => {
    const before = traits.get(name) ?? {};
    const unsupported = [...new Set([...(before.unsupported ?? []), ...(change.unsupported ?? [])])];
    traits.set(name, { ...before, ...change, ...(unsupported.length === 0 ? {} : { unsupported }) });
  };
  const carriers = new Map<string, string[]>();
  for (const { name, codes } of phases.values()) {
    for (const code of new Set(codes)) {
      const known = carriers.get(code);
      if (known === undefined) carriers.set(code, [name]);
      else known.push(name);
    }
  }
  for (const definition of content.types) {
    for (const name of amendedPhases(content, definition, carriers, phases)) amend(name, definition.change);
  }
  for (const { kind, phase } of content.parameters) {
    const why = UNCOMPUTED.get(kind);
    if (why !== undefined) amend(phase, { unsupported: [why] });
  }
  return traits;
}

/**
 * The phases that a definition amends: those whose type codes hold its character, for a magnetic ordering; for
 * anything else the phase that the command names, where there is one.
 */
function amendedPhases(
  content: TdbContent,
  definition: TypeDefinition,
  carriers: ReadonlyMap<string, readonly string[]>,
  phases: ReadonlyMap<string, PhaseStatement>,
): readonly string[] {
  const carried = carriers.get(definition.code) ?? [];
  const named = definition.phase === null ? undefined : phases.get(definition.phase);
  if (carried.length === 0) {
    const message = `no phase carries the type “${definition.code}”; its definition is ignored`;
    content.source.warn("type-unused", message, definition.offset);
    return [];
  }
  if (named !== undefined && definition.change.magnetic === undefined) return [named.name];
  return carried;
}
