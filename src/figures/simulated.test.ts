// Figures of simulated experiments. Oracles: the numbers that go in; the rules of the report (units, thinning that keeps extremes).
import { describe, expect, it } from "vitest";
import { impedanceSpectrum } from "../impedance/spectrum.ts";
import { figureUnit, shownUnit, simulatedCourse, voltagePartCourses } from "./simulated-course.ts";
import { simulatedBode, simulatedNyquist } from "./simulated-impedance.ts";
import { simulatedProfile } from "./simulated-profile.ts";
import { lightTheme, reportTheme } from "./theme.ts";

const time = Float64Array.of(0, 1, 1, 2);
const course = { time, current: Float64Array.of(10, 10, 0, 0), voltage: Float64Array.of(0.1, 0.2, 0.05, 0.04) };

describe("figures of a simulation", () => {
  it("show units as people write them", () => {
    expect(["mol/m3", "1/s", "m2/s", "ohm m2", "1", "F/m2"].map(shownUnit)).toEqual([
      "mol m⁻³",
      "s⁻¹",
      "m² s⁻¹",
      "Ω m²",
      "",
      "F m⁻²",
    ]);
    expect(figureUnit("mol/m3")).toEqual({ factor: 1e-3, unit: "mol L⁻¹" });
    expect(figureUnit("mol/m3", [0.5, -3])).toEqual({ factor: 1, unit: "mmol L⁻¹" });
  });

  it("keep switches upright, in the unit of the largest voltage and mA/cm², in every theme", () => {
    for (const theme of [lightTheme, reportTheme]) {
      const { data, layout } = simulatedCourse({ ...course, voltage: course.voltage.map((v) => v * 10) }, theme);
      expect(data.map(({ x, y }) => [x, y])).toEqual([
        [
          [0, 1, 1, 2],
          [1, 2, 0.5, 0.4],
        ],
        [
          [0, 1, 1, 2],
          [1, 1, 0, 0],
        ],
      ]);
      expect([layout.yaxis, layout.yaxis2]).toMatchObject([
        { title: { text: "<i>E</i> / V" } },
        { title: { text: "<i>j</i> / mA cm⁻²" } },
      ]);
    }
    const low = simulatedCourse(course, lightTheme);
    expect([low.data[0]?.y, low.layout.yaxis]).toMatchObject([
      [100, 200, 50, 40],
      { title: { text: "<i>E</i> / mV" } },
    ]);
    const grouped = simulatedCourse(course, lightTheme, [{ name: "a < b", points: [1, 3] }]);
    expect(grouped.data.map(({ name, y }) => [name, y])).toEqual([
      ["a &lt; b", [200, 40]],
      ["a &lt; b", [1, 0]],
    ]);
  });

  it("show the parts of a voltage in the unit of the voltage, however small they are", () => {
    const part = { name: "ohmic", values: Float64Array.of(0.01, 0.02) };
    const figure = voltagePartCourses(Float64Array.of(0, 1), [part, part], lightTheme, 3);
    expect([figure.data[0]?.y, figure.layout.yaxis]).toMatchObject([[0.01, 0.02], { title: { text: "<i>E</i> / V" } }]);
  });

  it("put profiles of graded meshes on a logarithmic axis", () => {
    const curves = [{ time: 0, values: Float64Array.of(1000, 2000) }];
    const graded = simulatedProfile({ unit: "mol/m3", position: Float64Array.of(1e-9, 1e-4), curves }, lightTheme);
    expect([graded.layout.xaxis, graded.data[0]?.y]).toEqual([expect.objectContaining({ type: "log" }), [1, 2]]);
    const even = simulatedProfile({ unit: "mol/m3", position: Float64Array.of(1e-3, 5e-3), curves }, lightTheme);
    expect(even.layout.xaxis).toMatchObject({ title: { text: "<i>z</i> / mm" } });
    expect(even.layout.xaxis).not.toMatchObject({ type: "log" });
  });

  it("show areal impedance in Ω cm², and a phase without jumps through 180°", () => {
    const spectrum = impedanceSpectrum([100, 10, 1], [1e-3, -1e-3, -1e-3], [-1e-3, -1e-4, 1e-4]);
    const named = [{ name: "0 s", spectrum, measured: null, steady: true }];
    expect(simulatedNyquist(named, lightTheme).data[0]).toMatchObject({ x: [10, -10, -10], y: [10, 1, -1] });
    const far = impedanceSpectrum([10, 1], [1, -1], [-1, 0]);
    const rangeOf = (all: Parameters<typeof simulatedNyquist>[0]): unknown =>
      (simulatedNyquist(all, lightTheme).layout.xaxis as { range: unknown }).range;
    expect(rangeOf([...named, { name: "1 s", spectrum: far, measured: null, steady: false }])).toEqual(rangeOf(named));
    const [, phase] = simulatedBode(named, lightTheme).data;
    const angles = phase?.y as number[];
    for (const [k, angle] of [45, 174.289, 185.711].entries()) expect(angles[k]).toBeCloseTo(angle, 2);
  });
});
