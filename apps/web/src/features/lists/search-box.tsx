import { useText } from "@eventmaster/i18n/locale";
import { uiText } from "@eventmaster/ui/text";
import { type LucideIcon, Search, X } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";

const pause = 250;

/**
 * Searches while one types, once the typing pauses; `value` is the URL's. A plain input: it stands on the first page
 * everybody loads.
 */
export function SearchBox({
  label,
  value,
  onSearch,
  icon: Icon = Search,
  isFilter = false,
  className = "max-w-xl",
}: {
  label: string;
  value: string | undefined;
  onSearch: (text: string | undefined) => void;
  icon?: LucideIcon;
  isFilter?: boolean;
  className?: string;
}) {
  const t = useText(uiText);
  // One landmark on a page is what one searches by; a filter beside it is none.
  const Frame = isFilter ? "div" : "search";
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [text, setText] = useState(value ?? "");
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  useEffect(() => () => clearTimeout(timer.current), []);

  // The URL changed without this box (back, "show all"): show what it says. An answer to what was typed here must
  // not overwrite what was typed since.
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setText(value ?? "");
    }
  }

  const search = (next: string) => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const query = next.trim() || undefined;
    setText(next);
    setSent(query);
    onSearch(query);
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(next), pause);
  };
  // Whoever leaves the box for a link is not called back by a search that comes later.
  const leave = () => {
    if (timer.current !== undefined) search(text);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text);
  };
  const clear = () => {
    search("");
    input.current?.focus();
  };

  return (
    <Frame className={`w-full min-w-0 ${className}`}>
      <form
        onSubmit={submit}
        className="flex h-11 items-center rounded-field border border-line-strong bg-raised transition-colors focus-within:border-accent focus-within:outline-2 focus-within:outline-accent hover:border-ink"
      >
        <Icon aria-hidden className="ms-3.5 size-4.5 shrink-0 text-ink-muted" />
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <input
          ref={input}
          id={id}
          type="search"
          value={text}
          placeholder={label}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={200}
          onChange={(event) => type(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || text === "") return;
            event.preventDefault();
            clear();
          }}
          className="h-full min-w-0 grow bg-transparent px-2.5 text-base outline-none placeholder:text-ink-muted [&::-webkit-search-cancel-button]:hidden"
        />
        {text !== "" && (
          <button
            type="button"
            aria-label={t.clearSearch}
            onClick={clear}
            className="grid h-full w-11 shrink-0 cursor-pointer place-items-center rounded-field text-ink-muted hover:text-ink"
          >
            <X aria-hidden className="size-4.5" />
          </button>
        )}
      </form>
    </Frame>
  );
}
