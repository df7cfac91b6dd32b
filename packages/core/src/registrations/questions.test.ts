import { setQuestionsInput } from "@eventmaster/contract/registrations";
import { registrations } from "@eventmaster/db/schema/registrations";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectRefusal } from "../testing/expect-refusal.ts";
import {
  type EventRow,
  type Person,
  register,
  startTestSystem,
  type TestOrganization,
  type TestSystem,
} from "../testing/test-system.ts";
import { cancelRegistration } from "./cancel-registration.ts";
import { listAttendees } from "./list-attendees.ts";
import { registerForEvent } from "./register-for-event.ts";
import { registerPerson } from "./register-person.ts";
import { listQuestions, setQuestions } from "./set-questions.ts";

let system: TestSystem;
let organization: TestOrganization;
let organizer: Person;
let otherOrganizer: Person;
let member: Person;
let stranger: Person;
let event: EventRow;
beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.close());
beforeEach(async () => {
  organization = await system.makeOrganization();
  [organizer, otherOrganizer, member] = await Promise.all([
    organization.makeUser("organizer"),
    organization.makeUser("organizer"),
    organization.makeUser("member"),
  ]);
  stranger = await (await system.makeOrganization()).makeUser("admin");
  event = await organization.makeEvent(organizer);
});

const set = (questions: object[], person = organizer) =>
  setQuestions(person.ctx(), setQuestionsInput.parse({ eventId: event.id, questions }));

const diet = { label: "Diet?", kind: "text" };
const size = { label: "Shirt?", kind: "choice", options: ["S", "M", "L"], isRequired: true };
const rules = { label: "I keep the rules", kind: "checkbox", isRequired: true };

async function answersOf(person: Person) {
  const page = await listAttendees(organizer.ctx(), { limit: 100, offset: 0, eventId: event.id });
  return page.items.find(({ userId }) => userId === person.userId)?.answers;
}

describe("an event's questions", () => {
  test("are set by its managers, in their order, and read by everybody", async () => {
    const ctx = organizer.ctx();
    const made = await setQuestions(
      ctx,
      setQuestionsInput.parse({ eventId: event.id, questions: [diet, size, rules] }),
    );
    expect(made).toMatchObject([{ ...diet, options: [], isRequired: false }, size, rules]);
    expect(await listQuestions(organization.anonymous(), { eventId: event.id })).toEqual(made);
    expect(await system.auditOf(ctx)).toMatchObject([
      { action: "event.set_questions", subjectId: event.id, actorId: organizer.userId },
    ]);
    const turned = await set([
      { ...rules, id: made[2]!.id },
      { ...diet, id: made[0]!.id, label: "Food?" },
    ]);
    expect(turned).toMatchObject([{ id: made[2]!.id }, { id: made[0]!.id, label: "Food?" }]);
  });

  test("are not others' to set, and those of another event are none of this one's", async () => {
    await expectRefusal(
      system,
      otherOrganizer.ctx(),
      (ctx) => setQuestions(ctx, { eventId: event.id, questions: [] }),
      "forbidden",
    );
    for (const verb of [setQuestions, listQuestions])
      await expectRefusal(
        system,
        stranger.ctx(),
        (ctx) => verb(ctx, { eventId: event.id, questions: [] }),
        "not_found",
      );
    const other = await organization.makeEvent(organizer);
    const [theirs] = await setQuestions(
      organizer.ctx(),
      setQuestionsInput.parse({ eventId: other.id, questions: [diet] }),
    );
    const refusal = await expectRefusal(
      system,
      organizer.ctx(),
      (ctx) =>
        setQuestions(
          ctx,
          setQuestionsInput.parse({ eventId: event.id, questions: [{ ...diet, id: theirs!.id }] }),
        ),
      "validation",
    );
    expect(refusal.fields).toEqual({ "questions.0.id": "Is not a question of this event" });
  });

  test("that were answered stay with their answers when they are asked no more, or in another way", async () => {
    const [food] = await set([diet]);
    await registerForEvent(member.ctx(), { eventId: event.id, answers: { [food!.id]: "Vegan" } });
    const changed = await set([{ ...rules, id: food!.id, isRequired: false }]);
    expect(changed[0]!.id).not.toBe(food!.id);
    expect(await answersOf(member)).toEqual([{ questionId: food!.id, label: "Diet?", value: "Vegan" }]);
    await set([]);
    expect(await listQuestions(organizer.ctx(), { eventId: event.id })).toEqual([]);
    expect(await answersOf(member)).toHaveLength(1);
  });

  test.each<[string, object[], string]>([
    ["a choice without options", [{ ...size, options: ["S"] }], "questions.0.options"],
    ["a text with options", [{ ...diet, options: ["A", "B"] }], "questions.0.options"],
    ["an option twice", [{ ...size, options: ["S", "S"] }], "questions.0.options"],
    ["no label", [{ ...diet, label: " " }], "questions.0.label"],
    ["another kind", [{ ...diet, kind: "date" }], "questions.0.kind"],
    ["twenty-one of them", Array.from({ length: 21 }, () => diet), "questions"],
  ])("are refused with %s", (_, questions, path) => {
    const parsed = setQuestionsInput.safeParse({ eventId: event.id, questions });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });
});

