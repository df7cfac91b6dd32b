import { useText } from "@eventmaster/i18n/locale";
import { type CalendarDate, parseDate, type ZonedDateTime } from "@internationalized/date";
import { dateFormat } from "@eventmaster/i18n/format";
import { CalendarDays, ChevronLeft, ChevronRight, ClockAlert } from "lucide-react";
import { type ReactNode, useMemo, type Ref } from "react";
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Popover,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { controlStyles, fieldStyles } from "./control-styles.ts";
import { FieldHead, FieldMessage, type FieldText } from "./field.tsx";
import { popoverStyles } from "./list-box.tsx";
import { dayKey, isSameClock } from "./event-time.ts";
import { uiText } from "./text.ts";
import { cityOf, utcOffset, viewerTimeZone } from "./time-zones.ts";
import { clockChangeAt, nextFullHour, toUtcIso, toZonedValue } from "./zoned-date-time.ts";
import { fieldsText } from "./fields-text.ts";

export { keepWallTime } from "./zoned-date-time.ts";

type PickerProps = FieldText & {
  name?: string | undefined;
  onBlur?: (() => void) | undefined;
  isDisabled?: boolean | undefined;
  isRequired?: boolean | undefined;
  autoFocus?: boolean | undefined;
  ref?: Ref<HTMLDivElement> | undefined;
};

export type DateTimeFieldProps = PickerProps & {
  /** UTC ISO 8601; null or "" is empty. */
  value?: string | null | undefined;
  onChange?: ((value: string | null) => void) | undefined;
  /** IANA zone the date and time are typed in. */
  timeZone: string;
  /** UTC ISO 8601. */
  minValue?: string | undefined;
  maxValue?: string | undefined;
};

/** Day and time in the event's zone; what it gives and takes is an instant. */
export function DateTimeField({
  value,
  onChange,
  timeZone,
  minValue,
  maxValue,
  ...props
}: DateTimeFieldProps) {
  const t = useText(fieldsText);
  const zoned = useMemo(() => toZonedValue(value, timeZone), [value, timeZone]);
  const placeholder = useMemo(() => nextFullHour(timeZone), [timeZone]);
  const min = toZonedValue(minValue, timeZone);
  const max = toZonedValue(maxValue, timeZone);
  const { errorMessage, isInvalid, isDisabled = false, isRequired = false, autoFocus = false } = props;
  return (
    <DatePicker<ZonedDateTime>
      // A picker keeps half-typed segments of the zone it began with.
      key={timeZone}
      validationBehavior="aria"
      granularity="minute"
      hideTimeZone
      shouldForceLeadingZeros
      value={zoned}
      placeholderValue={placeholder}
      onChange={(next) => onChange?.(toUtcIso(next))}
      {...(min ? { minValue: min } : {})}
      {...(max ? { maxValue: max } : {})}
      {...(props.name ? { name: props.name } : {})}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      isDisabled={isDisabled}
      isRequired={isRequired}
      autoFocus={autoFocus}
      isInvalid={isInvalid ?? Boolean(errorMessage)}
      className={classNames(fieldStyles, props.className)}
    >
      <PickerBody
        {...props}
        description={
          props.description ??
          t.zoneTime(
            timeZone.replaceAll("_", " "),
            utcOffset(timeZone, zoned?.toDate() ?? placeholder.toDate()),
          )
        }
        note={zoned && <TimeNotes value={zoned} onChange={onChange} />}
      />
    </DatePicker>
  );
}

export type DateFieldProps = PickerProps & {
  /** YYYY-MM-DD; null or "" is empty. */
  value?: string | null | undefined;
  onChange?: ((value: string | null) => void) | undefined;
};

/** A day alone, for filters. */
export function DateField({ value, onChange, ...props }: DateFieldProps) {
  const { errorMessage, isInvalid, isDisabled = false, isRequired = false, autoFocus = false } = props;
  const day = value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseDate(value) : null;
  return (
    <DatePicker<CalendarDate>
      validationBehavior="aria"
      shouldForceLeadingZeros
      value={day}
      onChange={(next) => onChange?.(next ? next.toString() : null)}
      {...(props.name ? { name: props.name } : {})}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      isDisabled={isDisabled}
      isRequired={isRequired}
      autoFocus={autoFocus}
      isInvalid={isInvalid ?? Boolean(errorMessage)}
      className={classNames(fieldStyles, props.className)}
    >
      <PickerBody {...props} />
    </DatePicker>
  );
}

const stepButton =
  "grid size-11 cursor-pointer place-items-center rounded-field text-ink hover:bg-sunken data-disabled:opacity-30";

