// Oracle: conversions by hand.
import { expect, it } from "vitest";
import { unitInTables, writtenUnit } from "./table-units.ts";

it("keeps the unit in which a quantity was written, and else takes that in which its kind is read", () => {
  const { factor, unit } = unitInTables("mol/m2", "nmol/cm2");
  expect([factor, unit]).toEqual([expect.closeTo(1e5, 6), "nmol cm⁻²"]);
  expect(unitInTables("A/m2")).toEqual({ factor: 0.1, unit: "mA cm⁻²" });
  expect(unitInTables("C/m2").unit).toBe("mAh cm⁻²");
  // A parameter of the same name and another kind does not take its unit.
  expect(unitInTables("ohm m2", "s").unit).toBe("Ω cm²");
  expect(unitInTables("1", "1")).toEqual({ factor: 1, unit: "" });
});

it("prints units as people write them", () => {
  expect(["cm2", "mm3", "umol/cm2", "uF/cm2", "mS/cm", "Ohm cm2", "1/s", "1"].map(writtenUnit)).toEqual([
    "cm²",
    "mm³",
    "µmol cm⁻²",
    "µF cm⁻²",
    "mS cm⁻¹",
    "Ω cm²",
    "s⁻¹",
    "",
  ]);
});
