import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconDownload,
  IconZoomInArea,
  IconZoomReset,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { type FigureControl, useFigureState } from "./figure-control.ts";
import classes from "./figure-tools.module.css";

export interface FigureToolsProps {
  readonly control: FigureControl;
  /** Opens the export of this figure; without it there is no such button. */
  readonly onExport?: () => void;
  /** Fills the window with this panel, or back; without it there is no such button. */
  readonly onFill?: () => void;
  readonly filled?: boolean;
}

/** The tools of a figure for the head of its panel. */
export function FigureTools({ control, onExport, onFill, filled = false }: FigureToolsProps) {
  const { dragMode, zoomed } = useFigureState(control);
  const select = dragMode === "zoom";
  return (
    <>
      <Tool
        name="Select a range by dragging"
        pressed={select}
        onClick={() => control.setDragMode(select ? "pan" : "zoom")}
      >
        <IconZoomInArea size={16} stroke={1.6} />
      </Tool>
      <Tool name="Show the whole range" keys="0" disabled={!zoomed} onClick={control.wholeRange}>
        <IconZoomReset size={16} stroke={1.6} />
      </Tool>
      {onExport === undefined ? null : <ExportTool onExport={onExport} />}
      {onFill === undefined ? null : (
        <Tool
          name={filled ? "Back to the other panels" : "Fill the window"}
          keys={filled ? "Esc" : "Enter"}
          onClick={onFill}
        >
          {filled ? <IconArrowsMinimize size={16} stroke={1.6} /> : <IconArrowsMaximize size={16} stroke={1.6} />}
        </Tool>
      )}
    </>
  );
}

export interface ExportToolProps {
  readonly onExport: () => void;
  readonly what?: string;
}

/** Opens the export of a panel. */
export function ExportTool({ onExport, what = "this figure" }: ExportToolProps) {
  return (
    <Tool name={`Export ${what}`} keys="E" onClick={onExport}>
      <IconDownload size={16} stroke={1.6} />
    </Tool>
  );
}

interface ToolProps {
  readonly name: string;
  readonly keys?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ name, keys, pressed, disabled = false, onClick, children }: ToolProps) {
  return (
    <Tooltip label={keys === undefined ? name : `${name} (${keys})`} openDelay={400}>
      <ActionIcon
        variant="subtle"
        size={24}
        className={classes.tool}
        aria-label={name}
        aria-pressed={pressed}
        aria-disabled={disabled}
        onClick={disabled ? undefined : onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
