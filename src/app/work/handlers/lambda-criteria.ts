import { allCriteria } from "../../../impedance/relaxation-times/all-criteria.ts";
import type { Handler } from "../handler.ts";

export const lambdaCriteria: Handler<"lambda-criteria"> = async ({ spectrum, options }) =>
  allCriteria(spectrum, options).map(({ criterion, lambda }) => ({ criterion, lambda }));
