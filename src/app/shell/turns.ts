/** What a frame is given to: painting what stands, then a further panel, then what stands beside the panels, then what comes after all. */
export const ranks = ["paint", "panel", "beside", "after"] as const;
export type Rank = (typeof ranks)[number];

/** Hands out turns, one a frame: by rank, and in order within a rank. */
export function turns(nextFrame: (run: () => void) => void): (run: () => void, rank: Rank) => () => void {
  const queues: Readonly<Record<Rank, (() => void)[]>> = { paint: [], panel: [], beside: [], after: [] };
  let waiting = false;
  const wait = (): void => {
    if (waiting) return;
    waiting = true;
    nextFrame(() => {
      waiting = false;
      const next = ranks.map((rank) => queues[rank]).find(({ length }) => length > 0);
      const run = next?.shift();
      if (ranks.some((rank) => queues[rank].length > 0)) wait();
      run?.();
    });
  };
  return (run, rank) => {
    const queue = queues[rank];
    queue.push(run);
    wait();
    return () => {
      const place = queue.indexOf(run);
      if (place >= 0) queue.splice(place, 1);
    };
  };
}

/** The turns of this page; without frames, in a test, one after another. */
export const takeTurn = turns((run) => {
  if (typeof requestAnimationFrame === "function") requestAnimationFrame(run);
  else setTimeout(run);
});
