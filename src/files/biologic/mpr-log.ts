import type { AcquisitionStart, Instrument, PrivateField, Setting } from "../measurement.ts";
import { fieldsOf } from "./bytes.ts";
import { asTyped } from "./cell-entry.ts";
import { startOfOleDate } from "./start-time.ts";

/** What the log module says. */
export interface MprLog {
  readonly start: AcquisitionStart | null;
  readonly instrument: Instrument;
  readonly settings: readonly Setting[];
  readonly privateFields: readonly PrivateField[];
}

/** EC-Lab counts from 10; the logs of battery cyclers hold firmware versions below. */
function softwareOf(version: string | null): string | null {
  if (version === null) return null;
  return Number.parseFloat(version) >= 5 ? `EC-Lab ${version}` : `BT-Lab (firmware ${version})`;
}

/** Reads the payload of the module `VMP LOG`, as far as it is there. */
export function readLog(payload: Uint8Array): MprLog {
  const fields = fieldsOf(payload);
  const settings: Setting[] = [];
  const privateFields: PrivateField[] = [];
  const add = (name: string, unit: string | null, value: string | number | null): void => {
    if (value !== null && (typeof value === "string" || Number.isFinite(value)))
      settings.push({ name, unit, values: [typeof value === "number" ? asTyped(value) : value] });
  };
  const addPrivate = (name: string, value: string | null): void => {
    if (value !== null) privateFields.push({ name, value });
  };
  add("Channel serial number", null, fields.u2(0xab));
  add("Ewe ctrl range min", "V", fields.f4(0x1f8));
  add("Ewe ctrl range max", "V", fields.f4(0x1fc));
  add("Averaging points", null, fields.u1(0x922));
  add("Server version", null, fields.pascal(0x3be));
  add("Interpreter version", null, fields.pascal(0x3c5));
  addPrivate("File", fields.pascal(0x251));
  addPrivate("Host", fields.pascal(0x351));
  addPrivate("Address", fields.pascal(0x384));
  const channel = fields.u1(9);
  return {
    start: startOfOleDate(fields.f8(0x249)) ?? startOfOleDate(fields.f8(0x3e1)),
    instrument: {
      maker: "BioLogic",
      model: null,
      serialNumber: fields.pascal(0x3cf),
      channel: channel === null ? null : String(channel + 1),
      software: softwareOf(fields.pascal(0x3b7)),
    },
    settings,
    privateFields,
  };
}
