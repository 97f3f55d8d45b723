// The code of the guides runs from the package as an outsider imports it. Oracle: it ends without an error.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

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
