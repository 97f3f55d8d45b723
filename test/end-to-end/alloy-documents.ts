import { expect } from "vitest";
import { documents } from "../../src/study/schemas/index.ts";
import { liquidus } from "./run-cli.ts";

/** Runs a command with --json; the document, held against its schema. */
export async function documentOf<Document>(args: readonly string[], folder: string): Promise<Document> {
  const run = await liquidus([...args, "--json"], folder);
  expect([run.status, run.stderr]).toEqual([0, ""]);
  expect(run.stdout.indexOf("\n")).toBe(run.stdout.length - 1);
  const document: unknown = JSON.parse(run.stdout);
  expect(documents[args[0] as string]?.safeParse(document).error?.issues ?? []).toEqual([]);
  return document as Document;
}

export interface PhasesJson {
  component: string;
  gasConstant: number;
  invariants: { kind: string; temperature: number; phases: { name: string; moleFraction: number }[] }[];
  meltingPoints: { component: string; temperature: number }[];
  boundaries: { phases: string[]; temperature: number[]; lower: number[]; higher: number[] }[];
  liquid: { ranges: { from: number; to: number }[] };
}

export interface StateJson {
  temperature: number;
  understood: string;
  phases: { name: string; fraction: number; moleFractions: Record<string, number> }[];
  activities: Record<string, number>;
  potentials: Record<string, number>;
}
