import { useText } from "@eventmaster/i18n/locale";
import { ariaSort, ColumnHeader, isSortable } from "@eventmaster/ui/column-header";
import { Skeleton } from "@eventmaster/ui/skeleton";
import type { Column as TableColumn, Sort } from "@eventmaster/ui/table";
import { useVirtualizer, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useIsPhone } from "../../lib/use-phone.ts";
import { virtualTableText } from "./virtual-table-text.ts";

declare module "react" {
  interface CSSProperties {
    /** The columns of a table's grid. */
    "--tracks"?: string;
  }
}

export interface Column<Row> extends TableColumn<Row> {
  /** A track of the grid: "minmax(12rem, 2fr)", "9rem". */
  track: string;
}

export interface Selection<Row> {
  /** The keys of the selected rows. */
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  /** What the row is called, for its checkbox. */
  nameOf: (row: Row) => string;
}

interface VirtualTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Of all rows, loaded or not. */
  total: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  hasFailed: boolean;
  onNeedMore: () => void;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  selection?: Selection<Row> | undefined;
  /** Other rows are on their way: these stay, paled. */
  isRefreshing?: boolean | undefined;
  empty: ReactNode;
}

/** Rows before the end that make the next page be asked for: sooner than one can scroll there. */
const ahead = 60;

