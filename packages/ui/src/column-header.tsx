import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { classNames } from "./class-names.ts";
import type { Column, Sort, SortDirection } from "./table.tsx";

type OnSort = ((sort: Sort) => void) | undefined;

export function isSortable<Row>(column: Column<Row>, onSort: OnSort): boolean {
  return Boolean(column.isSortable && onSort);
}

export function ariaSort<Row>(
  column: Column<Row>,
  sort: Sort | undefined,
  onSort: OnSort,
): SortDirection | "none" | undefined {
  if (!isSortable(column, onSort)) return undefined;
  return sort?.column === column.id ? sort.direction : "none";
}

/** What stands in a column's header, whatever element the table makes of it: its name, or the button that sorts by it. */
export function ColumnHeader<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: OnSort;
}) {
  if (column.isHeaderHidden) return <span className="sr-only">{column.header}</span>;
  if (!isSortable(column, onSort)) return column.header;
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const Arrow = direction === "ascending" ? ArrowUp : direction === "descending" ? ArrowDown : ChevronsUpDown;
  const next: SortDirection =
    direction === undefined
      ? (column.firstDirection ?? "ascending")
      : direction === "ascending"
        ? "descending"
        : "ascending";
  return (
    <button
      type="button"
      onClick={() => onSort?.({ column: column.id, direction: next })}
      className={classNames(
        "inline-flex min-h-9 cursor-pointer items-center gap-1.5 rounded-field px-2 hover:text-ink sm:-mx-2",
        "max-sm:border max-sm:border-line max-sm:bg-raised max-sm:px-3",
        direction && "text-ink",
      )}
    >
      {column.header}
      <Arrow aria-hidden className={classNames("size-4", direction ? "text-accent" : "opacity-50")} />
    </button>
  );
}
