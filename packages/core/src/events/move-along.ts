import { tzOffset } from "@date-fns/tz";

/**
 * A time that belongs to a start, once that start is moved: as far from it as before by the clock of the zone, so that what
 * ends at 18:00 still does when clocks are changed in between. Where such a clock would put an end before its start, as far
 * in real time.
 */
export function moveAlong(at: Date, start: { from: Date; to: Date }, timeZone: string): Date {
  const distance = wallOf(at, timeZone) - wallOf(start.from, timeZone);
  const moved = atWall(wallOf(start.to, timeZone) + distance, timeZone);
  const realDistance = at.getTime() - start.from.getTime();
  const keepsOrder = Math.sign(moved - start.to.getTime()) === Math.sign(realDistance);
  return new Date(keepsOrder ? moved : start.to.getTime() + realDistance);
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** What the zone's clock shows, as a number. */
function wallOf(at: Date, timeZone: string): number {
  return at.getTime() + tzOffset(timeZone, at) * minute;
}

/** When the zone's clock shows that: the first time where it does so twice, as much later where it skips it. */
function atWall(wall: number, timeZone: string): number {
  const offsets = [wall - day, wall + day].map((near) => tzOffset(timeZone, new Date(near)));
  const [before = 0] = offsets;
  const times = offsets.map((offset) => wall - offset * minute);
  return times.find((time) => wallOf(new Date(time), timeZone) === wall) ?? wall - before * minute;
}
