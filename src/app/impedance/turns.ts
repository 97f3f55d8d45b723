/** Hands out turns, one a frame: those of the figures before those of what stands beside them, each in order. */
export function turns(nextFrame: (run: () => void) => void): (run: () => void, late?: boolean) => () => void {
  const early: (() => void)[] = [];
  const late: (() => void)[] = [];
  let waiting = false;
  const wait = (): void => {
    if (waiting) return;
    waiting = true;
    nextFrame(() => {
      waiting = false;
      const next = early.shift() ?? late.shift();
      if (early.length + late.length > 0) wait();
      next?.();
    });
  };
  return (run, isLate = false) => {
    const queue = isLate ? late : early;
    queue.push(run);
    wait();
    return () => {
      const place = queue.indexOf(run);
      if (place >= 0) queue.splice(place, 1);
    };
  };
}
