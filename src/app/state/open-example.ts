import { addFiles } from "./add-files.ts";
import { addShippedStudy } from "./add-studies.ts";
import { caseTab } from "./case-tab.ts";
import { type Example, exampleFile } from "./examples.ts";
import { useProject } from "./project-store.ts";
import { useSession } from "./session-store.ts";

/** Opens an example in this project, in its view. @throws Error in a sentence when the page's own server does not give it */
export async function openExample(example: Example): Promise<void> {
  const { set, pin } = useSession.getState();
  if (example.opens === "study") {
    const study = await addShippedStudy(example.name, example.title);
    const { tabs } = useSession.getState();
    if (example.case !== undefined) set({ tabs: { [caseTab(study)]: example.case, ...tabs } });
  }
  if (example.opens === "file") {
    const there = useProject.getState().history.present.files.find(({ shipped }) => shipped === example.name);
    if (there) pin({ file: there.id, sweep: 0, frequency: null }, false);
    else await fetchExample(example);
  }
  set({ view: example.view });
}

async function fetchExample(example: Example): Promise<void> {
  const name = exampleFile(example);
  const reply = await fetch(new URL(`examples/${name}`, document.baseURI));
  if (!reply.ok) throw new Error(`${name} is not beside this page (HTTP ${reply.status}).`);
  await addFiles([{ content: await reply.blob(), name, folder: "" }], example.name);
}
