/** Doors are prepared the day before, where there may be no network at all; earlier than that, no seat is kept for a device. */
export const seatsKeptHoursBefore = 24;
