import { DomainError } from "../../base/errors.ts";
import type { ArrowLayout, ArrowShape } from "../../numerics/linear/layout.ts";
import type { UnknownPlace } from "./cell-model.ts";
import type { GivenSubmodel } from "./compose.ts";
import type { Mesh } from "./mesh.ts";
import type { Binding, ComponentDeclaration, UnknownDeclaration } from "./submodel.ts";
import { suggest } from "./suggest.ts";

/** The composition itself, as owner of unknowns. */
export const CELL = "cell";

/** Indices of the unknowns that every cell has. */
export const CURRENT = 0;
export const VOLTAGE = 1;
export const CHARGE = 2;

const own: readonly UnknownDeclaration[] = [
  { name: "current", unit: "A/m2", description: "cell current density", mass: 0, initial: 0, scale: 1 },
  { name: "voltage", unit: "V", description: "cell voltage", mass: 0, initial: 0, scale: 0.1 },
  { name: "charge", unit: "C/m2", description: "charge passed", mass: 1, initial: 0, scale: 1 },
];

/** Where everything stands. */
export interface Places {
  readonly shape: ArrowShape;
  readonly unknowns: readonly UnknownPlace[];
  readonly mass: Float64Array;
  readonly initial: Float64Array;
  readonly scale: Float64Array;
  /** Index of an unknown by "submodel.unknown"; of a component its cell 0; −1 where there is none. */
  find(name: string): number;
  binding(submodel: GivenSubmodel, layout: ArrowLayout): Binding;
}

interface Chain {
  readonly name: string;
  readonly mesh: Mesh;
  readonly components: { readonly name: string; readonly declaration: ComponentDeclaration }[];
  readonly columns: Map<number, number>;
  readonly rows: Map<number, number>;
}

