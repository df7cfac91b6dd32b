import { randomUUID } from "node:crypto";

/** Where the product under test is served. */
export function serverUrl(): string {
  const url = process.env["EVENTMASTER_URL"];
  if (!url) throw new Error("The server is started by Playwright's global setup");
  return url;
}

export interface Person {
  id: string;
  email: string;
  displayName: string;
  password: string;
  token: string;
}

interface EventFields {
  title?: string;
  capacity?: number;
  description?: string;
  start_at?: string;
  end_at?: string;
}

const day = 24 * 60 * 60 * 1000;
const password = "a password for tests";

/** A call to the REST API, as another program would make it. */
export async function call<Answer>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  options: { token?: string; organization?: string; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(`${serverUrl()}/api/v1${path}`, {
    method,
    headers: {
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.organization ? { "x-organization": options.organization } : {}),
      ...(options.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller knows which row of the API it asks
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}

interface LogIn {
  access_token: string;
  user: { id: string };
}

/** By server: a test may have one of its own. */
const adminTokens = new Map<string, Promise<string>>();

/** The first admin is the demo's: somebody must be there to raise others. */
export function rootToken(): Promise<string> {
  const known = adminTokens.get(serverUrl());
  if (known) return known;
  const token = call<LogIn>("POST", "/auth/login", {
    body: { email: "admin@company.com", password: "password123" },
  }).then((login) => login.access_token);
  adminTokens.set(serverUrl(), token);
  return token;
}

/** A person of this test only. */
export async function makePerson(
  displayName: string,
  role: "member" | "organizer" | "admin" = "member",
): Promise<Person> {
  const email = `${displayName.toLowerCase().replaceAll(/\W+/gu, ".")}.${randomUUID().slice(0, 8)}@company.test`;
  const signUp = await call<LogIn>("POST", "/auth/signup", {
    body: { email, password, display_name: displayName },
  });
  if (role !== "member")
    await call("PATCH", `/users/${signUp.user.id}/role`, { token: await rootToken(), body: { role } });
  return { id: signUp.user.id, email, displayName, password, token: signUp.access_token };
}

/** A title no other test has. */
export function uniqueTitle(words: string): string {
  return `${words} ${randomUUID().slice(0, 6)}`;
}

/** A pending event of the organizer, three days from now. */
export function makeEvent(
  organizer: Person,
  fields: EventFields = {},
): Promise<{ id: string; title: string }> {
  return call("POST", "/events", {
    token: organizer.token,
    body: {
      title: uniqueTitle("An evening of talks"),
      description: "Three talks, and **soup**.",
      start_at: new Date(Date.now() + 3 * day).toISOString(),
      end_at: new Date(Date.now() + 3 * day + 2 * 60 * 60 * 1000).toISOString(),
      time_zone: "Europe/Berlin",
      location: "Hall 1, Berlin",
      category: "talk",
      capacity: 20,
      ...fields,
    },
  });
}

export async function publishEvent(eventId: string): Promise<void> {
  await call("PATCH", `/events/${eventId}/approve`, { token: await rootToken() });
}

export async function makePublishedEvent(organizer: Person, fields: EventFields = {}) {
  const event = await makeEvent(organizer, fields);
  await publishEvent(event.id);
  return event;
}

export function register(person: Person, eventId: string): Promise<{ id: string; qr_code: string }> {
  return call("POST", `/events/${eventId}/registrations`, { token: person.token });
}
