import {
  changedPasses,
  latestPass,
  type PassRequest,
  registerDevice,
  unregisterDevice,
} from "@eventmaster/core/wallets/apple-service";
import { passType } from "@eventmaster/core/wallets/draw-pass";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Services } from "./create-context.ts";

interface PassRoute {
  Params: { deviceId: string; passTypeIdentifier: string; serialNumber: string };
}

const deviceId = z.string().min(1).max(100);
const registrationBody = z.object({ pushToken: z.string().min(1).max(200) });

/**
 * What iPhones ask of whoever made their passes (Apple, "Adding a Web Service to Update Passes"): which passes changed, and
 * the newest of each. Paths, headers and statuses are Apple's. Nothing is here where no certificate was set up.
 */
export function serveAppleWallet(app: FastifyInstance, services: Services): void {
  if (!services.wallets?.apple) return;
  const root = "/api/wallet/apple/v1";
  const registration = `${root}/devices/:deviceId/registrations/:passTypeIdentifier/:serialNumber`;
  const callerOf = (request: FastifyRequest) => ({
    services: { ...services, pool: services.db },
    logger: request.log,
    requestId: request.id,
  });

  app.post<PassRoute>(registration, async (request, reply) => {
    const body = registrationBody.safeParse(request.body);
    const device = deviceId.safeParse(request.params.deviceId);
    if (!body.success || !device.success) return reply.code(400).send();
    const outcome = await registerDevice(callerOf(request), passOf(request), {
      deviceId: device.data,
      pushToken: body.data.pushToken,
    });
    return reply.code({ unauthorized: 401, created: 201, known: 200 }[outcome]).send();
  });

  app.delete<PassRoute>(registration, async (request, reply) => {
    const outcome = await unregisterDevice(callerOf(request), passOf(request), request.params.deviceId);
    return reply.code(outcome === "done" ? 200 : 401).send();
  });

  app.get<{
    Params: { deviceId: string; passTypeIdentifier: string };
    Querystring: { passesUpdatedSince?: unknown };
  }>(`${root}/devices/:deviceId/registrations/:passTypeIdentifier`, async (request, reply) => {
    const since = request.query.passesUpdatedSince;
    const changed = await changedPasses(callerOf(request), {
      ...request.params,
      since: typeof since === "string" ? since : null,
    });
    return changed ? reply.send(changed) : reply.code(204).send();
  });

  app.get<PassRoute>(`${root}/passes/:passTypeIdentifier/:serialNumber`, async (request, reply) => {
    const since = new Date(request.headers["if-modified-since"] ?? Number.NaN);
    const isKnown = !Number.isNaN(since.getTime());
    const outcome = await latestPass(callerOf(request), passOf(request), isKnown ? since : null);
    if (outcome === "unauthorized") return reply.code(401).send();
    if (outcome === "unchanged") return reply.code(304).send();
    return sendPass(reply, outcome);
  });

  // Phones tell here what they did not like about our answers.
  app.post(`${root}/log`, (request, reply) => {
    request.log.warn({ said: JSON.stringify(request.body).slice(0, 2000) }, "a phone complains of a pass");
    return reply.code(200).send();
  });
}

function passOf(request: FastifyRequest<PassRoute>): PassRequest {
  const { passTypeIdentifier, serialNumber } = request.params;
  const [, token = null] = /^ApplePass (.+)$/u.exec(request.headers.authorization ?? "") ?? [];
  return { passTypeIdentifier, serialNumber, token };
}

function sendPass(reply: FastifyReply, { pass, changedAt }: { pass: Uint8Array; changedAt: Date }) {
  return reply
    .type(passType)
    .header("last-modified", changedAt.toUTCString())
    .header("cache-control", "no-store")
    .send(pass);
}
