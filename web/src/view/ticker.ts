import type { TickerDelta, TickerSnapshot } from "../live/wire";

/** A station as the page holds it. Times are unix minutes. */
export interface Reading {
  tenths: number | undefined;
  sky: string;
  observedAt: number | undefined;
  /** Somebody else than the line beside the readings vouches for it. */
  other: boolean;
}

export interface Ticker {
  readonly version: number;
  readonly at: number | undefined;
  readonly next: number | undefined;
  readonly by: string | undefined;
  readonly othersBy: string | undefined;
  readonly words: readonly string[];
  readonly readings: readonly Reading[];
}

/** How a reading is shown: "none" when there is no value or it is too old to be one. */
export type Freshness = "fresh" | "old" | "none";

/** From the expected arrival of something newer. */
const graceMinutes = 30;

/** From an observation to the expected arrival of the next, where the topic does not say. */
const usualGapMinutes = 70;

/** From an observation, until the value is not shown any more. */
const goneAfterMinutes = 180;

const valueMask = 0x3ff;
const valueOffset = 512;

/** −9.0℃ from tenths, without floating point; the sign is U+2212. */
export function temperatureText(tenths: number): string {
  const size = Math.abs(tenths);
  return `${tenths < 0 ? "\u2212" : ""}${Math.trunc(size / 10)}.${size % 10}\u2103`;
}

export function unpack(packed: number): { sky: number; tenths: number | undefined } {
  const value = packed & valueMask;
  return { sky: packed >> 10, tenths: value === 0 ? undefined : value - valueOffset };
}

export function fromSnapshot(snapshot: TickerSnapshot): Ticker {
  const words = snapshot.w ?? [];
  const older = new Map(snapshot.a ?? []);
  const others = new Set(snapshot.m ?? []);
  return {
    version: snapshot.v,
    at: snapshot.at,
    next: snapshot.next,
    by: snapshot.by,
    othersBy: snapshot.mby,
    words,
    readings: snapshot.p.map((packed, index) => {
      const { sky, tenths } = unpack(packed);
      const observedAt = snapshot.at === undefined ? undefined : snapshot.at - (older.get(index) ?? 0);
      return { tenths, sky: sky === 0 ? "" : (words[sky - 1] ?? ""), observedAt, other: others.has(index) };
    }),
  };
}

/** Null when the delta belongs to another order of stations, or uses words that the page does not know. */
export function applyDelta(ticker: Ticker, delta: TickerDelta): Ticker | null {
  if (delta.v !== ticker.version || (delta.d !== undefined && delta.d.length > ticker.readings.length)) {
    return null;
  }

  const words = [...ticker.words, ...(delta.w ?? [])];
  const at = delta.at ?? ticker.at;
  const replaced = new Map(delta.s ?? []);
  const older = new Map(delta.a ?? []);
  const others = new Set(delta.m ?? []);
  let known = true;
  const readings = ticker.readings.map((reading, index) => {
    const packed = replaced.get(index);
    let { tenths, sky } = reading;
    if (packed !== undefined) {
      const value = unpack(packed);
      known &&= value.sky <= words.length;
      tenths = value.tenths;
      sky = value.sky === 0 ? "" : (words[value.sky - 1] ?? "");
    } else if (tenths !== undefined) {
      tenths += delta.d?.[index] ?? 0;
    }

    const observedAt = at === undefined ? undefined : at - (older.get(index) ?? 0);
    return { tenths, sky, observedAt, other: others.has(index) };
  });
  return known
    ? { version: ticker.version, at, next: delta.next ?? ticker.next, by: delta.by ?? ticker.by, othersBy: delta.mby, words, readings }
    : null;
}

export function freshness(reading: Reading, ticker: Pick<Ticker, "at" | "next">, nowMinutes: number): Freshness {
  if (reading.tenths === undefined || reading.observedAt === undefined || nowMinutes >= reading.observedAt + goneAfterMinutes) {
    return "none";
  }

  const gap = ticker.at !== undefined && ticker.next !== undefined ? ticker.next - ticker.at : usualGapMinutes;
  return nowMinutes >= reading.observedAt + gap + graceMinutes ? "old" : "fresh";
}
