import { Switch } from "@mantine/core";
import type { OutlinedMechanism } from "../../../study/studies/study-outline.ts";
import { tellError } from "../../shell/toast-store.ts";
import { VerdictGlyph } from "../../shell/verdict-glyph.tsx";
import { changeStudy } from "../edit-study.ts";
import { startRun } from "../run-case.ts";
import type { ShownStudy } from "../shown-study.ts";
import classes from "./inspector.module.css";

/** Each submodel a switch, with its equation and source; a refuted one can be run and stays marked. */
export function MechanismsTab({ shown }: { readonly shown: ShownStudy }) {
  const { outline, study, run, case: name } = shown;
  const mechanisms = outline?.case.mechanisms ?? [];
  const excluded = (run?.sight?.falsifiers ?? []).filter(({ verdict }) => verdict === "excluded");
  if (mechanisms.length === 0) {
    return (
      <p className={classes.legend}>This cell is written out submodel by submodel: its study says what it holds.</p>
    );
  }
  const put = async ({ name: mechanism }: OutlinedMechanism, on: boolean): Promise<void> => {
    await changeStudy(study.id, `${mechanism} ${on ? "on" : "off"}`, { case: name, mechanisms: { [mechanism]: on } });
    if (run !== null) await startRun(study.id, name);
  };
  return (
    <>
      {mechanisms.map((mechanism) => {
        const against = excluded.filter(({ submodels }) => submodels.includes(mechanism.kind));
        return (
          <section key={mechanism.name} className={classes.mechanism} aria-label={mechanism.name}>
            <header>
              <b>{mechanism.name.charAt(0).toUpperCase() + mechanism.name.slice(1)}</b>
              <Switch
                size="sm"
                aria-label={mechanism.name}
                checked={mechanism.on}
                onChange={({ currentTarget }) => void put(mechanism, currentTarget.checked).catch(tellError)}
              />
            </header>
            {against.map(({ name: key, title, sentence }) => (
              <p key={key} className={classes.note}>
                <VerdictGlyph verdict="fails" />
                <span>
                  <b>{title}:</b> {sentence}
                </span>
              </p>
            ))}
            <p>{mechanism.title}</p>
            <p className={classes.equation}>{mechanism.equations}</p>
            <p>{mechanism.source}</p>
          </section>
        );
      })}
    </>
  );
}
