/** 2ᵏ for k = −1024 … 1023, which are exact, at k + `POWERS_FROM`. */
export const POWERS_FROM = 1024;
export const POWERS: Float64Array = new Float64Array(2048);
POWERS[0] = 2 ** -POWERS_FROM;
for (let at = 1; at < POWERS.length; at++) POWERS[at] = 2 * (POWERS[at - 1] as number);