describe("answers", () => {
  test("are kept with the registration and shown to its managers, in the questions' order", async () => {
    const [food, shirt, rule] = await set([diet, size, rules]);
    const answers = { [rule!.id]: true, [shirt!.id]: "M", [food!.id]: "  Vegan & <b>nuts</b> " };
    await registerForEvent(member.ctx(), { eventId: event.id, answers });
    expect(await answersOf(member)).toEqual([
      { questionId: food!.id, label: "Diet?", value: "Vegan & <b>nuts</b>" },
      { questionId: shirt!.id, label: "Shirt?", value: "M" },
      { questionId: rule!.id, label: "I keep the rules", value: "true" },
    ]);
  });

  test("that are missing or do not fit are told by question, and nobody is registered", async () => {
    const [food, shirt, rule] = await set([{ ...diet, isRequired: true }, size, rules]);
    const unknown = "0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
    const answers = { [food!.id]: " ", [shirt!.id]: "XXL", [rule!.id]: false, [unknown]: "?" };
    const refusal = await expectRefusal(
      system,
      member.ctx(),
      (ctx) => registerForEvent(ctx, { eventId: event.id, answers }),
      "validation",
    );
    expect(refusal.fields).toEqual({
      [`answers.${food!.id}`]: "Is required",
      [`answers.${shirt!.id}`]: "Must be one of the options",
      [`answers.${rule!.id}`]: "Must be checked",
      [`answers.${unknown}`]: "Is not a question of this event",
    });
    const wrongKinds = { [food!.id]: true, [shirt!.id]: "S", [rule!.id]: "yes" };
    const second = await expectRefusal(
      system,
      member.ctx(),
      (ctx) => registerForEvent(ctx, { eventId: event.id, answers: wrongKinds }),
      "validation",
    );
    expect(second.fields).toEqual({
      [`answers.${food!.id}`]: "Must be text",
      [`answers.${rule!.id}`]: "Must be true or false",
    });
    await expectRefusal(
      system,
      member.ctx(),
      (ctx) => registerForEvent(ctx, { eventId: event.id }),
      "validation",
    );
    expect(await system.db.$count(registrations, eq(registrations.eventId, event.id))).toBe(0);
  });

  test("are not asked of somebody who finds the event full", async () => {
    event = await organization.makeEvent(organizer, { capacity: 1 });
    await register(member, event);
    await set([{ ...diet, isRequired: true }]);
    const late = await organization.makeUser("member");
    await expectRefusal(
      system,
      late.ctx(),
      (ctx) => registerForEvent(ctx, { eventId: event.id }),
      "event_full",
    );
  });

  test("are given anew by who registers again", async () => {
    const [food] = await set([diet]);
    const first = await registerForEvent(member.ctx(), {
      eventId: event.id,
      answers: { [food!.id]: "Vegan" },
    });
    await cancelRegistration(member.ctx(), { registrationId: first.id });
    await registerForEvent(member.ctx(), { eventId: event.id, answers: { [food!.id]: "All" } });
    expect(await answersOf(member)).toMatchObject([{ value: "All" }]);
    await cancelRegistration(member.ctx(), { registrationId: first.id });
    await registerForEvent(member.ctx(), { eventId: event.id });
    expect(await answersOf(member)).toEqual([]);
  });
});

describe("registering somebody in their name", () => {
  test("makes a member of an unknown email, and asks the organizer for no answer", async () => {
    const [food] = await set([{ ...diet, isRequired: true }]);
    const ctx = organizer.ctx();
    const attendee = await registerPerson(ctx, {
      eventId: event.id,
      email: "New@Person.test",
      displayName: "Zoë",
    });
    expect(attendee).toMatchObject({
      userEmail: "New@Person.test",
      userDisplayName: "Zoë",
      source: "import",
    });
    expect(attendee).not.toHaveProperty("qrCode");
    expect((await system.auditOf(ctx)).map(({ action }) => action)).toEqual([
      "user.create_by_organizer",
      "registration.create",
    ]);
    expect((await system.mailsTo("New@Person.test")).kinds).toContain("claim_account");
    const known = await registerPerson(organizer.ctx(), {
      eventId: event.id,
      email: member.email.toUpperCase(),
      answers: { [food!.id]: "Vegan" },
    });
    expect(known.userId).toBe(member.userId);
    expect(await answersOf(member)).toMatchObject([{ value: "Vegan" }]);
  });

  test("is refused without a name, twice, when full, and to others", async () => {
    const input = { eventId: event.id, email: "nobody@knows.test" };
    const refused = (
      person: Person,
      given: Parameters<typeof registerPerson>[1],
      code: Parameters<typeof expectRefusal>[3],
    ) => expectRefusal(system, person.ctx(), (ctx) => registerPerson(ctx, given), code);
    expect((await refused(organizer, input, "validation")).fields).toHaveProperty("displayName");
    await register(member, event);
    await refused(organizer, { ...input, email: member.email }, "already_registered");
    await refused(otherOrganizer, input, "forbidden");
    await refused(member, input, "forbidden");
    await refused(stranger, input, "not_found");
    const full = await organization.makeEvent(organizer, { capacity: 1 });
    await register(member, full);
    await refused(organizer, { ...input, eventId: full.id, displayName: "Zoë" }, "event_full");
    const cancelled = await organization.makeEvent(organizer, { status: "cancelled" });
    await refused(organizer, { ...input, eventId: cancelled.id, displayName: "Zoë" }, "event_cancelled");
  });
});
