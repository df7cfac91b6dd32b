import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { TabCount } from "./tab-count.tsx";
import { tabStyles } from "./tab-link.tsx";

export { TabCount } from "./tab-count.tsx";
export { tabLinkStyles } from "./tab-link.tsx";

export type TabItem<Id extends string> = {
  id: Id;
  label: string;
  count?: number | undefined;
  content: ReactNode;
};

export type TabsProps<Id extends string> = {
  /** What the tabs divide, for screen readers. */
  label: string;
  tabs: readonly TabItem<Id>[];
  /** Give both to keep the tab in the URL. */
  selected?: Id | undefined;
  onSelect?: ((id: Id) => void) | undefined;
  className?: string | undefined;
};

export function Tabs<Id extends string>({ label, tabs, selected, onSelect, className }: TabsProps<Id>) {
  return (
    <AriaTabs
      {...(selected === undefined ? {} : { selectedKey: selected })}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab) onSelect?.(tab.id);
      }}
      className={className ?? ""}
    >
      <TabList aria-label={label} className="no-scrollbar flex gap-6 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={classNames(tabStyles, "-mb-px")}>
            {tab.label}
            {tab.count !== undefined && <TabCount count={tab.count} />}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="pt-6">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
