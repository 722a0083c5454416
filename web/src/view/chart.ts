/** Temperatures of 48 hours, drawn as StationChart of the server draws them. Times are unix minutes. */
export type Point = readonly [minute: number, tenths: number];

export interface Tick {
  readonly at: number;
  readonly label: string;
  readonly strong: boolean;
}

export interface Chart {
  readonly line: string;
  readonly dots: readonly (readonly [x: number, y: number])[];
  readonly times: readonly Tick[];
  readonly temperatures: readonly Tick[];
}

export const frame = { left: 52, right: 706, top: 14, bottom: 250 };

const hours = 48;
const hoursBetweenTicks = 6;
const linesMax = 5;
const gapMinutes = 180;
const slotMinutes = 10;
const seoulMinutes = 540;
const steps = [10, 20, 50, 100, 200, 500];

/** What is within the 48 hours that end with the hour of now. */
export function within(points: readonly Point[], nowMinutes: number): Point[] {
  const { start, end } = span(nowMinutes);
  return points.filter(([minute]) => minute >= start && minute <= end);
}

/** Whether the server keeps only the newer of two readings: its history has one for each ten minutes. */
export function sameSlot(minute: number, other: number): boolean {
  return Math.floor(minute / slotMinutes) === Math.floor(other / slotMinutes);
}

/** The points with one more, in the order of time; it replaces the one of the same ten minutes. */
export function withPoint(points: readonly Point[], point: Point): Point[] {
  return [...points.filter(([minute]) => !sameSlot(minute, point[0])), point].sort((a, b) => a[0] - b[0]);
}

export function chartOf(points: readonly Point[], nowMinutes: number): Chart {
  const shown = within(points, nowMinutes);
  const { start, end } = span(nowMinutes);
  const { low, high, step } = scale(shown.map(([, tenths]) => tenths));
  const x = (minute: number) => frame.left + Math.round(((minute - start) * (frame.right - frame.left)) / (hours * 60));
  const y = (tenths: number) => frame.bottom - Math.round(((tenths - low) * (frame.bottom - frame.top)) / (high - low));
  const dots = shown.map(([minute, tenths]) => [x(minute), y(tenths)] as const);
  const line = dots.map(([left, top], index) => {
    const begins = index === 0 || shown[index]![0] - shown[index - 1]![0] > gapMinutes;
    return `${begins ? "M" : "L"}${left} ${top}`;
  }).join("");
  const times: Tick[] = [];
  for (let minute = start; minute <= end; minute += 60) {
    const local = new Date((minute + seoulMinutes) * 60_000);
    const hour = local.getUTCHours();
    if (hour % hoursBetweenTicks === 0) {
      const date = `${two(local.getUTCMonth() + 1)}.${two(local.getUTCDate())}`;
      times.push({ at: x(minute), label: hour === 0 ? date : `${two(hour)}:00`, strong: hour === 0 });
    }
  }

  const temperatures: Tick[] = [];
  for (let tenths = low; tenths <= high; tenths += step) {
    temperatures.push({ at: y(tenths), label: `${tenths < 0 ? "\u2212" : ""}${Math.trunc(Math.abs(tenths) / 10)}\u2103`, strong: tenths === 0 });
  }

  return { line, dots, times, temperatures };
}

/** The lowest and the highest of the day in Seoul that now is in, of equal ones the earlier. */
export function extremesOf(points: readonly Point[], nowMinutes: number): { lowest: Point; highest: Point } | undefined {
  const day = (minute: number) => Math.floor((minute + seoulMinutes) / 1_440);
  const today = points.filter(([minute]) => day(minute) === day(nowMinutes));
  const [first] = today;
  return first === undefined
    ? undefined
    : today.reduce(({ lowest, highest }, point) => ({
      lowest: point[1] < lowest[1] ? point : lowest,
      highest: point[1] > highest[1] ? point : highest,
    }), { lowest: first, highest: first });
}

function span(nowMinutes: number): { start: number; end: number } {
  const end = (Math.floor(nowMinutes / 60) + 1) * 60;
  return { start: end - hours * 60, end };
}

function scale(values: readonly number[]): { low: number; high: number; step: number } {
  const least = values.length === 0 ? 0 : Math.min(...values);
  const most = values.length === 0 ? 0 : Math.max(...values);
  const fitting = (step: number) => {
    const low = Math.floor(least / step) * step;
    return { low, high: Math.max(Math.ceil(most / step) * step, low + step), step };
  };
  return steps.map(fitting).find(({ low, high, step }) => (high - low) / step <= linesMax) ?? fitting(steps.at(-1)!);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
