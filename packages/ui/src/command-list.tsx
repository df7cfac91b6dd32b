import { Search } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { Autocomplete, Header, Input, Menu, MenuItem, MenuSection, SearchField } from "react-aria-components";
import { itemStyles } from "./list-box.tsx";

export type Command = {
  id: string;
  label: string;
  description?: string | undefined;
  icon?: LucideIcon | undefined;
  onAction: () => void;
};

export type CommandGroup = { title: string; commands: readonly Command[] };

export type CommandListProps = {
  /** What can be searched, also the placeholder. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Those that match what was typed; empty groups are left out. */
  groups: readonly CommandGroup[];
  emptyText: string;
};

/** A search box over a list: arrows move in the list while one types, Enter does what is marked. */
export function CommandList({ label, value, onChange, groups, emptyText }: CommandListProps) {
  return (
    <Autocomplete inputValue={value} onInputChange={onChange}>
      <SearchField aria-label={label} autoFocus className="sticky top-0 z-10 bg-raised pb-3">
        <div className="flex h-12 items-center gap-2.5 rounded-field border border-line-strong px-3.5 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent">
          <Search aria-hidden className="size-5 shrink-0 text-ink-muted" />
          <Input
            placeholder={label}
            className="h-full min-w-0 grow bg-transparent text-base outline-none placeholder:text-ink-muted [&::-webkit-search-cancel-button]:hidden"
          />
        </div>
      </SearchField>
      <Menu
        aria-label={label}
        className="min-h-48 outline-none"
        renderEmptyState={() => <p className="px-3 py-2 text-ink-muted">{emptyText}</p>}
      >
        {groups
          .filter(({ commands }) => commands.length > 0)
          .map(({ title, commands }) => (
            <MenuSection key={title} id={title} className="mb-3">
              <Header className="px-3 py-1.5 text-sm font-semibold text-ink-muted">{title}</Header>
              {commands.map(({ id, label: name, description, icon: Icon, onAction }) => (
                <MenuItem key={id} id={id} textValue={name} onAction={onAction} className={itemStyles}>
                  {Icon && <Icon aria-hidden className="size-4.5 shrink-0 opacity-80" />}
                  <span className="min-w-0 grow truncate">{name}</span>
                  {description && <span className="shrink-0 text-sm text-ink-muted">{description}</span>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
      </Menu>
    </Autocomplete>
  );
}
