// Cases that say what names are, and a protocol that has them no longer. Oracle: the sentences that were written.
import { expect, it } from "vitest";
import { editedStudy } from "./edited-study.ts";
import { planStudy } from "./plan-study.ts";
import { studyFromFile } from "./read-study.ts";
import { shippedStudyTexts } from "./shipped.generated.ts";

const shipped = shippedStudyTexts["pulsed-stripping"] as string;
const plan = async (yaml: string) =>
  planStudy(await studyFromFile({ name: "mine.yaml", bytes: new TextEncoder().encode(yaml) }), {
    only: ["rest 0.5 s"],
  });

it("a protocol that is written over without its {rest} is run, and its cases are told to be one", async () => {
  const written = "stop if V > 3 V\nrepeat 200 { strip at 0.5 mA/cm2 for 2 s; rest 1 s }\n";
  const { cases, warnings } = await plan(await editedStudy(shipped, { protocol: written }));
  expect(cases).toHaveLength(1);
  const told = warnings.filter(({ code }) => code === "let-unused").map(({ message }) => message);
  expect(told).toHaveLength(6);
  expect(told).toContain("Case rest 0.5 s: let says what rest is, but the protocol has no {rest}; it changes nothing.");
});

it("as it is shipped nothing is unused, and a name that no case gives is refused", async () => {
  expect((await plan(shipped)).warnings.filter(({ code }) => code === "let-unused")).toEqual([]);
  const asking = await editedStudy(shipped, { protocol: "strip at 0.5 mA/cm2 for {pulse}; rest {rest}" });
  await expect(plan(asking)).rejects.toThrow("the protocol has {pulse}, and let does not say what it is.");
});
