import { refreshSession } from "@eventmaster/client/refresh-session";
import type { AppRouter } from "@eventmaster/api/root";
import { TRPCClientError } from "@trpc/client";
import { parse } from "content-disposition";
import { askToLogIn } from "./log-in-again.ts";
import { fileAddress } from "./organization.ts";
import { saveFile } from "./save-file.ts";

/**
 * A file of the REST API that is asked for by more than an address can carry. It is in memory until it is saved: only for
 * what is bounded. A session that has ended is renewed, or asked for, as everywhere.
 * @throws TRPCClientError, also of a refusal by REST, so that there is one way to put failures in words
 */
export async function downloadByPost(path: string, body: unknown): Promise<void> {
  try {
    const sentAt = Date.now();
    let response = await post(path, body);
    if (response.status === 401 && ((await refreshSession(sentAt)) || (await askToLogIn())))
      response = await post(path, body);
    if (!response.ok) throw await refusalOf(response);
    const { parameters } = parse(response.headers.get("content-disposition") ?? "attachment");
    saveFile(parameters["filename"] ?? "", await response.blob());
  } catch (error) {
    throw error instanceof TRPCClientError ? error : TRPCClientError.from(asError(error));
  }
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(fileAddress(path), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** What REST says (`errorBody` of the API) as tRPC would have said it. */
async function refusalOf(response: Response): Promise<TRPCClientError<AppRouter>> {
  const { error, message, details }: { error: string; message: string; details: Record<string, string> } =
    await response.json();
  const retryAfter = response.headers.get("retry-after");
  return TRPCClientError.from({
    error: {
      message,
      code: -32_000,
      data: {
        code: error === "ValidationError" ? "validation" : error,
        fields: details,
        requestId: response.headers.get("x-request-id"),
        retryAfterSeconds: retryAfter === null ? undefined : Number(retryAfter),
      },
    },
  });
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
