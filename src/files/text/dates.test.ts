import { expect, test } from "vitest";
import type { Warning } from "../../base/warnings.ts";
import { readStart } from "./dates.ts";

test.each([
  ["4/23/2018", "16:43:15", "2018-04-23T16:43:15", false],
  ["23/4/2018", "16:43:15", "2018-04-23T16:43:15", false],
  ["3/4/2021", "", "2021-03-04", true],
  ["4/4/2021", "", "2021-04-04", false],
  ["03.04.2021", "9:05", "2021-04-03T09:05:00", false],
  ["2021-04-03", "12:00:00 AM", "2021-04-03T00:00:00", false],
  ["Feb. 20, 2020   15:55:08", "Feb. 20, 2020   15:55:08", "2020-02-20T15:55:08", false],
  ["Thursday, July 19, 2018", "9:40:30 PM", "2018-07-19T21:40:30", false],
  ["2021-04-03", "12:30:15.123456", "2021-04-03T12:30:15.123", false],
])("%s %s", (date, time, local, ambiguous) => {
  const warnings: Warning[] = [];
  expect(readStart(date, time, warnings)).toEqual({ local, hasTimeOfDay: local.includes("T") });
  expect(warnings.map((w) => w.code)).toEqual(ambiguous ? ["date-order-ambiguous"] : []);
});

test.each(["", "DD.MM.YYYY", "31/31/2020", "2021-02-30", "13.13.2020"])("%j is no date", (text) => {
  expect(readStart(text, text, [])).toBeNull();
});
