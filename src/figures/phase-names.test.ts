import { describe, expect, test } from "vitest";
import { readTdb } from "../thermo/tdb/index.ts";
import { phaseNamer } from "./phase-names.ts";

const text = `
ELEMENT FE BCC_A2 55.845 4489 27.28 !
ELEMENT NI FCC_A1 58.6934 4787 29.796 !
PHASE LIQUID_FENI % 1 1 !
CONSTITUENT LIQUID_FENI :FE,NI: !
PHASE BCC_A2 % 1 1 !
CONSTITUENT BCC_A2 :FE,NI: !
PHASE FCC_A1 % 1 1 !
CONSTITUENT FCC_A1 :FE,NI: !
`;

describe("names of phases", () => {
  const nameOf = phaseNamer(readTdb(text).database, ["FE", "NI"], "NI");

  test("a liquid is one under any name that begins so", () => {
    expect(nameOf("LIQUID_FENI", 0.3)).toBe("liquid");
    expect(nameOf("IONIC_LIQ", 0.3)).toBe("liquid");
  });

  // Oracle: a terminal solid solution is named after the element that is most of it and whose own phase it is.
  test("a terminal solid holds more than half of its element", () => {
    expect(nameOf("FCC_A1", 0.71)).toBe("Ni(s)");
    expect(nameOf("FCC_A1", 0.29)).toBe("fcc");
    expect(nameOf("BCC_A2", 0.05)).toBe("Fe(s)");
    expect(nameOf("BCC_A2", 0.9)).toBe("bcc");
  });
});
