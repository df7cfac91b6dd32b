import { describeFailure } from "@eventmaster/client/errors";
import { placeFailure } from "../../lib/form-failure.ts";
import { fieldNames } from "./event-fields.ts";
import type { EventFormState } from "./event-form.tsx";

/** As every form's failure; one that logging in mends is told apart, so that the form can offer that. */
export function placeEventFailure(form: EventFormState, error: unknown): void {
  const { code, message } = describeFailure(error);
  if (code === "session_ended" || code === "not_signed_in")
    form.setError("root", { type: "session_ended", message });
  else placeFailure(form, fieldNames, error);
}