/** What the typed time is on the reader's own clock, and what to know of it on a day on which clocks change. */
function TimeNotes({ value, onChange }: { value: ZonedDateTime; onChange: DateTimeFieldProps["onChange"] }) {
  const t = useText(fieldsText);
  const { whereYouAre } = useText(uiText);
  const { timeZone } = value;
  const at = value.toDate();
  const clock = (zone: string, moment: Date) =>
    dateFormat({ timeZone: zone, timeStyle: "short" }).format(moment);
  const viewerZone = viewerTimeZone();
  const change = clockChangeAt(value);
  const isOtherDay = dayKey(at, timeZone) !== dayKey(at, viewerZone);
  return (
    <>
      {!isSameClock(at, timeZone, viewerZone) && (
        <p className="text-sm text-ink-muted tabular-nums">
          {whereYouAre(
            dateFormat({
              timeZone: viewerZone,
              timeStyle: "short",
              ...(isOtherDay ? { dateStyle: "medium" } : {}),
            }).format(at),
            cityOf(viewerZone),
          )}
        </p>
      )}
      {change && (
        <div role="status" className="flex items-start gap-1.5 text-sm text-caution">
          <ClockAlert aria-hidden className="mt-[0.15em] size-4 shrink-0" />
          {change.kind === "skipped" ? (
            <p>{t.skipped(clock("UTC", change.missing))}</p>
          ) : (
            <p>
              {t.twice(clock(timeZone, at), change.isSecond, utcOffset(timeZone, at))}{" "}
              <button
                type="button"
                className="cursor-pointer font-semibold underline underline-offset-3"
                onClick={() => onChange?.(change.other)}
              >
                {t.takeOther(!change.isSecond, utcOffset(timeZone, new Date(change.other)))}
              </button>
            </p>
          )}
        </div>
      )}
    </>
  );
}

function PickerBody({
  label,
  description,
  errorMessage,
  isOptional,
  isLabelHidden,
  ref,
  note,
}: PickerProps & { note?: ReactNode }) {
  return (
    <>
      <FieldHead
        label={label}
        description={description}
        isOptional={isOptional}
        isLabelHidden={isLabelHidden}
      />
      <Group ref={ref ?? null} className={classNames(controlStyles, "flex h-11 items-center px-0!")}>
        <DateInput className="no-scrollbar flex h-full min-w-0 grow items-center overflow-x-auto ps-3 whitespace-nowrap tabular-nums">
          {(segment) => (
            <DateSegment
              segment={segment}
              className="rounded-sm px-0.5 outline-none data-focused:bg-accent data-focused:text-accent-ink data-placeholder:text-ink-muted data-focused:data-placeholder:text-accent-ink data-[type=literal]:px-0 data-[type=literal]:text-ink-muted"
            />
          )}
        </DateInput>
        <AriaButton className="grid h-full w-11 shrink-0 cursor-pointer place-items-center rounded-e-field text-ink-muted hover:text-ink">
          <CalendarDays aria-hidden className="size-5" />
        </AriaButton>
      </Group>
      {note}
      <FieldMessage>{errorMessage}</FieldMessage>
      <Popover className={classNames(popoverStyles, "max-w-[calc(100vw-1rem)] overflow-auto")}>
        <Dialog className="p-3 outline-none sm:p-4">
          <Calendar>
            <header className="mb-2 flex items-center justify-between">
              <AriaButton slot="previous" className={stepButton}>
                <ChevronLeft aria-hidden className="size-5" />
              </AriaButton>
              <CalendarHeading className="text-base font-semibold" />
              <AriaButton slot="next" className={stepButton}>
                <ChevronRight aria-hidden className="size-5" />
              </AriaButton>
            </header>
            <CalendarGrid className="border-separate border-spacing-0.5">
              <CalendarGridHeader>
                {(day) => (
                  <CalendarHeaderCell className="pb-1 text-xs font-semibold text-ink-muted">
                    {day}
                  </CalendarHeaderCell>
                )}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => (
                  <CalendarCell
                    date={date}
                    className={classNames(
                      "grid size-10 cursor-pointer place-items-center rounded-field text-base tabular-nums hover:bg-accent-soft",
                      "data-selected:bg-accent data-selected:font-semibold data-selected:text-accent-ink",
                      "data-outside-month:hidden data-disabled:cursor-default data-disabled:text-ink-muted/50 data-unavailable:line-through",
                      "data-today:font-bold data-today:underline data-today:underline-offset-4",
                    )}
                  />
                )}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </>
  );
}
