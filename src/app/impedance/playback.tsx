import { ActionIcon, Tooltip } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext, IconPlayerTrackPrev } from "@tabler/icons-react";
import { memo } from "react";
import { useKeys } from "../shell/keys.ts";
import { useSession } from "../state/session-store.ts";
import type { ShownSeries } from "./shown-file.ts";

/** Sweeps a second. */
const RATE = 12;

/** One sweep back, play, one sweep on. */
export const Playback = memo(function Playback({ shown }: { readonly shown: ShownSeries }) {
  const { series, at, file } = shown;
  const pin = useSession(({ pin }) => pin);
  const count = series.sweeps.length;
  const go = (to: number): void => {
    const sweep = series.sweeps[((to % count) + count) % count]?.sweep.index ?? 0;
    pin({ file: file.id, sweep }, useSession.getState().cursor.pinned);
  };
  // Mantine keeps the newest function: every tick goes on from where the cursor is.
  const play = useInterval(() => go(at + 1), 1000 / RATE);
  useKeys([{ key: "Space", does: "Play or pause the sweeps", run: play.toggle }]);
  return (
    <>
      <Tool name="Sweep before" onClick={() => go(at - 1)}>
        <IconPlayerTrackPrev size={14} />
      </Tool>
      <Tool name={play.active ? "Pause" : "Play the sweeps"} onClick={play.toggle}>
        {play.active ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
      </Tool>
      <Tool name="Next sweep" onClick={() => go(at + 1)}>
        <IconPlayerTrackNext size={14} />
      </Tool>
    </>
  );
});

function Tool({ name, onClick, children }: { name: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={name} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={name} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
