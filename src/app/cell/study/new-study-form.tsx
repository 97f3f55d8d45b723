import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { newStudy, newStudyProblems, studySets } from "../../../study/studies/new-study.ts";
import { addStudy } from "../../state/add-studies.ts";
import classes from "./study-column.module.css";

/** Asks what a study of a parameter set cannot do without, then makes it. */
export function NewStudyForm({ named, onDone }: { readonly named: string; readonly onDone: () => void }) {
  const [chosen, setChosen] = useState(named);
  const set = studySets.find(({ name }) => name === chosen) ?? studySets[0];
  const [composition, setComposition] = useState("");
  const [area, setArea] = useState("");
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const [asked, setAsked] = useState(false);
  const { name: setName = "", metals = [] } = set ?? {};
  const typed = { set: setName, composition, area };
  const problems = asked ? newStudyProblems(typed) : { composition: null, area: null };
  const make = (): void => {
    const found = newStudyProblems(typed);
    setAsked(true);
    if (found.composition !== null || found.area !== null) return;
    addStudy({ name: `Study of ${setName}`, yaml: newStudy(typed), shipped: null });
    onDone();
  };
  const [metal = "", other] = metals;
  return (
    <form
      className={classes.form}
      aria-label={`New study of ${setName}`}
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
      onKeyDown={({ key }) => key === "Escape" && onDone()}
    >
      <p className={classes.name}>New study</p>
      <NativeSelect
        size="xs"
        label="Parameter set"
        data={studySets.map(({ name }) => name)}
        value={setName}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      />
      {other === undefined ? null : (
        <TextInput
          size="xs"
          label="Composition"
          description={`In wt% or at.%: ${metal}${other}50 is 50 wt% ${other}, ${metal}50${other}50 is at.%`}
          placeholder={`${metal}${other}50, or 63 at.% ${metal}`}
          value={composition}
          error={problems.composition}
          ref={first}
          onChange={({ currentTarget }) => setComposition(currentTarget.value)}
        />
      )}
      <TextInput
        size="xs"
        {...(other === undefined && { ref: first })}
        label="Area"
        description="That currents and charges refer to"
        placeholder="0.385 cm2"
        value={area}
        error={problems.area}
        onChange={({ currentTarget }) => setArea(currentTarget.value)}
      />
      <div className={classes.controls}>
        <Button size="xs" type="submit">
          Make the study
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
