/** Key of the case of a study that is looked at, among the tabs of the session. */
export const caseTab = (study: string): string => `case of ${study}`;
