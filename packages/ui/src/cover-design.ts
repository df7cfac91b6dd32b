/** What a cover is made of: drawn on 160 × 100, the same for the same event on every device. */
export type CoverDesign = { hue: number; hueFar: number; near: string[]; far: string[] };

const baseHues: Record<string, number> = {
  company: 262,
  conference: 232,
  meetup: 40,
  talk: 285,
  workshop: 78,
  social: 18,
  music: 340,
  sport: 150,
  other: 195,
};

type Random = () => number;
type Pattern = (random: Random) => { near: string[]; far: string[] };

/** Each category has its own shapes, so that they are told apart before they are read. */
const patternsOf: Record<string, Pattern[]> = {
  company: [quarters, steps],
  conference: [rings, quarters],
  meetup: [blobs, halftone],
  talk: [rings, waves],
  workshop: [steps, stripes],
  social: [blobs, quarters],
  music: [bars, waves],
  sport: [stripes, rings],
  other: [halftone, waves],
};

export function coverDesign(seed: string, category: string): CoverDesign {
  const random = randomFrom(hash(seed));
  const hue = Math.round((baseHues[category] ?? 195) + (random() - 0.5) * 28);
  const hueFar = Math.round(hue + (random() < 0.5 ? -1 : 1) * (30 + random() * 35));
  const patterns = patternsOf[category] ?? [halftone, waves];
  const pattern = patterns[Math.floor(random() * patterns.length)] ?? halftone;
  return { hue, hueFar, ...pattern(random) };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** mulberry32: small, and the same everywhere, which Math.random is not. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function circle(x: number, y: number, radius: number): string {
  const [cx, cy, r] = [round(x), round(y), round(radius)];
  return `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

/** A ring as an outer and an inner circle, to be filled even-odd. */
function ring(x: number, y: number, outer: number, inner: number): string {
  return circle(x, y, outer) + circle(x, y, inner);
}

function rings(random: Random) {
  const x = random() < 0.5 ? 160 - random() * 40 : 100 + random() * 30;
  const y = random() < 0.5 ? 100 - random() * 15 : random() * 20;
  const gap = 13 + random() * 5;
  const all = Array.from({ length: 5 }, (_, index) => ring(x, y, gap * (index + 1.5), gap * (index + 1)));
  return { near: [circle(x, y, gap * 0.6), ...all.slice(0, 2)], far: all.slice(2) };
}

function quarters(random: Random) {
  const near: string[] = [];
  const far: string[] = [];
  const side = 25;
  for (let column = 2; column < 7; column += 1) {
    for (let row = 0; row < 4; row += 1) {
      if (random() < 0.3) continue;
      const [x, y] = [column * side, row * side];
      const turns = [
        `M${x} ${y}h${side}a${side} ${side} 0 0 1 ${-side} ${side}z`,
        `M${x + side} ${y}v${side}a${side} ${side} 0 0 1 ${-side} ${-side}z`,
        `M${x + side} ${y + side}h${-side}a${side} ${side} 0 0 1 ${side} ${-side}z`,
        `M${x} ${y + side}v${-side}a${side} ${side} 0 0 1 ${side} ${side}z`,
      ];
      (random() < 0.4 ? near : far).push(turns[Math.floor(random() * 4)] ?? "");
    }
  }
  return { near, far };
}

function bars(random: Random) {
  const near: string[] = [];
  const far: string[] = [];
  const phase = random() * 6;
  const speed = 0.35 + random() * 0.3;
  for (let index = 0; index < 13; index += 1) {
    const x = 46 + index * 9;
    const height = 14 + Math.abs(Math.sin(phase + index * speed)) * 62 + random() * 8;
    const bar = `M${x} ${round(50 - height / 2)}a2.5 2.5 0 0 1 5 0v${round(height)}a2.5 2.5 0 0 1 -5 0z`;
    (index % 3 === Math.floor(phase) % 3 ? near : far).push(bar);
  }
  return { near, far };
}

function waves(random: Random) {
  const wave = (base: number) => {
    const lift = 10 + random() * 16;
    const shift = random() * 40 - 20;
    return `M-20 ${round(base)}C${round(20 + shift)} ${round(base - lift)} ${round(50 + shift)} ${round(base + lift)} 80 ${round(base)}S${round(140 + shift)} ${round(base - lift)} 180 ${round(base)}V120H-20z`;
  };
  return {
    near: [wave(74 + random() * 8)],
    far: [wave(46 + random() * 8), circle(118 + random() * 24, 26, 12 + random() * 6)],
  };
}

function halftone(random: Random) {
  const near: string[] = [];
  const far: string[] = [];
  const [focusX, focusY] = [90 + random() * 60, random() * 100];
  for (let x = 8; x < 164; x += 11) {
    for (let y = 6; y < 104; y += 11) {
      const radius = 5.4 - Math.hypot(x - focusX, y - focusY) / 19;
      if (radius > 0.7) (radius > 3.4 ? near : far).push(circle(x, y, radius));
    }
  }
  return { near, far };
}

function steps(random: Random) {
  const near: string[] = [];
  const far: string[] = [];
  const rises = random() < 0.5;
  for (let index = 0; index < 7; index += 1) {
    const x = 48 + index * 18;
    const height = 14 + (rises ? index : 6 - index) * 11 + random() * 12;
    (index % 2 ? near : far).push(`M${x} ${round(100 - height)}h18v${round(height)}h-18z`);
  }
  return { near, far: [...far, circle(rises ? 60 : 136, 24, 11)] };
}

function stripes(random: Random) {
  const near: string[] = [];
  const far: string[] = [];
  const lean = 30 + random() * 40;
  for (let index = 0, x = 72 + random() * 12; x < 220; index += 1) {
    const width = 5 + random() * 15;
    (index % 3 === 0 ? near : far).push(
      `M${round(x)} -2h${round(width)}l${round(-lean)} 104h${round(-width)}z`,
    );
    x += width + 7 + random() * 7;
  }
  return { near, far };
}

function blobs(random: Random) {
  const at = (minimum: number, span: number) => minimum + random() * span;
  return {
    near: [circle(at(104, 30), at(54, 30), at(16, 10)), circle(at(140, 18), at(12, 16), at(8, 6))],
    far: [
      circle(at(120, 34), at(20, 40), at(26, 14)),
      circle(at(70, 20), at(84, 16), at(18, 10)),
      circle(at(66, 20), at(16, 12), at(5, 5)),
    ],
  };
}
