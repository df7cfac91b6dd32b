import { useText } from "@eventmaster/i18n/locale";
import { ariaSort, ColumnHeader, isSortable } from "@eventmaster/ui/column-header";
import { Skeleton } from "@eventmaster/ui/skeleton";
import type { Column as TableColumn, Sort } from "@eventmaster/ui/table";
import { useVirtualizer, useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  type Dispatch,
  memo,
  type ReactNode,
  type SetStateAction,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
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
  /** A state's setter: like `nameOf` the same at each render, or each row renders again. */
  onSelect: Dispatch<SetStateAction<ReadonlySet<string>>>;
  /** What the row is called, for its checkbox. */
  nameOf: (row: Row) => string;
}

interface VirtualTableProps<Row> {
  label: string;
  /** The same array at each render, or each row renders again. */
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
    // It moves the rows itself: React renders only what comes into sight.
    directDomUpdates: true,
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
  const { containerRef } = virtualizer;
  const setBody = useCallback(
    (node: HTMLDivElement | null) => {
      body.current = node;
      containerRef(node);
    },
    [containerRef],
  );
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
            key={isPhone ? "cards" : "lines"}
            ref={setBody}
            role="rowgroup"
            className={`relative transition-opacity ${props.isRefreshing ? "opacity-50" : ""}`}
          >
            {items.map(({ key, index }) => {
              const row = rows[index];
              return row === undefined ? (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  role="row"
                  aria-rowindex={index + 2}
                  className={rowStyles}
                >
                  <More columns={columns} hasSelection={Boolean(selection)} />
                </div>
              ) : (
                <TableRow
                  key={key}
                  columns={columns}
                  row={row}
                  id={rowKey(row)}
                  index={index}
                  isPhone={isPhone}
                  isSelected={selection?.selected.has(rowKey(row)) ?? false}
                  onSelect={selection?.onSelect}
                  nameOf={selection?.nameOf}
                  measure={virtualizer.measureElement}
                />
              );
            })}
          </div>
        </div>
      </div>
      <p className="mt-3 flex min-h-6 flex-wrap items-center gap-x-3 text-sm text-ink-muted tabular-nums">
        <span className="print:hidden">{t.loaded(rows.length, total)}</span>
        <span className="hidden print:inline">{t.onPaper}</span>
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

interface TableRowProps<Row> {
  columns: readonly Column<Row>[];
  row: Row;
  id: string;
  index: number;
  isPhone: boolean;
  isSelected: boolean;
  onSelect: Selection<Row>["onSelect"] | undefined;
  nameOf: Selection<Row>["nameOf"] | undefined;
  measure: (element: HTMLDivElement | null) => void;
}

/** While one scrolls, rows that stay in sight do not render again. */
// `memo` forgets that a component is generic.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const TableRow = memo(function TableRow<Row>(props: TableRowProps<Row>) {
  const { columns, row, id, index, isPhone, isSelected, onSelect, nameOf, measure } = props;
  return (
    <div ref={measure} data-index={index} role="row" aria-rowindex={index + 2} className={rowStyles}>
      {onSelect && nameOf && (
        <SelectCell id={id} name={nameOf(row)} isSelected={isSelected} onSelect={onSelect} />
      )}
      {columns.map((column) => (
        <Cell key={column.id} column={column} row={row} isPhone={isPhone} />
      ))}
    </div>
  );
}) as <Row>(props: TableRowProps<Row>) => ReactNode;

function SelectCell({
  id,
  name,
  isSelected,
  onSelect,
}: {
  id: string;
  name: string;
  isSelected: boolean;
  onSelect: Selection<unknown>["onSelect"];
}) {
  const t = useText(virtualTableText);
  return (
    <div role="cell" className="grid place-items-center max-sm:absolute max-sm:end-2 max-sm:top-2 max-sm:z-1">
      {/* A label as large as a thumb around a plain box: there may be thousands. */}
      <label className="grid size-11 cursor-pointer place-items-center">
        <span className="sr-only">{t.selectRow(name)}</span>
        <input
          type="checkbox"
          className="size-5 cursor-pointer"
          checked={isSelected}
          onChange={() =>
            onSelect((before) => {
              const selected = new Set(before);
              // Two turns before the next render are two turns.
              if (!selected.delete(id)) selected.add(id);
              return selected;
            })
          }
        />
      </label>
    </div>
  );
}

function Cell<Row>({ column, row, isPhone }: { column: Column<Row>; row: Row; isPhone: boolean }) {
  if (isPhone && column.isHiddenOnPhone) return null;
  const isNamed = isPhone && !column.isHeaderHidden && !column.isRowHeader;
  return (
    <div
      role={column.isRowHeader ? "rowheader" : "cell"}
      className={[
        isPhone ? cardCell : "min-w-0 px-3 py-1.5",
        isPhone && column.isRowHeader && cardHead,
        column.isRowHeader && "font-semibold",
        !isPhone && column.align === "end" && "text-end tabular-nums",
        column.className,
      ]
        .filter(Boolean)
        .join(" ")}
    >
      {isNamed && (
        <span aria-hidden className="shrink-0 text-sm text-ink-muted">
          {column.header}
        </span>
      )}
      {isPhone ? (
        <div className={column.isRowHeader ? "min-w-0" : "min-w-0 text-end"}>{column.cell(row)}</div>
      ) : (
        column.cell(row)
      )}
    </div>
  );
}

const cardCell =
  "min-w-0 flex items-baseline justify-between gap-4 border-x border-line bg-raised px-4 py-1 last:rounded-b-card last:border-b last:pb-3.5";
const cardHead = "rounded-t-card border-t pe-14 pt-3.5 text-lg leading-snug";

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
