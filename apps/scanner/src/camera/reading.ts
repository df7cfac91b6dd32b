/** A code in a frame. `offCentre` is 0 in the middle of the frame and 1 in its corners. */
export interface Reading {
  text: string;
  offCentre: number;
}

interface Point {
  x: number;
  y: number;
}

/** The four corners of a code, as the decoder gives them. */
export interface Corners {
  topLeft: Point;
  topRight: Point;
  bottomLeft: Point;
  bottomRight: Point;
}

export function distanceFromCentre(corners: Corners, frame: { width: number; height: number }): number {
  const { topLeft, topRight, bottomLeft, bottomRight } = corners;
  const x = (topLeft.x + topRight.x + bottomLeft.x + bottomRight.x) / 4;
  const y = (topLeft.y + topRight.y + bottomLeft.y + bottomRight.y) / 4;
  return (
    Math.hypot(x - frame.width / 2, y - frame.height / 2) / Math.hypot(frame.width / 2, frame.height / 2)
  );
}

/** The texts of a frame's codes, the one that is being aimed at first. */
export function textsByAim(readings: readonly Reading[]): string[] {
  return readings.toSorted((one, other) => one.offCentre - other.offCentre).map(({ text }) => text);
}
