import type { Statistics } from "./statistics";

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly kind: "rendered" | "viewable" | "click";
}

const hoursShown = 48;
const step = 20;

/** The same bars as the server's HourChart draws, ending with the hour `last` since 1970. */
export function barsOf(hours: NonNullable<Statistics["hours"]>, last: number): Bar[] {
  const shown = hours.filter(([hour]) => hour > last - hoursShown && hour <= last);
  const most = Math.max(0, ...hours.map(([, rendered]) => rendered));
  const clicks = Math.max(0, ...hours.map(([, , , click]) => click));
  return shown.flatMap(([hour, rendered, viewable, click]) => {
    const x = (hour - last + hoursShown - 1) * step + 3;
    return [
      bar(x, 180, 170, rendered, most, "rendered"),
      bar(x, 180, 170, viewable, most, "viewable"),
      bar(x, 230, 40, click, clicks, "click"),
    ];
  });
}

/** Every sixth hour in Seoul, nine hours ahead of UTC. */
export function labelsOf(last: number): { x: number; label: string }[] {
  return Array.from({ length: hoursShown }, (_, at) => last - hoursShown + 1 + at)
    .map((hour, at) => ({ x: at * step + 10, ofDay: (hour + 9) % 24 }))
    .filter(({ ofDay }) => ofDay % 6 === 0)
    .map(({ x, ofDay }) => ({ x, label: String(ofDay).padStart(2, "0") }));
}

function bar(x: number, foot: number, tall: number, count: number, most: number, kind: Bar["kind"]): Bar {
  const height = most <= 0 || count <= 0 ? 0 : Math.max(1, Math.round((count / most) * tall));
  return { x, y: foot - height, height, kind };
}
