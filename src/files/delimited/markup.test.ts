import { describe, expect, test } from "vitest";
import { delimitedFormat } from "./format.ts";

const recognise = (text: string): string =>
  delimitedFormat.recognise({ name: "a.txt", bytes: new TextEncoder().encode(text) });

describe("markup is no table, whatever numbers it holds", () => {
  test.each(['<?xml version="1.0"?>\n', "<xrdMeasurements>\n", '<scan xmlns="a">\n', "  <!DOCTYPE html>\n"])(
    "%s",
    (head) => {
      expect(recognise(`${head}<counts>\n1 2 3\n4 5 6\n</counts>\n`)).toBe("no");
    },
  );

  test("a heading in angle brackets is one of a table", () => {
    expect(recognise("freq/Hz,<Ewe>/V\n1,2\n3,4\n")).toBe("possible");
    expect(recognise("<I>/mA,<Ewe>/V\n1,2\n3,4\n")).toBe("possible");
    expect(recognise("<Ewe>,<I>\n1,2\n3,4\n")).toBe("possible");
  });
});
