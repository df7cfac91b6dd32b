import type { Badge, ListBadgesInput } from "@eventmaster/contract/registrations";
import type { Page } from "@eventmaster/contract/paging";
import { registrations } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { and, eq, ne } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { type Context, transaction } from "../context.ts";
import { loadEventFor } from "../events/load-event.ts";
import { mapPage, pageSorted } from "../paging.ts";
import { answersByRegistration } from "./answers.ts";
import { attendeesWhere, countAttendees } from "./list-attendees.ts";

type Row = Omit<Badge, "answers"> & { createdAt: Date };

/**
 * What is printed for people to wear, oldest registration first. It carries ticket codes, so that each page that is read is in
 * the audit log, and no API key reads it (decision 48). @throws forbidden, not_found
 */
export async function listBadges(ctx: Context, input: ListBadgesInput): Promise<Page<Badge>> {
  return transaction(ctx, async (ctx) => {
    const event = await loadEventFor(ctx, "badge:print", input.eventId);
    const filter = and(attendeesWhere(event.id, input), ne(registrations.status, "cancelled"));
    const page = await pageSorted<Row>({
      paging: input,
      keys: [
        { by: registrations.createdAt, kind: "instant", direction: "asc", of: (row) => row.createdAt },
        { by: registrations.id, kind: "id", direction: "asc", of: (row) => row.registrationId },
      ],
      where: filter,
      total: () => countAttendees(ctx, filter),
      rows: ({ where, orderBy, limit, offset }) =>
        ctx.db
          .select({
            registrationId: registrations.id,
            createdAt: registrations.createdAt,
            qrCode: registrations.qrCode,
            name: users.displayName,
          })
          .from(registrations)
          .innerJoin(users, eq(users.id, registrations.userId))
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
    });
    await recordAudit(ctx, {
      action: "badges.read",
      subjectType: "event",
      subjectId: event.id,
      details: { badges: page.items.length },
    });
    const answersOf = await answersByRegistration(
      ctx,
      page.items.map(({ registrationId }) => registrationId),
    );
    return mapPage(page, ({ registrationId, name, qrCode }) => ({
      registrationId,
      name,
      qrCode,
      answers: answersOf.get(registrationId) ?? [],
    }));
  });
}
