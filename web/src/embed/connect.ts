import type { Change } from "../live/topicState";
import { fold } from "./fold";
import { defaults, sessionOf } from "./sessions";
import type { Protocol } from "./sessions";

export interface ConnectOptions {
  readonly server?: string;
  readonly site?: string;
  readonly protocol?: Protocol;
}

/** Described for publishers in v1.module.d.ts. */
export function connect({ server = defaults.server, site = "default", protocol = defaults.protocol }: ConnectOptions = {}) {
  const session = sessionOf(server, protocol);
  const ends = new Set<() => void>();
  const until = (end: () => void) => {
    ends.add(end);
    return () => {
      if (ends.delete(end)) {
        end();
      }
    };
  };
  return {
    subscribe(topic: string, listener: (state: unknown, change: Change) => void): () => void {
      const name = topic.replace("{site}", site);
      let state: unknown;
      return until(session.reader.listen(name, undefined, (change) => {
        state = fold(name, state, change);
        listener(state, change);
      }));
    },
    onConnected: (listener: (connected: boolean) => void): (() => void) => until(session.reader.onConnected(listener)),
    onStale: (listener: (asOf: number | undefined) => void): (() => void) => until(session.staleness.listen(listener)),
    close(): void {
      ends.forEach((end) => end());
      ends.clear();
    },
  };
}
