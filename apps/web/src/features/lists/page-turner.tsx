import type { Page } from "@eventmaster/contract/paging";
import { Pagination } from "@eventmaster/ui/pagination";

/** Previous and next for a list whose page stands in the URL. */
export function PageTurner({
  label,
  list,
  page = 1,
  onTurn,
}: {
  label: string;
  list: Page<unknown>;
  page: number | undefined;
  onTurn: (page: number | undefined) => void;
}) {
  const isLast = list.offset + list.items.length >= list.total;
  return (
    <Pagination
      label={label}
      offset={list.offset}
      count={list.items.length}
      total={list.total}
      onPrevious={page > 1 ? () => onTurn(page > 2 ? page - 1 : undefined) : undefined}
      onNext={isLast ? undefined : () => onTurn(page + 1)}
    />
  );
}
