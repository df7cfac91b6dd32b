import { mailKinds } from "@eventmaster/contract/notifications";
import { z } from "zod";

/** One mail to one person, as it waits in the queue. Text and HTML say the same. */
export const mailSchema = z.strictObject({
  to: z.string(),
  kind: z.enum(mailKinds),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
});

export type Mail = z.infer<typeof mailSchema>;
