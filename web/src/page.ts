import { ServerClock } from "./live/clock";
import type { Listener } from "./live/reader";
import { Session } from "./live/session";
import { Announcer } from "./view/announcer";
import { AwayNotice } from "./view/awayNotice";

/** What the elements of one page share. */
export const clock = new ServerClock();
// What comes from the browser's store has the time of another day.
const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
if (load?.transferSize) {
  clock.note(Number(load.serverTiming?.find(({ name }) => name === "now")?.description) + performance.now() - load.responseStart);
}

const session = new Session(new URL("/", location.href).href, undefined, clock);
export const announcer = new Announcer();

/** Follows the topic that an element was rendered from, starting at the position in its attributes. Returns how to stop. */
export function follow(element: HTMLElement, listener: Listener): () => void {
  const { topic, epoch, seq } = element.dataset;
  return topic === undefined || topic === ""
    ? () => undefined
    : session.reader.listen(topic, epoch !== undefined && epoch !== "" ? { epoch, seq: Number(seq) } : undefined, listener);
}

export function start(): void {
  announcer.attach(document.body);
  new AwayNotice(announcer).follow(session.staleness);
  session.reader.onConnected((connected) => {
    document.documentElement.dataset["live"] = connected ? "yes" : "no";
  });
}
