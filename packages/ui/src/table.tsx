import { useId, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { ariaSort, ColumnHeader, isSortable } from "./column-header.tsx";
import { Skeleton } from "./skeleton.tsx";

export type SortDirection = "ascending" | "descending";
export type Sort = { column: string; direction: SortDirection };

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  isSortable?: boolean | undefined;
  /** The direction a first press sorts in; "descending" suits dates and counts. */
  firstDirection?: SortDirection | undefined;
  /** "end" for numbers. */
  align?: "start" | "end" | undefined;
  /** The cell that names the row: a row header. One column has it. */
  isRowHeader?: boolean | undefined;
  /** Keeps the header for screen readers only, as over a column of buttons. */
  isHeaderHidden?: boolean | undefined;
  /** Tailwind classes for width: "w-40", "min-w-56". */
  className?: string | undefined;
  /** Left out of the stacked cards on phones. */
  isHiddenOnPhone?: boolean | undefined;
};

export type TableProps<Row> = {
  /** What the table lists; its accessible name. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  /** First load: stand-in rows. */
  isLoading?: boolean | undefined;
  /** Another page is on its way: the rows stay, paled. */
  isRefreshing?: boolean | undefined;
  /** How many stand-in rows. */
  loadingRows?: number | undefined;
  /** Shown in place of the table when there are no rows. */
  empty?: ReactNode;
  className?: string | undefined;
};

const rightAligned = "sm:text-end sm:tabular-nums";

/**
 * Dense rows under a head that stays; scrolls in its own region. On phones each row is a card: its name, then
 * its values with their headers. Roles are written out because `display: block` takes them away.
 */
export function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  isLoading,
  isRefreshing,
  loadingRows = 8,
  empty,
  className,
}: TableProps<Row>) {
  const captionId = useId();
  if (!isLoading && rows.length === 0 && empty) return empty;
  return (
    <div
      role="region"
      aria-labelledby={captionId}
      // A region that scrolls must be reachable for those who scroll by keyboard.
      tabIndex={0}
      className={classNames(
        "overflow-auto rounded-card sm:max-h-[max(24rem,calc(100dvh-14rem))] sm:border sm:border-line sm:bg-raised print:max-h-none!",
        className,
      )}
    >
      <table
        role="table"
        aria-labelledby={captionId}
        aria-busy={isLoading || isRefreshing || undefined}
        className="w-full border-separate border-spacing-0 text-start text-[0.9375rem] max-sm:block"
      >
        <caption id={captionId} className="sr-only">
          {label}
        </caption>
        <thead role="rowgroup" className={classNames(onSort ? "max-sm:block max-sm:pb-3" : "max-sm:sr-only")}>
          <tr role="row" className="max-sm:flex max-sm:flex-wrap max-sm:gap-2">
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody
          role="rowgroup"
          className={classNames(
            "transition-opacity max-sm:flex max-sm:flex-col max-sm:gap-3",
            isRefreshing && "opacity-50",
          )}
        >
          {isLoading
            ? Array.from({ length: loadingRows }, (_, index) => (
                <tr key={index} role="row" className={rowStyles}>
                  {columns.map((column) => (
                    <td key={column.id} role="cell" className={cellStyles}>
                      <Skeleton className="my-0.5 h-5 w-full max-w-40" />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <tr key={rowKey(row)} role="row" className={classNames(rowStyles, "sm:hover:bg-sunken/60")}>
                  {columns.map((column) => (
                    <BodyCell key={column.id} column={column} row={row} />
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}

const rowStyles =
  "group max-sm:flex max-sm:flex-col max-sm:rounded-card max-sm:border max-sm:border-line max-sm:bg-raised max-sm:p-4";
const cellStyles =
  "px-4 py-1 align-middle sm:h-11 sm:border-b sm:border-line sm:group-last:border-b-0 max-sm:px-0 max-sm:py-1";

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row);
  if (column.isRowHeader) {
    return (
      <th
        role="rowheader"
        scope="row"
        className={classNames(
          cellStyles,
          "text-start font-semibold max-sm:text-lg max-sm:leading-snug",
          column.className,
        )}
      >
        {content}
      </th>
    );
  }
  return (
    <td
      role="cell"
      className={classNames(
        cellStyles,
        "max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4",
        column.align === "end" && rightAligned,
        column.isHiddenOnPhone && "max-sm:hidden",
        column.className,
      )}
    >
      {!column.isHeaderHidden && (
        <span aria-hidden className="shrink-0 text-sm text-ink-muted sm:hidden">
          {column.header}
        </span>
      )}
      {/* One child, so that a phone's row has its label left and its value right. */}
      <div
        className={classNames(
          "min-w-0",
          column.isHeaderHidden ? "max-sm:w-full max-sm:pt-2" : "max-sm:text-end",
        )}
      >
        {content}
      </div>
    </td>
  );
}

function HeaderCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={ariaSort(column, sort, onSort)}
      className={classNames(
        "sticky top-0 z-10 border-b border-line-strong bg-raised px-4 text-start text-sm font-semibold whitespace-nowrap text-ink-muted sm:h-11",
        "max-sm:static max-sm:border-0 max-sm:bg-transparent max-sm:p-0",
        !isSortable(column, onSort) && "max-sm:sr-only",
        column.align === "end" && rightAligned,
        column.className,
      )}
    >
      <ColumnHeader column={column} sort={sort} onSort={onSort} />
    </th>
  );
}