/** Gives every declared unknown its index and collects the shape of the Jacobian. */
export function placeUnknowns(submodels: readonly GivenSubmodel[]): Places {
  const border = own.map((unknown) => ({ name: `${CELL}.${unknown.name}`, declaration: unknown }));
  const chains: Chain[] = [];
  for (const submodel of submodels) {
    const prefix = submodel.description.name;
    const { unknowns = [], chains: ownChains = [] } = submodel.declarations();
    for (const unknown of unknowns) border.push({ name: `${prefix}.${unknown.name}`, declaration: unknown });
    for (const { name, mesh } of ownChains) {
      chains.push({ name: `${prefix}.${name}`, mesh, components: [], columns: new Map(), rows: new Map() });
    }
  }
  const borderIndex = new Map(border.map(({ name }, index) => [name, index]));
  const componentChain = new Map<string, Chain>();

  /** The full name of what a submodel calls `name`: its own, behind its port, or of the cell. */
  const fullName = (submodel: GivenSubmodel, name: string): string => {
    const { description } = submodel;
    const connected = description.connect ?? {};
    const mine = `${description.name}.${name}`;
    if (borderIndex.has(mine) || componentChain.has(mine) || chains.some((chain) => chain.name === mine)) return mine;
    return Object.hasOwn(connected, name) ? connected[name] : name;
  };
  const chainOf = (submodel: GivenSubmodel, name: string): Chain => {
    const full = fullName(submodel, name);
    const found = chains.find((chain) => chain.name === full) ?? componentChain.get(full);
    if (found !== undefined) return found;
    throw new DomainError(
      `composeCell: "${submodel.description.name}" works on the chain "${full}", which no submodel declares. ${suggest(
        full,
        chains.map((chain) => chain.name),
      )}`,
    );
  };
  const borderOf = (submodel: GivenSubmodel, name: string): number => {
    const full = fullName(submodel, name);
    const index = borderIndex.get(full);
    if (index !== undefined) return index;
    throw new DomainError(
      `composeCell: "${submodel.description.name}" works with the unknown "${full}", ${
        componentChain.has(full) ? "which is a component of a chain" : "which no submodel declares"
      }. ${suggest(full, [...borderIndex.keys()])}`,
    );
  };

  // own chains first, then those behind ports, which may be connected to a component of the former
  for (const ports of [false, true]) {
    for (const submodel of submodels) {
      for (const declaration of submodel.declarations().components ?? []) {
        const mine = (submodel.declarations().chains ?? []).some((chain) => chain.name === declaration.chain);
        if (mine === ports) continue;
        const chain = chainOf(submodel, declaration.chain);
        const name = `${submodel.description.name}.${declaration.name}`;
        chain.components.push({ name, declaration });
        componentChain.set(name, chain);
      }
    }
  }
  checkUnique([...border.map(({ name }) => name), ...componentChain.keys(), ...chains.map(({ name }) => name)]);
  for (const submodel of submodels) {
    for (const coupling of submodel.declarations().couplings ?? []) {
      const chain = chainOf(submodel, coupling.chain);
      const unknown = borderOf(submodel, coupling.unknown);
      const cells = coupling.cells === "near" ? 1 : chain.mesh.cells;
      const { direction = "both" } = coupling;
      if (direction !== "equation-contains-cells") raise(chain.columns, unknown, cells);
      if (direction !== "cells-contain-unknown") raise(chain.rows, unknown, cells);
    }
  }
  const known = [...borderIndex.keys(), ...componentChain.keys(), ...chains.map(({ name }) => name)];
  for (const { description } of submodels) {
    for (const [port, target] of Object.entries(description.connect ?? {})) {
      if (known.includes(target)) continue;
      throw new DomainError(
        `composeCell: the port "${port}" of "${description.name}" is connected to "${target}", which no submodel declares. ${suggest(target, known)}`,
      );
    }
  }
  const empty = chains.find((chain) => chain.components.length === 0);
  if (empty !== undefined) throw new DomainError(`composeCell: the chain "${empty.name}" has no component.`);

  const size = chains.reduce((sum, { mesh, components }) => sum + mesh.cells * components.length, border.length);
  const mass = new Float64Array(size);
  const initial = new Float64Array(size);
  const scale = new Float64Array(size);
  const unknowns: UnknownPlace[] = [];
  const indexOf = new Map<string, number>();
  const fill = (
    name: string,
    declaration: UnknownDeclaration | ComponentDeclaration,
    place: { readonly index: number; readonly stride: number; readonly cells: number; readonly mesh: Mesh | undefined },
  ): void => {
    let algebraic = true;
    for (let k = 0, i = place.index; k < place.cells; k++, i += place.stride) {
      mass[i] = at(declaration.mass, k);
      initial[i] = at(declaration.initial, k);
      scale[i] = declaration.scale;
      if (mass[i] !== 0) algebraic = false;
      if (!(mass[i] >= 0 && mass[i] < Infinity) || !Number.isFinite(initial[i]) || !(declaration.scale > 0)) {
        throw new DomainError(
          `composeCell: "${name}" has mass ${mass[i]}, initial value ${initial[i]} and scale ${declaration.scale} in cell ${k}; a mass of at least 0, a finite initial value and a positive scale are expected.`,
        );
      }
    }
    const { unit, description, bounds } = declaration;
    unknowns.push({ name, unit, description, algebraic, ...place, ...(bounds === undefined ? {} : { bounds }) });
    indexOf.set(name, place.index);
  };
  border.forEach(({ name, declaration }, index) => {
    fill(name, declaration, { index, stride: 1, cells: 1, mesh: undefined });
  });
  let first = border.length;
  for (const { mesh, components } of chains) {
    const stride = components.length;
    components.forEach(({ name, declaration }, offset) => {
      fill(name, declaration, { index: first + offset, stride, cells: mesh.cells, mesh });
    });
    first += mesh.cells * stride;
  }

  return {
    shape: {
      border: border.length,
      chains: chains.map(({ mesh, components, columns, rows }) => ({
        cells: mesh.cells,
        unknowns: components.length,
        columns: [...columns].map(([unknown, cells]) => ({ unknown, cells })),
        rows: [...rows].map(([unknown, cells]) => ({ unknown, cells })),
      })),
    },
    unknowns,
    mass,
    initial,
    scale,
    find: (name) => indexOf.get(name) ?? -1,
    binding: (submodel, layout) => ({
      layout,
      unknown: (name) => borderOf(submodel, name),
      component(chainName, name) {
        const chain = chainOf(submodel, chainName);
        const full = fullName(submodel, name);
        const { components } = chain;
        let offset = components.findIndex((component) => component.name === full);
        if (offset < 0) offset = components.findIndex((component) => splitReference(component.name)[1] === name);
        if (offset < 0) {
          throw new DomainError(
            `composeCell: "${submodel.description.name}" works with the component "${full}" of "${chain.name}", which no submodel declares. ${suggest(
              name,
              components.map((component) => component.name),
            )}`,
          );
        }
        const place = layout.chains[chains.indexOf(chain)];
        if (place === undefined) throw new DomainError(`composeCell: the chain "${chain.name}" has no place.`);
        return { chain: place, offset, mesh: chain.mesh };
      },
      slot(row, column) {
        const slot = layout.slot(row, column);
        if (slot >= 0) return slot;
        throw new DomainError(
          `composeCell: "${submodel.description.name}" writes how the balance of ${nameAt(unknowns, row)} depends on ${nameAt(unknowns, column)}, but declares no coupling of the two.`,
        );
      },
    }),
  };
}

/** "pool.surface concentration" → ["pool", "surface concentration"]. */
export function splitReference(reference: string): readonly [string, string] {
  const dot = reference.indexOf(".");
  return dot < 0 ? [reference, ""] : [reference.slice(0, dot), reference.slice(dot + 1)];
}

/** "pool.concentration in cell 3". */
export function nameAt(unknowns: readonly UnknownPlace[], index: number): string {
  const place = placeAt(unknowns, index);
  if (place === undefined) return `unknown ${index}`;
  return place.mesh === undefined ? place.name : `${place.name} in cell ${(index - place.index) / place.stride}`;
}

export function placeAt(unknowns: readonly UnknownPlace[], index: number): UnknownPlace | undefined {
  return unknowns.find((place) => {
    const away = index - place.index;
    return away >= 0 && away % place.stride === 0 && away / place.stride < place.cells;
  });
}

function at(values: number | Float64Array, k: number): number {
  return typeof values === "number" ? values : (values[k] ?? Number.NaN);
}

function raise(couplings: Map<number, number>, unknown: number, cells: number): void {
  couplings.set(unknown, Math.max(couplings.get(unknown) ?? 0, cells));
}

function checkUnique(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new DomainError(`composeCell: "${name}" is declared twice; names must differ.`);
    seen.add(name);
  }
}
