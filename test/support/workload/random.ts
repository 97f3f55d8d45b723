/** mulberry32: uniform numbers (x + ½) / 2³² in (0, 1), and Box-Muller pairs. */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = Number(BigInt.asUintN(32, BigInt(seed)));
  }
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1) >>> 0;
    t = (t ^ (t + Math.imul(t ^ (t >>> 7), t | 61))) >>> 0;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  }
  pair(): readonly [number, number] {
    const r = Math.sqrt(-2 * Math.log(this.uniform()));
    const a = 2 * Math.PI * this.uniform();
    return [r * Math.cos(a), r * Math.sin(a)];
  }
}
