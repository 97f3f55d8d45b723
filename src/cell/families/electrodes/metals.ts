import type { ElectrodeData } from "./electrode-data.ts";

/** Pure metals: electrodes without a liquid, for `metal-reservoir`. Molar volumes of the solids at 25 °C. */
export const lithium: ElectrodeData = pure("Li", "lithium", 453.6, 13.0e-6, "534 kg/m3 (CRC Handbook, recalled)", 1);
export const sodium: ElectrodeData = pure("Na", "sodium", 370.9, 23.7e-6, "970 kg/m3 (CRC Handbook)", 1);
export const potassium: ElectrodeData = pure("K", "potassium", 336.5, 43.93e-6, "890 kg/m3 (CRC Handbook)", 1);
export const magnesium: ElectrodeData = pure(
  "Mg",
  "magnesium",
  923,
  13.98e-6,
  "1738 kg/m3 (CRC Handbook, recalled)",
  2,
);

function pure(
  metal: string,
  name: string,
  melting: number,
  molarVolume: number,
  density: string,
  chargeNumber: number,
): ElectrodeData {
  return {
    name,
    title: `Solid ${name}`,
    about: `Pure ${metal} below its melting point: activity 1, nothing to diffuse.`,
    material: { metal },
    temperatures: [200, melting],
    parameters: {
      "geometry.metalMolarVolume": {
        value: molarVolume,
        unit: "m3/mol",
        status: density.includes("recalled") ? "recalled" : "literature",
        source: density,
      },
      "interface.chargeNumber": {
        value: chargeNumber,
        unit: "1",
        status: "literature",
        source: `${metal}${chargeNumber === 1 ? "" : chargeNumber}+`,
      },
    },
  };
}
