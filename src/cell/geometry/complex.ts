/** A complex number: real and imaginary part. */
export type Complex = readonly [re: number, im: number];

export function complexInverse([re, im]: Complex): Complex {
  const size = re * re + im * im;
  return [re / size, -im / size];
}

export function complexProduct([a, b]: Complex, [c, d]: Complex): Complex {
  return [a * c - b * d, a * d + b * c];
}
