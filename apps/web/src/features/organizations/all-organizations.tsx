import type { OrganizationRow } from "@eventmaster/contract/organizations";
import { useText } from "@eventmaster/i18n/locale";
import { Badge } from "@eventmaster/ui/badge";
import { EmptyState } from "@eventmaster/ui/empty-state";
import { Instant } from "@eventmaster/ui/event-date";
import { Section } from "@eventmaster/ui/page";
import { type Column, Table } from "@eventmaster/ui/table";
import { getRouteApi } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { PageTurner } from "../lists/page-turner.tsx";
import { SearchBox } from "../lists/search-box.tsx";
import { organizationsInput, type OrganizationsSearch } from "./organizations-search.ts";
import { organizationsText } from "./text.ts";

const route = getRouteApi("/admin/organizations");

/** Every organization of the system, for whoever runs it. */
export function AllOrganizations() {
  const t = useText(organizationsText);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [list] = trpc.organizations.all.useSuspenseQuery(organizationsInput(search));
  const look = (changes: OrganizationsSearch) =>
    void navigate({ search: { ...search, page: undefined, ...changes }, replace: true, resetScroll: false });

  const columns: Column<OrganizationRow>[] = [
    { id: "name", header: t.name, isRowHeader: true, cell: (row) => row.name },
    { id: "slug", header: t.slug, cell: (row) => <code className="font-mono text-sm">{row.slug}</code> },
    { id: "people", header: t.people, cell: (row) => <span className="tabular-nums">{row.people}</span> },
    {
      id: "admins",
      header: t.admins,
      cell: (row) =>
        row.admins === 0 ? (
          <Badge tone="caution">{t.noAdmin}</Badge>
        ) : (
          <span className="tabular-nums">{row.admins}</span>
        ),
    },
    { id: "since", header: t.since, cell: (row) => <Instant at={row.createdAt} only="date" /> },
  ];
  return (
    <Section title={t.all}>
      <div className="mb-5 grid grid-cols-1 items-center gap-3 sm:grid-cols-[minmax(0,24rem)_1fr]">
        <SearchBox label={t.search} value={search.q} onSearch={(q) => look({ q })} />
        <p role="status" className="text-ink-muted tabular-nums">
          {t.count(list.total)}
        </p>
      </div>
      <Table
        label={t.all}
        columns={columns}
        rows={list.items}
        rowKey={(row) => row.id}
        empty={<EmptyState icon={Building2} title={t.noneMatches} />}
      />
      <PageTurner label={t.all} list={list} page={search.page} onTurn={(page) => look({ page })} />
    </Section>
  );
}
