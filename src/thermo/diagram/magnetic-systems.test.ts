import { expect, it } from "vitest";
import { phaseModels } from "../model/index.ts";
import { readTdb } from "../tdb/index.ts";
import { binaryDiagram, boundariesAt } from "./index.ts";

// Made up: a solution whose Curie temperature rises with B, and so has a gap of its own about it.
const database = readTdb(`ELEMENT VA VACUUM 0 0 0 !
ELEMENT A FCC 50 0 0 !
ELEMENT B FCC 50 0 0 !
TYPE_DEFINITION % SEQ * !
TYPE_DEFINITION M GES A_P_D FCC MAGNETIC -3.0 0.28 !
PHASE FCC %M 2 1 1 !
CONSTITUENT FCC :A,B:VA: !
PARAMETER G(FCC,A:VA;0) 200 0; 3000 N !
PARAMETER G(FCC,B:VA;0) 200 0; 3000 N !
PARAMETER G(FCC,A,B:VA;0) 200 4000; 3000 N !
PARAMETER TC(FCC,A:VA;0) 200 -1000; 3000 N !
PARAMETER TC(FCC,B:VA;0) 200 1000; 3000 N !
PARAMETER TC(FCC,A,B:VA;0) 200 -2000; 3000 N !
PARAMETER BMAGN(FCC,A:VA;0) 200 -2; 3000 N !
PARAMETER BMAGN(FCC,B:VA;0) 200 1.5; 3000 N !
`).database;
const { models } = phaseModels(database, ["A", "B"]);

// Oracle: the mirrored diagram, and the tie lines a kelvin below and above each critical point.
it("has the gap about a Curie temperature, also where it is narrower than the grid, and mirrors", () => {
  const range = [300, 1100] as const;
  const diagram = binaryDiagram(models, { component: "B", temperatureRange: range });
  const mirrored = binaryDiagram(models, { component: "A", temperatureRange: range });
  expect(diagram.criticalPoints.length).toBeGreaterThan(0);
  expect(mirrored.criticalPoints).toHaveLength(diagram.criticalPoints.length);
  expect(diagram.warnings).toEqual([]);
  for (const { temperature, moleFraction } of diagram.criticalPoints) {
    expect(
      mirrored.criticalPoints.some(
        (other) =>
          Math.abs(other.temperature - temperature) < 1e-6 && Math.abs(other.moleFraction - 1 + moleFraction) < 1e-5,
      ),
    ).toBe(true);
    const gaps = (T: number) => boundariesAt(models, T, { component: "B" });
    expect(gaps(temperature - 1)).toHaveLength(1);
    expect(gaps(temperature + 1)).toHaveLength(0);
  }
});
