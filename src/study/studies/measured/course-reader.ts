/**
 * Reads a recorded course at rising times, linear between its points; NaN outside of it. At a switch, where two points have one
 * time, the one before. The same reader may be asked for an earlier time again.
 */
export function courseReader(times: Float64Array, values: Float64Array): (time: number) => number {
  let k = 0;
  const last = times.length - 1;
  return (time) => {
    if (!(time >= (times[0] ?? Number.NaN) && time <= (times[last] ?? Number.NaN))) return Number.NaN;
    if (time < (times[k] as number)) k = 0;
    while (k < last && (times[k + 1] as number) < time) k++;
    const next = Math.min(k + 1, last);
    const [t0, t1] = [times[k] as number, times[next] as number];
    const [v0, v1] = [values[k] as number, values[next] as number];
    return t1 > t0 ? v0 + ((v1 - v0) * (time - t0)) / (t1 - t0) : v0;
  };
}
