import { z } from "zod";
import { listAuditInput } from "./audit.ts";
import { listScansInput } from "./check-in.ts";
import { maxChosen } from "./export-limits.ts";
import { attendeeFilters, refuseAnswerAlone } from "./registrations.ts";
import { flag, id, unlessMissing } from "./text.ts";

export const tableFormats = ["csv", "xlsx"] as const;
export type TableFormat = (typeof tableFormats)[number];

/** How a whole list is asked for as a file: by the filters of the list itself. */
const asFile = {
  format: z.enum(tableFormats, unlessMissing(`Must be one of ${tableFormats.join(", ")}`)),
  /** Of a CSV file: begins with the mark by which Excel knows UTF-8. */
  bom: flag.default(false),
};

const paging = { limit: true, offset: true, cursor: true } as const;

export const exportAttendeesInput = z
  .strictObject({ ...attendeeFilters, ...asFile })
  .superRefine(refuseAnswerAlone);
export type ExportAttendeesInput = z.infer<typeof exportAttendeesInput>;

/** Attendees that somebody chose one by one. */
export const exportChosenInput = z.strictObject({
  eventId: id,
  registrationIds: z
    .array(id, unlessMissing("Must be a list of ids"))
    .min(1, "Must not be empty")
    .max(maxChosen, `Must be at most ${maxChosen} registrations`),
  ...asFile,
});
export type ExportChosenInput = z.infer<typeof exportChosenInput>;

export const exportScansInput = listScansInput.omit(paging).extend(asFile);
export type ExportScansInput = z.infer<typeof exportScansInput>;

export const exportAuditInput = listAuditInput.omit(paging).extend(asFile);
export type ExportAuditInput = z.infer<typeof exportAuditInput>;
