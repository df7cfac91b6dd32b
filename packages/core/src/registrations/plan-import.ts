import type { ImportResult } from "@eventmaster/contract/registrations";
import { registrations, waitlistEntries } from "@eventmaster/db/schema/registrations";
import { users } from "@eventmaster/db/schema/users";
import { sql } from "drizzle-orm";
import type { TenantContext } from "../context.ts";
import type { PeopleFile, PersonRow } from "./read-people-file.ts";

interface ChosenPerson {
  /** Null for somebody whom nobody knows yet: then there is a name. */
  userId: string | null;
  email: string;
  displayName: string | null;
  /** Had a registration, and cancelled it. */
  isAgain: boolean;
  queue: "waiting" | "offered" | null;
}

export interface ImportPlan {
  chosen: ChosenPerson[];
  errors: ImportResult["errors"];
  alreadyRegistered: number;
  repeated: number;
  /** Whether somebody finds no seat. */
  isShort: boolean;
}

interface KnownPerson extends Record<string, unknown> {
  id: string;
  email: string;
  registration: string | null;
  queue: "waiting" | "offered" | null;
}

/** What each row comes to, with so many seats free. */
export function planImport(file: PeopleFile, known: Map<string, KnownPerson>, free: number): ImportPlan {
  const plan: ImportPlan = {
    chosen: [],
    errors: [...file.errors],
    alreadyRegistered: 0,
    repeated: 0,
    isShort: false,
  };
  const seen = new Set<string>();
  let left = free;
  for (const { line, email, displayName } of file.people) {
    const address = email.toLowerCase();
    const person = known.get(address);
    const queue = person?.queue ?? null;
    if (seen.has(address)) plan.repeated++;
    else if (person?.registration && person.registration !== "cancelled") plan.alreadyRegistered++;
    else if (!person && displayName === null)
      plan.errors.push({
        line,
        field: "displayName",
        message: "Nobody has this email yet: a name is needed",
      });
    else if (queue !== "offered" && left <= 0) {
      plan.isShort = true;
      plan.errors.push({ line, field: null, message: "There is no seat left" });
    } else {
      if (queue !== "offered") left--;
      const isAgain = person?.registration === "cancelled";
      plan.chosen.push({ userId: person?.id ?? null, email, displayName, isAgain, queue });
    }
    seen.add(address);
  }
  plan.errors.sort((a, b) => a.line - b.line);
  return plan;
}

/** Of those whom the waitlist has offered one, the seat is counted already. */
export function seatsNeeded({ chosen }: ImportPlan): number {
  return chosen.filter(({ queue }) => queue !== "offered").length;
}

/** Who of them has an account, and what they have to do with this event. */
export async function findKnown(
  ctx: TenantContext,
  eventId: string,
  people: PersonRow[],
): Promise<Map<string, KnownPerson>> {
  const emails = JSON.stringify(people.map(({ email }) => email.toLowerCase()));
  const rows = await ctx.db.execute<KnownPerson>(sql`
    select u.id, lower(u.email) as email, r.status as registration, w.status as queue
    from ${users} u
    left join ${registrations} r on r.event_id = ${eventId} and r.user_id = u.id
    left join ${waitlistEntries} w
      on w.event_id = ${eventId} and w.user_id = u.id and w.status in ('waiting', 'offered')
    where lower(u.email) in (select jsonb_array_elements_text(${emails}::jsonb))`);
  return new Map(rows.map((row) => [row.email, row]));
}
