/** A running sum that carries its rounding error along (Neumaier, Z. angew. Math. Mech. 54 (1974) 39). */
export class CompensatedSum {
  private sum: number;
  private carry: number;

  constructor(start = 0, carry = 0) {
    this.sum = start;
    this.carry = carry;
  }

  /** What a sum that goes on from here is made with. */
  get parts(): readonly [sum: number, carry: number] {
    return [this.sum, this.carry];
  }

  add(term: number): void {
    const next = this.sum + term;
    this.carry += Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.carry;
  }
}
