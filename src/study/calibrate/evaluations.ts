import { DomainError } from "../../base/errors.ts";
import type { TaskControl } from "../../base/task.ts";
import type { Fidelity, Forward, ForwardValue } from "./forward.ts";
import { valuesAt } from "./scaling.ts";

/** Evaluations that are kept; the oldest go first. */
const KEPT = 4096;

/** Runs of a model at places between the bounds, each done once. */
export class Evaluations {
  readonly forward: Forward;
  readonly control: TaskControl;
  /** Runs done so far, those from memory not counted. */
  count = 0;
  /** Told before each run: how many were done. */
  onRun: (count: number) => void = () => {};
  private readonly kept = new Map<string, readonly ForwardValue[]>();

  constructor(forward: Forward, control: TaskControl) {
    this.forward = forward;
    this.control = control;
  }

  /**
   * Values of all data at places u.
   * @throws DomainError if the model does not answer for every datum
   */
  async at(places: Float64Array, fidelity: Fidelity = "search"): Promise<readonly ForwardValue[]> {
    const key = `${fidelity} ${places.join(" ")}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    await this.control.checkpoint();
    this.onRun(this.count);
    const { parameters, data } = this.forward;
    const values = await this.forward.evaluate(valuesAt(parameters, places), this.control, fidelity);
    this.count++;
    if (values.length !== data.length || values.some(({ name }, i) => name !== data[i].name)) {
      throw new DomainError(`The model gave ${values.length} values for ${data.length} data, or in another order.`);
    }
    if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value ?? "");
    this.kept.set(key, values);
    return values;
  }
}
