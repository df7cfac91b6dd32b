import type { LucideIcon } from "lucide-react";
import { Fragment, type ReactElement, type ReactNode } from "react";
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { itemStyles, popoverStyles } from "./list-box.tsx";

export type MenuItem = {
  id: string;
  label: string;
  /** A second, quieter line; also the place for the reason why it is disabled. */
  description?: string | undefined;
  icon?: LucideIcon | undefined;
  onAction?: (() => void) | undefined;
  /** A link; goes through the router when the app has React Aria's RouterProvider. */
  href?: string | undefined;
  isDisabled?: boolean | undefined;
  isDangerous?: boolean | undefined;
  /** Draws a line above. */
  startsGroup?: boolean | undefined;
};

export type MenuProps = {
  /** A `Button` or `IconButton`. */
  trigger: ReactElement;
  label: string;
  items: readonly MenuItem[];
  /** Stands above the items: the name of who is logged in. */
  header?: ReactNode;
};

export function Menu({ trigger, label, items, header }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover
        placement="bottom end"
        className={classNames(popoverStyles, "min-w-56 max-w-[calc(100vw-1.5rem)] overflow-auto p-1.5")}
      >
        {header && <div className="mb-1.5 border-b border-line px-3 pt-2 pb-3">{header}</div>}
        <AriaMenu aria-label={label} className="outline-none">
          {items.map(({ icon: Icon, ...item }) => (
            <Fragment key={item.id}>
              {item.startsGroup && <Separator className="my-1.5 border-t border-line" />}
              <AriaMenuItem
                id={item.id}
                textValue={item.label}
                isDisabled={item.isDisabled ?? false}
                {...(item.onAction ? { onAction: item.onAction } : {})}
                {...(item.href ? { href: item.href } : {})}
                className={classNames(
                  itemStyles,
                  item.isDangerous && "text-negative data-focused:bg-negative-soft",
                )}
              >
                {Icon && <Icon aria-hidden className="size-4.5 shrink-0 opacity-80" />}
                <span className="min-w-0">
                  <span className="block">{item.label}</span>
                  {item.description && (
                    <span className="block text-sm text-ink-muted">{item.description}</span>
                  )}
                </span>
              </AriaMenuItem>
            </Fragment>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
