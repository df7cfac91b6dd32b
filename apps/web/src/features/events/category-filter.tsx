import { useText } from "@eventmaster/i18n/locale";
import { uiText } from "@eventmaster/ui/text";
import { Link } from "@tanstack/react-router";
import type { BrowseSearch } from "./browse-input.ts";
import { categories } from "./category.ts";
import { eventsText } from "./text.ts";
import { categoryMarks } from "@eventmaster/ui/event-cover";

const chip =
  "inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full border border-line-strong bg-raised px-4 text-sm font-semibold whitespace-nowrap text-ink no-underline transition-colors hover:border-ink aria-[current=page]:border-accent aria-[current=page]:bg-accent aria-[current=page]:text-accent-ink";

/** Chips that are links: they can be shared, opened in a new tab, and gone back from. */
export function CategoryFilter({
  search,
  isStart = false,
}: {
  /** The other filters, which stay. */
  search: BrowseSearch;
  /** On another page than the list: leads there, and none is the current one. */
  isStart?: boolean;
}) {
  const t = useText(eventsText);
  const names = useText(uiText).categories;
  return (
    <nav aria-label={t.category} className="-mx-4 min-w-0 sm:mx-0">
      <ul className="no-scrollbar flex gap-2 overflow-x-auto px-4 py-1 sm:flex-wrap sm:px-0">
        <li>
          <Link
            to="/events"
            search={{ ...search, category: undefined }}
            resetScroll={false}
            className={chip}
            aria-current={search.category === undefined && !isStart ? "page" : undefined}
            activeProps={{}}
          >
            {t.all}
          </Link>
        </li>
        {categories.map((value) => {
          const Mark = categoryMarks[value];
          return (
            <li key={value}>
              <Link
                to="/events"
                search={{ ...search, category: value }}
                resetScroll={false}
                className={chip}
                activeOptions={{ includeSearch: true }}
              >
                <Mark aria-hidden className="size-4" />
                {names[value]}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
