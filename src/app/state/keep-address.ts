import { type Address, parseAddress, writeAddress } from "./address.ts";
import { exampleNamed } from "./examples.ts";
import { lambdaText } from "./lambda-text.ts";
import { openExample } from "./open-example.ts";
import { beginProject } from "./persistence/keep-saved.ts";
import { emptyProject } from "./project.ts";
import { useProject } from "./project-store.ts";
import { useSession } from "./session-store.ts";

/** ms between two writings of the address while the cursor moves. */
const PAUSE = 400;

/** What the page shows, if it is a shipped example: nothing of a user's own project is ever said. */
function shownAddress(): Address | null {
  const { view, cursor, study } = useSession.getState();
  const { files, studies, impedance } = useProject.getState().history.present;
  if (view === "impedance") {
    const file = files.find(({ id }) => id === cursor.file);
    if (file?.shipped === undefined || files.some(({ shipped }) => shipped === undefined)) return null;
    const { lambda } = impedance;
    return {
      view,
      example: file.shipped,
      sweep: cursor.sweep + 1,
      lambda: lambda === "auto" ? null : lambda,
      frequency: null,
    };
  }
  if (view === "cell") {
    const shown = studies.find(({ id }) => id === study);
    if (!shown?.shipped || exampleNamed("cell", shown.shipped) === undefined) return null;
    return { view, example: shown.shipped, sweep: null, lambda: null, frequency: null };
  }
  return null;
}

let shown = "";

function write(): void {
  const address = shownAddress();
  const hash = address === null ? "" : writeAddress(address);
  if (hash === shown) return;
  shown = hash;
  history.replaceState(null, "", hash === "" ? location.pathname + location.search : hash);
}

/** Whether a project holds anything of the user's own. */
function ownProject(): boolean {
  const { present, past } = useProject.getState().history;
  const { files, studies, name } = present;
  if (name === emptyProject.name && files.length === 0 && studies.length === 0 && past.length === 0) return false;
  return (
    files.some(({ shipped }) => shipped === undefined) ||
    studies.some(({ shipped }) => shipped === null) ||
    past.length > 0
  );
}

/** Whether the study that is open began as this example: after a reload it is shown as it was left. */
function isOpen(example: string): boolean {
  const { study } = useSession.getState();
  return useProject.getState().history.present.studies.some(({ id, shipped }) => id === study && shipped === example);
}

/** Shows what an address says. An example that the project does not hold is opened in a project of its own. */
async function follow(address: Address): Promise<void> {
  const { view, sweep, lambda, frequency } = address;
  const example = address.example === null ? undefined : exampleNamed(view, address.example);
  if (example === undefined) {
    useSession.getState().set({ view });
    return;
  }
  const { files, studies } = useProject.getState().history.present;
  const there = [...files, ...studies].some(({ shipped }) => shipped === example.name);
  if (!there && ownProject()) await beginProject();
  useSession.getState().set({ view });
  await openExample(example);
  if (view !== "impedance") return;
  useSession.getState().pin({ ...(sweep === null ? {} : { sweep: sweep - 1 }), frequency }, frequency !== null);
  if (lambda !== null && useProject.getState().history.present.impedance.lambda !== lambda) {
    useProject.getState().change(`λ of the address, ${lambdaText(lambda)}`, (document) => ({
      ...document,
      impedance: { ...document.impedance, lambda },
    }));
  }
}

/**
 * Follows the address, at the start and whenever it is changed by hand, and keeps it written while an example is shown.
 * @param tell hears why an example cannot be opened
 */
export async function keepAddress(tell: (error: unknown) => void): Promise<void> {
  const read = async (): Promise<void> => {
    const address = parseAddress(location.hash);
    if (address === null || location.hash === shown) return;
    if (shown === "" && address.view === "cell" && isOpen(address.example ?? "")) {
      useSession.getState().set({ view: "cell" });
      return;
    }
    try {
      await follow(address);
    } catch (error) {
      tell(error);
    }
  };
  await read();
  shown = location.hash;
  addEventListener("hashchange", () => void read());
  let awaited = false;
  const later = (): void => {
    if (awaited) return;
    awaited = true;
    setTimeout(() => {
      awaited = false;
      write();
    }, PAUSE);
  };
  useSession.subscribe(later);
  useProject.subscribe(later);
  later();
}
