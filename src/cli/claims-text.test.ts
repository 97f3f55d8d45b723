import { beforeAll, describe, expect, it } from "vitest";
import { runTask } from "../base/task.ts";
import { computeClaims } from "../claims/compute.ts";
import type { ClaimsDocument } from "../claims/result.ts";
import { selectClaims } from "../claims/select.ts";
import { claimsText } from "./claims-text.ts";

describe("claimsText", () => {
  let ledger: ClaimsDocument;
  beforeAll(async () => {
    ledger = await runTask(computeClaims({ quick: true }));
  });

  it("lists every claim once with its mark, grouped by paper, within the width", () => {
    for (const width of [80, 120]) {
      const lines = claimsText(ledger, { full: false, width, quick: true }).trimEnd().split("\n");
      const marks = lines.filter((line) => /^[✓✗◌·–] [ABI]\d+[a-z]? /.test(line));
      expect(marks).toHaveLength(ledger.claims.length);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(lines.findIndex((line) => line.startsWith("P2"))).toBeGreaterThan(
        lines.findIndex((line) => line.startsWith("✓ A1 ")),
      );
      expect(lines.join(" ")).toMatch(
        /65 claims \(4 repeat .* count with it\): +✓\s\d+\sreproduced, ✗\s\d+\scontradicted, ◌/,
      );
    }
  });

  it("says how many claims rest on studies that were not run, and how they are", () => {
    const studied = ledger.claims.filter(({ studies }) => studies.length > 0).length;
    expect(studied).toBeGreaterThan(0);
    const ending = `${studied} rest on studies that were not run: run it without --quick.`;
    expect(claimsText(ledger, { full: false, width: 80, quick: true })).toContain(ending);
    expect(claimsText(ledger, { full: false, width: 80, quick: false })).not.toContain("--quick");
  });

  it("tells the arithmetic of one claim in full", () => {
    const text = claimsText(selectClaims(ledger, { ids: ["A7"] }), { full: true, width: 80, quick: false });
    expect(text).toContain("✗ A7  contradicted  (Figure 2c and the text to it)");
    expect(text).toContain("70 / 0.5 = 140, at most 171");
    expect(text).toMatch(/would change it {2}A first value of 0.2 kΩ/);
    expect(text).not.toContain("One in full");
  });
});
