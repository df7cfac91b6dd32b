import { useText } from "@eventmaster/i18n/locale";
import { getRouteApi } from "@tanstack/react-router";
import { MapPin, Tag, X } from "lucide-react";
import { useId } from "react";
import { SearchBox } from "../lists/search-box.tsx";
import { type BrowseSearch, type When, whens } from "./browse-input.ts";
import { CategoryFilter } from "./category-filter.tsx";
import { eventsText } from "./text.ts";

const route = getRouteApi("/events/");

/** All of them stand in the URL: a list can be shared, and gone back to. Plain controls, for the first page everybody loads. */
export function BrowseFilters() {
  const t = useText(eventsText);
  const whenId = useId();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: Partial<BrowseSearch>) =>
    void navigate({ search: (current) => ({ ...current, ...next }), replace: true, resetScroll: false });
  const isFiltered = Object.values(search).some(Boolean);
  return (
    <div className="mb-8 flex flex-col gap-4">
      <div className="grid gap-3 grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_auto]">
        <SearchBox
          label={t.searchEvents}
          className="max-lg:col-span-2"
          value={search.q}
          onSearch={(q) => change({ q })}
        />
        <SearchBox
          label={t.place}
          icon={MapPin}
          isFilter
          className=""
          value={search.place}
          onSearch={(place) => change({ place })}
        />
        <div className="flex min-w-0 items-center gap-2">
          <label htmlFor={whenId} className="sr-only">
            {t.when}
          </label>
          <select
            id={whenId}
            value={search.when ?? ""}
            onChange={({ target: { value } }) => change({ when: whens.find((known) => known === value) })}
            className="h-11 w-full min-w-0 cursor-pointer rounded-field border border-line-strong bg-raised px-3 text-base text-ink hover:border-ink"
          >
            <option value="">{t.whens.any}</option>
            {whens.map((when: When) => (
              <option key={when} value={when}>
                {t.whens[when]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <CategoryFilter search={search} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <label className="flex min-h-11 cursor-pointer items-center gap-2.5">
          <input
            type="checkbox"
            checked={search.free !== undefined}
            onChange={({ target }) => change({ free: target.checked ? "1" : undefined })}
            className="size-5 cursor-pointer accent-accent"
          />
          {t.onlyFree}
        </label>
        {search.tag !== undefined && (
          <button
            type="button"
            aria-label={t.dropTag(search.tag)}
            onClick={() => change({ tag: undefined })}
            className="inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-full bg-accent-soft px-3.5 text-sm font-semibold text-accent hover:text-accent-strong"
          >
            <Tag aria-hidden className="size-4" />
            {t.withTag(search.tag)}
            <X aria-hidden className="size-4" />
          </button>
        )}
        {isFiltered && (
          <button
            type="button"
            onClick={() => void navigate({ search: {}, resetScroll: false })}
            className="min-h-9 cursor-pointer text-sm font-semibold text-accent underline underline-offset-3"
          >
            {t.clearFilters}
          </button>
        )}
      </div>
    </div>
  );
}
