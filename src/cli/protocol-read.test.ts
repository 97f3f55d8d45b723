// Oracle: which of the texts are files of this repository.
import { expect, test } from "vitest";
import { protocolDocument } from "../study/protocol.ts";
import { readProtocol } from "./protocol-read.ts";
import { protocolText } from "./protocol-text.ts";

test.each(["w.docx", "no-such-folder/pulses", "./w", "C:\\runs\\w.xyz"])(
  "%s is a file that is not there",
  async (text) => {
    await expect(readProtocol(text)).rejects.toThrow(`No such file: ${text}`);
  },
);

test("a folder is none", async () => {
  await expect(readProtocol(".")).rejects.toThrow(". is a folder");
  await expect(readProtocol("src/cli")).rejects.toThrow("src/cli is a folder");
});

test("sentences and files are read", async () => {
  expect((await readProtocol("rest 1 s")).origin.kind).toBe("text");
  expect((await readProtocol("examples/staircase.protocol")).origin.kind).toBe("file");
});

test("the first line says what the totals wait for", async () => {
  const said = async (text: string): Promise<string> => protocolText(protocolDocument(await readProtocol(text)));
  expect(await said("strip at 1 mA for 1 h")).toMatch(/^Understood as \(its totals need --area\)\n/);
  expect(await said("strip at C/10 for 1 h")).toMatch(/^Understood as \(its totals need --capacity\)\n/);
  expect(await said("strip at 1 mA/cm2 for 1 h")).toMatch(/^Understood as\n/);
});
