import { checkedProtocol } from "../../../study/studies/checked-protocol.ts";
import { editedStudy } from "../../../study/studies/edited-study.ts";
import { studyOutline } from "../../../study/studies/study-outline.ts";
import type { Handler } from "../handler.ts";
import { studyFiles, studySource } from "../study-source.ts";

export const outlineStudy: Handler<"outlineStudy"> = async ({ study, case: name }) =>
  studyOutline(await studySource(study), name ?? undefined, await studyFiles(study));

export const editStudy: Handler<"editStudy"> = ({ yaml, changes }) => editedStudy(yaml, changes);

export const checkProtocol: Handler<"checkProtocol"> = async ({ text, let: given }) => checkedProtocol(text, given);
