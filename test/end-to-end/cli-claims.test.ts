// `liquidus claims` in one process. Oracles: the schema that `liquidus schema claims` prints from; the hand calculations of the
// papers' numbers (70 / 0.5 = 140; 0.01 mA/cm² in 40 s over 7 mm = 0.096 µA/s); the documented exit codes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { claimsDocument } from "../../src/claims/schema.ts";
import { filesBelow, liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

interface LedgerJson {
  counts: Record<string, number>;
  claims: { id: string; paper: string; verdict: string; againstItself: boolean; sameAs: string | null }[];
}

async function ledgerOf(args: readonly string[]): Promise<LedgerJson> {
  const run = await liquidus(["claims", ...args, "--json"], newFolder());
  expect([run.status, run.stderr]).toEqual([0, ""]);
  expect(run.stdout.indexOf("\n")).toBe(run.stdout.length - 1);
  const document: unknown = JSON.parse(run.stdout);
  expect(claimsDocument.safeParse(document).error?.issues ?? []).toEqual([]);
  return document as LedgerJson;
}

describe("claims", () => {
  test("prints the ledger by paper within 100 columns, with its counts", async () => {
    const run = await liquidus(["claims", "--quick"], newFolder());
    expect([run.status, run.stderr]).toEqual([0, ""]);
    const lines = run.stdout.trimEnd().split("\n");
    expect(lines.filter((line) => /^[✓✗≠◌·–] [ABI]\d+[a-z]? /.test(line))).toHaveLength(65);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.join(" ")).toMatch(/65 claims \(4 repeat the arithmetic of another and count with it\)/);
  });

  test("tells claims in full by their ids, of either case, parts too", async () => {
    const run = await liquidus(["claims", "a7", "B6", "A2b"], newFolder());
    expect(run.status).toBe(0);
    expect(run.stdout).toContain("70 / 0.5 = 140");
    expect(run.stdout).toMatch(/0\.0962\sµA\/s/);
    expect(run.stdout).toContain("✓ A2b  reproduced");
  });

  test("--json holds against its schema, whole and selected", async () => {
    const whole = await ledgerOf(["--quick"]);
    const repeats = whole.claims.filter(({ sameAs }) => sameAs !== null).length;
    expect(Object.values(whole.counts).reduce((a, b) => a + b, 0)).toBe(whole.claims.length - repeats);
    const second = await ledgerOf(["--quick", "--paper", "P2", "--verdict", "contradicted"]);
    expect(second.claims.map(({ id, verdict, againstItself }) => [id, verdict, againstItself])).toEqual([
      ["B6", "contradicted", false],
      ["B7a", "contradicted", false],
      ["B11", "contradicted", false],
      ["I10", "contradicted", true],
      ["I15", "contradicted", true],
      ["I15b", "contradicted", true],
    ]);
  });

  test("-o writes claims.json and claims.csv, one row a claim", async () => {
    const folder = newFolder();
    const run = await liquidus(["claims", "--paper", "P1", "-o", "ledger"], folder);
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain(`Written: ${join("ledger", "claims.json")}, claims.csv`);
    expect(filesBelow(folder)).toEqual(["ledger/claims.csv", "ledger/claims.json"]);
    const document = JSON.parse(readFileSync(join(folder, "ledger", "claims.json"), "utf8")) as LedgerJson;
    expect(claimsDocument.safeParse(document).success).toBe(true);
    const rows = readFileSync(join(folder, "ledger", "claims.csv"), "utf8")
      .trimEnd()
      .split("\n");
    expect(rows).toHaveLength(document.claims.length + 1);
    expect(rows[0]).toMatch(/^id,same_as,paper,/);
  });

  test.each([
    [["A20"], "There is no claim A20"],
    [["--paper", "P3"], "--paper P3: give P1 or P2."],
    [["--verdict", "wrong"], "--verdict wrong: give reproduced or contradicted or undetermined"],
  ])("%j is refused with a sentence", async (args, sentence) => {
    const run = await liquidus(["claims", ...args], newFolder());
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(sentence);
  });
});
