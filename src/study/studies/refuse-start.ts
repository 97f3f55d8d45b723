import { DomainError } from "../../base/errors.ts";
import type { CellModel } from "../../cell/form/cell-model.ts";
import { compileProtocol } from "../../cell/protocol/compile.ts";
import type { SimulateRequest } from "../simulate.ts";

/**
 * Refuses a protocol that cannot begin: a voltage limit of its first step that the cell at rest has already passed.
 * @throws DomainError quoting the step, its limit and the voltage of the cell; also where the protocol lacks an area or a capacity
 */
export function refuseStart(model: CellModel, { protocol, area, nominalCapacity }: SimulateRequest): void {
  const compiled = compileProtocol(protocol.protocol, {
    ...(area === undefined ? {} : { area }),
    ...(nominalCapacity === undefined ? {} : { nominalCapacity }),
  });
  const first = compiled.segments().next();
  if (first.done === true) throw new DomainError("the protocol has no step.");
  const { step, sentence, limits } = first.value;
  const voltage = model.initialState()[model.voltage] as number;
  const passed = limits.find(
    ({ quantity, direction, value }) =>
      quantity === "voltage" && (direction === "above" ? voltage > value : voltage < value),
  );
  if (passed === undefined) return;
  const shown = Number(voltage.toPrecision(4));
  throw new DomainError(
    `step ${step}, "${sentence}", cannot begin: the cell at rest stands at ${shown} V, which is already ${passed.direction} ${passed.value} V (${passed.sentence}). Give a limit on the other side of ${shown} V.`,
  );
}
