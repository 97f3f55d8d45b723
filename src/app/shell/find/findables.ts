import { formatQuantity } from "../../../figures/format-number.ts";
import { examples } from "../../state/examples.ts";
import { useFacts } from "../../state/facts-store.ts";
import { lambdaText } from "../../state/lambda-text.ts";
import { openExample } from "../../state/open-example.ts";
import { useProject } from "../../state/project-store.ts";
import { useSession } from "../../state/session-store.ts";
import { shownKey } from "../key-names.ts";
import { currentBindings } from "../keys.ts";
import { tellError } from "../toast-store.ts";
import { viewTitles } from "../top-bar/views.ts";
import { type Findable, namedValue } from "./find.ts";
import { otherWordsOf } from "./other-words.ts";

/** Everything that can be found now. */
export function findables(search: string): readonly Findable[] {
  const { files, studies } = useProject.getState().history.present;
  const { facts } = useFacts.getState();
  const { set, pin } = useSession.getState();
  return [
    ...valuesOf(search),
    ...currentBindings()
      .filter(({ keyOnly }) => keyOnly !== true)
      .map(
        ({ does, key, run }): Findable => ({
          key: `command ${does}`,
          group: "Command",
          title: does,
          remark: key === undefined ? "" : shownKey(key),
          words: otherWordsOf(does),
          run,
        }),
      ),
    ...files.map(
      ({ id, name, folder }): Findable => ({
        key: `file ${id}`,
        group: "File",
        title: name,
        remark: [folder, facts[id]?.technique ?? ""].filter((part) => part !== "").join(", "),
        run: () => {
          pin({ file: id, sweep: 0, frequency: null }, false);
          set({ view: "impedance" });
        },
      }),
    ),
    ...studies.map(
      ({ id, name }): Findable => ({
        key: `study ${id}`,
        group: "Study",
        title: name,
        remark: "",
        run: () => set({ study: id, view: "cell" }),
      }),
    ),
    ...examples.map(
      (example): Findable => ({
        key: `example ${example.view} ${example.name}`,
        group: "Example",
        title: example.title,
        remark: `example, ${viewTitles[example.view]}`,
        run: () => void openExample(example).catch(tellError),
      }),
    ),
  ];
}

/** The value that the search names, where the file under the cursor can have it. */
function valuesOf(search: string): readonly Findable[] {
  const value = namedValue(search);
  if (value === null) return [];
  const { cursor, pin, set } = useSession.getState();
  const toImpedance = (part: Parameters<typeof pin>[0]): void => {
    pin(part);
    set({ view: "impedance" });
  };
  switch (value.kind) {
    case "sweep": {
      const sweeps = cursor.file === null ? 0 : (useFacts.getState().facts[cursor.file]?.sweeps ?? 0);
      if (value.sweep < 1 || value.sweep > sweeps) return [];
      const title = `Sweep ${value.sweep} of ${sweeps}`;
      return [
        { key: "value", group: "Value", title, remark: "go there", run: () => toImpedance({ sweep: value.sweep - 1 }) },
      ];
    }
    case "frequency": {
      const { frequency } = value;
      const title = formatQuantity(frequency, "Hz");
      return [{ key: "value", group: "Value", title, remark: "go there", run: () => toImpedance({ frequency }) }];
    }
    case "lambda": {
      const { lambda } = value;
      const before = useProject.getState().history.present.impedance.lambda;
      const run = (): void =>
        useProject.getState().change(`λ ${lambdaText(before)} → ${lambdaText(lambda)}`, (document) => ({
          ...document,
          impedance: { ...document.impedance, lambda },
        }));
      return [{ key: "value", group: "Value", title: `λ = ${lambdaText(lambda)}`, remark: "set it", run }];
    }
  }
}
