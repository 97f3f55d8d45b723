// What the commands about alloys refuse. Oracles: the documented exit codes; the sentences as a user should read them; no file is written.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documents } from "../../src/study/schemas/index.ts";
import { filesBelow, liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();

describe("what is refused: exit 2, one sentence, nothing written", () => {
  const broken =
    "ELEMENT NA BCC_A2 22.99 6460 51.3 !\nELEMENT K BCC_A2 39.1 7088 64.68 !\nPHASE LIQUID % 1 1.0 !\nCONSTITUENT LIQUID :K,NA: !\nPARAMETER G(LIQUID,K;0) 200 12*(T; 2200 N !\n";

  test.each([
    [["equilibrium", "50", "-t", "25C"], /"50" is not a composition: write NaK50 for 50 wt% K/],
    [["equilibrium", "Na150K50", "-t", "25C"], /add up to 200/],
    [["equilibrium", "NaK50", "-t", "25"], /"25" has no unit: write a temperature as in 25C or 298.15K/],
    [["equilibrium", "NaK50", "-t", "5000K"], /5000 K lies outside.*200 to 2[23]00 K/],
    [["equilibrium", "KNa2", "-t", "25C"], /the compound\? Write K33\.33Na66\.67 \(at\.%\), or "2 wt% Na in K"/],
    [["properties", "NaK50", "-t", "25,60C"], /"25,60C": give one temperature here/],
    [["potential", "Na-K", "-t", "25,60C"], /give one temperature here/],
    [["phases", "Na-K", "--at", "25,60C"], /give one temperature here/],
    [["phases", "Na-K", "--save-tdb", "none/k.tdb"], /there is no folder none; make it.*--save-tdb/],
    [["phases", "Na-K", "--save-tdb", "broken.tdb"], /broken\.tdb holds another database and is kept/],
    [["phases", "Na-K", "--gas-constant", "abc"], /as in --gas-constant 8\.3145/],
    [["phases", "Na-K", "--tdb", "points.csv"], /points\.csv/],
    [["assess", "Na-Cs"], /data of Na-K alone/],
    [["equilibrium", "NaK50", "-t", "25C", "--reference", "HCP_A3"], /HCP_A3/],
    [["equilibrium", "LiK50", "-t", "25C"], /no element Li; it has/],
    [["phases", "Na"], /"Na" is not a system of two elements/],
    [["phases", "Na-Mg"], /no element Mg; it has/],
    [["phases", "Na-K", "--without", "GAS"], /no phase GAS; it has/],
    [["phases", "Na-K", "--mark", "0.5"], /"0.5" is not a composition/],
    [["phases", "Na-K", "--from", "100C", "--to", "0C"], /first temperature below the last \(--from, --to\)/],
    [["phases", "Na-K", "--gas-constant", "1.987"], /A gas constant of 1.987/],
    [["phases", "Na-K", "--tdb", "broken.tdb"], /broken\.tdb.*line 5/],
    [["phases", "Na-K", "--tdb", "not-there.tdb"], /not-there.tdb does not exist/],
    [["potential", "Na-K", "--at", "Na100K0"], /pure metal/],
    [["properties", "NaK50", "--property", "colour"], /no property "colour"; there are density/],
    [["assess", "--data", "points.csv"], /points\.csv, line 2: "NaK" is not a composition/],
    [["assess", "--only-own"], /give a file of them \(--data FILE\)/],
  ])("%j", async (args, sentence) => {
    const folder = newFolder();
    writeFileSync(join(folder, "broken.tdb"), broken);
    writeFileSync(
      join(folder, "points.csv"),
      "quantity,composition,temperature,value,uncertainty\nliquidus,NaK,,13C,1K\n",
    );
    const run = await liquidus(args, folder);
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr).not.toMatch(/fault of liquidus|^\s+at /m);
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(filesBelow(folder)).toEqual(["broken.tdb", "points.csv"]);
  });

  test("with --json the reason is the document", async () => {
    const run = await liquidus(["equilibrium", "0.63", "-t", "25C", "--json"], newFolder());
    expect(run.status).toBe(2);
    const document = JSON.parse(run.stdout);
    expect(documents.equilibrium?.safeParse(document).success).toBe(true);
    expect(document.error).toMatchObject({ kind: "DomainError" });
    expect(run.stderr.trimEnd()).toBe(document.error.message);
  });
});