/**
 * Ten thousand rows, of which only those in sight are in the document. On wide screens it scrolls in its own region under
 * its head; on phones rows are cards that scroll with the page.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, rowKey, total, hasMore, isLoadingMore, hasFailed, onNeedMore } = props;
  const t = useText(virtualTableText);
  const captionId = useId();
  const isPhone = useIsPhone();
  const region = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const isEmpty = rows.length === 0;
  useLayoutEffect(() => {
    if (body.current) setTop(body.current.getBoundingClientRect().top + window.scrollY);
  }, [isPhone, isEmpty]);

  const shared = {
    count: rows.length + (hasMore ? 1 : 0),
    getItemKey: (index: number) => {
      const row = rows[index];
      return row === undefined ? "more" : rowKey(row);
    },
  };
  // It renders by itself when one scrolls, which only a compiler for React would have to know.
  // oxlint-disable-next-line react/incompatible-library
  const inRegion = useVirtualizer({
    ...shared,
    enabled: !isPhone,
    getScrollElement: () => region.current,
    estimateSize: () => 45,
    overscan: 15,
  });
  const inPage = useWindowVirtualizer({
    ...shared,
    enabled: isPhone,
    estimateSize: () => 180,
    overscan: 8,
    scrollMargin: top,
  });
  const virtualizer = isPhone ? inPage : inRegion;
  // While one scrolls, rows that stay in sight are the very elements they were, and React leaves them alone.
  const cells = useMemo(() => ({ columns, byRow: new Map<Row, ReactNode>() }), [columns]).byRow;
  const cellsOf = (row: Row) => {
    const known = cells.get(row);
    if (known !== undefined) return known;
    const made = columns.map((column) => <Cell key={column.id} column={column} row={row} />);
    cells.set(row, made);
    return made;
  };
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const needsMore = hasMore && !isLoadingMore && !hasFailed && last >= rows.length - ahead;
  useEffect(() => {
    if (needsMore) onNeedMore();
  }, [needsMore, onNeedMore]);

  if (rows.length === 0 && !hasMore) return props.empty;
  const selection = props.selection;
  const tracks = [...(selection ? ["3rem"] : []), ...columns.map(({ track }) => track)].join(" ");
  return (
    <>
      <div
        ref={region}
        role="region"
        aria-labelledby={captionId}
        // A region that scrolls must be reachable for those who scroll by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="overflow-auto rounded-card max-sm:overflow-visible sm:h-[max(24rem,calc(100dvh-16rem))] sm:max-h-fit sm:border sm:border-line sm:bg-raised"
      >
        <div
          role="table"
          aria-labelledby={captionId}
          aria-rowcount={total + 1}
          aria-busy={props.isRefreshing || undefined}
          className="min-w-max text-[0.9375rem] max-sm:min-w-0"
          style={{ "--tracks": tracks }}
        >
          <span id={captionId} className="sr-only">
            {label}
          </span>
          <Head {...props} />
          <div
            ref={body}
            role="rowgroup"
            className={`relative transition-opacity ${props.isRefreshing ? "opacity-50" : ""}`}
            style={{ height: virtualizer.getTotalSize() }}
          >
            {items.map((item) => {
              const row = rows[item.index];
              return (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className={rowStyles}
                  style={{ transform: `translateY(${item.start - (isPhone ? top : 0)}px)` }}
                >
                  {row === undefined ? (
                    <More columns={columns} hasSelection={Boolean(selection)} />
                  ) : (
                    <>
                      {selection && <SelectCell row={row} id={rowKey(row)} selection={selection} />}
                      {cellsOf(row)}
                    </>
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <p className="mt-3 flex min-h-6 flex-wrap items-center gap-x-3 text-sm text-ink-muted tabular-nums">
        <span>{t.loaded(rows.length, total)}</span>
        {hasFailed && (
          <span role="alert" className="text-negative">
            {t.moreFailed}{" "}
            <button type="button" onClick={onNeedMore} className="cursor-pointer font-semibold underline">
              {t.tryAgain}
            </button>
          </span>
        )}
      </p>
    </>
  );
}

const rowStyles =
  "absolute inset-x-0 top-0 grid grid-cols-(--tracks) items-center border-b border-line sm:min-h-11 sm:hover:bg-sunken/60 max-sm:flex max-sm:flex-col max-sm:items-stretch max-sm:border-0 max-sm:pb-3";

function Head<Row>({ columns, rows, rowKey, sort, onSort, selection }: VirtualTableProps<Row>) {
  const t = useText(virtualTableText);
  const isAll = rows.length > 0 && selection !== undefined && selection.selected.size >= rows.length;
  return (
    <div
      role="rowgroup"
      className={`sticky top-0 z-10 bg-raised ${onSort ? "max-sm:static max-sm:bg-transparent max-sm:pb-3" : "max-sm:sr-only"}`}
    >
      <div
        role="row"
        aria-rowindex={1}
        className="grid grid-cols-(--tracks) items-center border-b border-line-strong text-sm font-semibold whitespace-nowrap text-ink-muted max-sm:flex max-sm:flex-wrap max-sm:gap-2 max-sm:border-0"
      >
        {selection && (
          <div role="columnheader" className="grid h-11 place-items-center">
            <input
              type="checkbox"
              aria-label={t.selectAll}
              className="size-5 cursor-pointer"
              checked={isAll}
              onChange={() => selection.onSelect(isAll ? new Set() : new Set(rows.map(rowKey)))}
            />
          </div>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  return (
    <div
      role="columnheader"
      aria-sort={ariaSort(column, sort, onSort)}
      className={`flex h-11 items-center px-3 ${column.align === "end" ? "justify-end" : ""} ${isSortable(column, onSort) ? "max-sm:px-0" : "max-sm:sr-only"}`}
    >
      <ColumnHeader column={column} sort={sort} onSort={onSort} />
    </div>
  );
}

function SelectCell<Row>({ row, id, selection }: { row: Row; id: string; selection: Selection<Row> }) {
  const t = useText(virtualTableText);
  const isSelected = selection.selected.has(id);
  return (
    <div role="cell" className="grid place-items-center max-sm:absolute max-sm:end-2 max-sm:top-2 max-sm:z-1">
      {/* A label as large as a thumb around a plain box: there may be thousands. */}
      <label className="grid size-11 cursor-pointer place-items-center">
        <span className="sr-only">{t.selectRow(selection.nameOf(row))}</span>
        <input
          type="checkbox"
          className="size-5 cursor-pointer"
          checked={isSelected}
          onChange={() => {
            const selected = new Set(selection.selected);
            if (isSelected) selected.delete(id);
            else selected.add(id);
            selection.onSelect(selected);
          }}
        />
      </label>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  return (
    <div
      role={column.isRowHeader ? "rowheader" : "cell"}
      className={[
        "min-w-0 px-3 py-1.5 max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:border-x max-sm:border-line max-sm:bg-raised max-sm:px-4 max-sm:py-1",
        "max-sm:last:rounded-b-card max-sm:last:border-b max-sm:last:pb-3.5",
        column.isRowHeader &&
          "font-semibold max-sm:rounded-t-card max-sm:border-t max-sm:pe-14 max-sm:pt-3.5 max-sm:text-lg max-sm:leading-snug",
        column.align === "end" && "sm:text-end sm:tabular-nums",
        column.isHiddenOnPhone && "max-sm:hidden",
        column.className,
      ]
        .filter(Boolean)
        .join(" ")}
    >
      {!column.isHeaderHidden && !column.isRowHeader && (
        <span aria-hidden className="shrink-0 text-sm text-ink-muted sm:hidden">
          {column.header}
        </span>
      )}
      <div className={`min-w-0 ${column.isRowHeader ? "" : "max-sm:text-end"}`}>{column.cell(row)}</div>
    </div>
  );
}

/** Stands where the next rows will be. */
function More<Row>({ columns, hasSelection }: { columns: readonly Column<Row>[]; hasSelection: boolean }) {
  const t = useText(virtualTableText);
  return (
    <>
      {hasSelection && <div role="cell" />}
      {columns.map(({ id }, index) => (
        <div key={id} role="cell" className="px-3 py-2">
          {index === 0 && <span className="sr-only">{t.loadingMore}</span>}
          <Skeleton className="h-5 w-full max-w-40" />
        </div>
      ))}
    </>
  );
}
