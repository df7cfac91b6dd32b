import { useState } from "react";
import { ComboBox, type ComboBoxProps } from "./combo-box.tsx";
import { timeZoneOptions } from "./time-zones.ts";

export type TimeZoneFieldProps = Omit<ComboBoxProps, "options">;

/** Every IANA zone the browser knows, with its distance from UTC, found by city, region or "UTC+8". */
export function TimeZoneField(props: TimeZoneFieldProps) {
  const [options] = useState(() => timeZoneOptions(new Date()));
  return <ComboBox {...props} options={options} />;
}
