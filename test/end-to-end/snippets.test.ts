// The code of the guides runs from the package as an outsider imports it. Oracle: it ends without an error.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { variedParameters } from "../../src/study/calibrate/study-parameters.ts";
import { planStudy } from "../../src/study/studies/plan-study.ts";
import { studyFromFile } from "../../src/study/studies/read-study.ts";
import { liquidus, temporaryFolders } from "./run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const numerics = readdirSync(`${root}docs/numerics`).map((name) => `docs/numerics/${name}`);
const guides = ["docs/simulation.md", "docs/studies.md", "docs/protocol-language.md", "docs/library.md", ...numerics];

/** Code that stands alone: what it uses it imports, and it reads no file of the reader's. */
const snippets = guides.flatMap((guide) =>
  [...readFileSync(root + guide, "utf8").matchAll(/^```(?:ts|js)\n(.*?)^```/gms)]
    .map(([, code = ""], k) => ({ name: `${guide}, code ${k + 1}`, code }))
    .filter(({ code }) => code.includes('from "liquidus/') && !/readFileSync|\bname, bytes\b|…;/.test(code)),
);

const node = (args: readonly string[], input = "") =>
  spawnSync(process.execPath, args, { cwd: root, input, encoding: "utf8", timeout: 60_000 });

/** Studies that a guide shows whole, with a measurement in the place of the reader's. */
const studies = ["docs/studies.md", "docs/calibration.md"].flatMap((guide) =>
  [...readFileSync(root + guide, "utf8").matchAll(/^```yaml\n(.*?)^```/gms)]
    .map(([, text = ""], k) => ({ name: `${guide}, study ${k + 1}`, text: text.replace("x.mpr", "x.csv") }))
    .filter(({ text }) => text.startsWith("schema: liquidus.study/1")),
);

describe("studies of the guides", () => {
  const newFolder = temporaryFolders();

  it("are there", () => expect(studies.length).toBeGreaterThan(0));

  it.each(studies)("$name runs", async ({ text }) => {
    const folder = newFolder();
    writeFileSync(`${folder}/study.yaml`, text);
    writeFileSync(`${folder}/x.csv`, "time/s,Ewe/V,I/mA\n0,0,0.385\n1,0.01,0.385\n2,0,0\n");
    const { status, stderr } = await liquidus(["simulate", "study.yaml", "--no-figure"], folder);
    expect([status, stderr]).toEqual([0, ""]);
  });
});

it("what docs/calibration.md adds to a study is understood", async () => {
  const [, block = ""] = /^```yaml\n(.*?)^```/ms.exec(readFileSync(`${root}docs/calibration.md`, "utf8")) ?? [];
  const head = `schema: liquidus.study/1
name: staircase
cell: { set: nak-on-nasicon }
protocol: "staircase current from 0.1 mA/cm2 to 0.5 mA/cm2 in steps of 0.1 mA/cm2, 1 s each"
cases: [{ name: NaK50 }]
`;
  const source = await studyFromFile({ name: "staircase.yaml", bytes: new TextEncoder().encode(head + block) });
  const [planned] = (await planStudy(source)).cases;
  const cell = planned?.cell ?? expect.fail("no case");
  const varied = variedParameters(source, cell, source.study.calibrate?.vary ?? {});
  expect(varied.map(({ name }) => name)).toEqual(["store.limitingCurrentDensity", "store.capacity"]);
});

describe("code of the guides", () => {
  it.each(snippets)("$name runs", ({ code }) => {
    const { status, stderr } = node(["--input-type=module", "-"], code);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("the example of a submodel gives its resistances, its voltage and the right Jacobian", () => {
    const { stdout, stderr } = node(["examples/submodel.mjs"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({ jacobianIsRight: true, voltageAtTheEnd: 0.18, fast: 150, slow: 180 });
  });
});
