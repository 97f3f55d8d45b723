import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { memo } from "react";
import { Section } from "../../shell/section.tsx";
import { useSession } from "../../state/session-store.ts";
import type { ShownSeries } from "../shown-file.ts";
import classes from "./compare-section.module.css";
import { usePins } from "./compared.ts";
import { togglePin } from "./toggle-pin.ts";

/** The sweeps that are held beside the one under the cursor. */
export const CompareSection = memo(function CompareSection({ shown }: { readonly shown: ShownSeries }) {
  const pins = usePins();
  const { file, sweep, area } = shown;
  const { index } = sweep.sweep;
  const own = pins.some(({ pin }) => pin.file === file.id && pin.sweep === index);
  return (
    <Section title="Compare" remark={pins.length === 0 ? undefined : "points measured, dashed computed"}>
      <ul className={classes.list}>
        {pins.map(({ text, pin, label, compared }) => (
          <li key={text}>
            <button
              type="button"
              className={classes.name}
              title={label}
              onClick={() => useSession.getState().pin(pin, useSession.getState().cursor.pinned)}
            >
              {label}
            </button>
            <span className={classes.remark}>
              {compared === null
                ? "not analysed yet"
                : (compared.area === null) === (area === null)
                  ? ""
                  : "no area: not drawn"}
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={`Remove ${label}`}
              onClick={() => togglePin(pin.file, pin.sweep)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button size="compact-xs" variant="default" onClick={() => togglePin(file.id, index)}>
        {own ? `Unpin sweep ${index + 1}` : `Pin sweep ${index + 1}`}
      </Button>
    </Section>
  );
});
