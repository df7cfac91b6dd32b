import type { AppRouter } from "../root.ts";

type Domains = AppRouter["_def"]["record"];
type ProcedurePath = {
  [Domain in keyof Domains]: `${Domain}.${Extract<keyof Domains[Domain], string>}`;
}[keyof Domains];

/** One row of the REST API (CONTRACT §4): a path of the seed, answered by a procedure. */
export interface RestOperation {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Parameters in braces are fields of the procedure's input, in snake_case. */
  path: string;
  procedure: ProcedurePath;
  /** 204 answers without a body. */
  status: 200 | 201 | 204;
  summary: string;
}

export const restOperations: RestOperation[] = [
  { method: "POST", path: "/auth/login", procedure: "accounts.token", status: 200, summary: "Log in" },
  {
    method: "POST",
    path: "/auth/signup",
    procedure: "accounts.signUpForToken",
    status: 201,
    summary: "Sign up",
  },
  {
    method: "POST",
    path: "/auth/refresh",
    procedure: "accounts.refreshToken",
    status: 200,
    summary: "Trade the refresh cookie for a new access token",
  },
  {
    method: "POST",
    path: "/auth/logout",
    procedure: "accounts.logOut",
    status: 204,
    summary: "End this session",
  },
  { method: "GET", path: "/auth/me", procedure: "accounts.me", status: 200, summary: "The person signed in" },

  { method: "GET", path: "/events", procedure: "events.list", status: 200, summary: "Published events" },
  {
    method: "GET",
    path: "/events/managed",
    procedure: "events.managed",
    status: 200,
    summary: "Events that you manage, in every status",
  },
  {
    method: "GET",
    path: "/events/pending",
    procedure: "events.pending",
    status: 200,
    summary: "Events that wait for approval",
  },
  { method: "POST", path: "/events", procedure: "events.create", status: 201, summary: "Create an event" },
  { method: "GET", path: "/events/{event_id}", procedure: "events.get", status: 200, summary: "One event" },
  {
    method: "PATCH",
    path: "/events/{event_id}",
    procedure: "events.update",
    status: 200,
    summary: "Change an event",
  },
  {
    method: "DELETE",
    path: "/events/{event_id}",
    procedure: "events.delete",
    status: 204,
    summary: "Delete an event",
  },
  {
    method: "PATCH",
    path: "/events/{event_id}/approve",
    procedure: "events.approve",
    status: 200,
    summary: "Publish a pending event",
  },
  {
    method: "PATCH",
    path: "/events/{event_id}/reject",
    procedure: "events.reject",
    status: 200,
    summary: "Send a pending event back with a reason",
  },
  {
    method: "PATCH",
    path: "/events/{event_id}/resubmit",
    procedure: "events.resubmit",
    status: 200,
    summary: "Put a rejected event before the admins again",
  },
  {
    method: "PATCH",
    path: "/events/{event_id}/cancel",
    procedure: "events.cancel",
    status: 200,
    summary: "Call a published event off",
  },

  {
    method: "POST",
    path: "/events/{event_id}/registrations",
    procedure: "registrations.register",
    status: 201,
    summary: "Register for an event",
  },
  {
    method: "GET",
    path: "/events/{event_id}/attendees",
    procedure: "registrations.attendees",
    status: 200,
    summary: "Who comes to an event",
  },
  {
    method: "GET",
    path: "/me/registrations",
    procedure: "registrations.mine",
    status: 200,
    summary: "Your registrations, with their ticket codes",
  },
  {
    method: "DELETE",
    path: "/registrations/{registration_id}",
    procedure: "registrations.cancel",
    status: 204,
    summary: "Cancel your registration",
  },

  {
    method: "POST",
    path: "/verify",
    procedure: "checkIn.verify",
    status: 200,
    summary: "Check a ticket at the door",
  },
  {
    method: "POST",
    path: "/walk-in",
    procedure: "checkIn.walkIn",
    status: 200,
    summary: "Register and admit somebody at the door",
  },

  {
    method: "GET",
    path: "/users",
    procedure: "users.list",
    status: 200,
    summary: "People of the organization",
  },
  {
    method: "PATCH",
    path: "/users/{user_id}/role",
    procedure: "users.changeRole",
    status: 200,
    summary: "Give a person another role",
  },
  { method: "GET", path: "/audit", procedure: "audit.list", status: 200, summary: "Who did what" },
];
