/** Of the roster only how the door is set is read. */
export function doorSettingsInput(eventId: string) {
  return { eventId, limit: 1 };
}

export function devicesInput(eventId: string) {
  return { eventId, limit: 100 };
}
