import type { ServerClock } from "./clock";
import type { Told } from "./distributor";
import { answered, received, request, subscribing, topicState } from "./topicState";
import type { Change, Step, TopicState } from "./topicState";
import type { Position, SubscribeRequest } from "./wire";

export type Listener = (change: Change) => void;

/** Whoever holds the connection: this tab or another one. What is asked while there is nobody is asked again by rejoin. */
export interface Source {
  join(requests: readonly SubscribeRequest[]): void;
  leave(topics: readonly string[]): void;
  applied(positions: readonly (Position & { readonly topic: string })[]): void;
}

interface Entry {
  state: TopicState;
  readonly listeners: Set<Listener>;
}

/** The topics of one page and who listens to them. Every change is checked here once more, whoever passed it on. */
export class Reader {
  readonly #topics = new Map<string, Entry>();
  readonly #wanted = new Set<string>();
  readonly #left = new Set<string>();
  readonly #onConnected = new Set<(connected: boolean) => void>();
  #asleep: ((topic: string) => boolean) | undefined;
  #connected = false;
  #soon = false;
  source: Source | undefined;

  constructor(private readonly clock: ServerClock) {}

  get isConnected(): boolean {
    return this.#connected;
  }

  /** False while topics rest because nobody looks. */
  get isAwake(): boolean {
    return this.#asleep === undefined;
  }

  /** Called at each change, and at once with how it stands. Returns how to stop. */
  onConnected(listener: (connected: boolean) => void): () => void {
    this.#onConnected.add(listener);
    listener(this.#connected);
    return () => this.#onConnected.delete(listener);
  }

  /** Two elements may show the same topic. When they stand at different positions, a snapshot brings both to one. */
  listen(topic: string, position: Position | undefined, listener: Listener): () => void {
    let entry = this.#topics.get(topic);
    if (entry === undefined) {
      entry = { state: topicState(topic, position), listeners: new Set() };
      this.#topics.set(topic, entry);
      this.#want(topic);
    } else if (position?.epoch !== entry.state.position?.epoch || position?.seq !== entry.state.position?.seq) {
      entry.state = { ...entry.state, position: undefined };
      this.#want(topic);
    }

    const { listeners } = entry;
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#topics.get(topic)?.listeners === listeners) {
        this.#topics.delete(topic);
        this.#left.add(topic);
        this.#flushSoon();
      }
    };
  }

  /** There is another source, or it has forgotten us: ask for everything from where we stand. */
  rejoin(): void {
    for (const topic of this.#topics.keys()) {
      this.#want(topic);
    }
  }

  /** Leaves the topics of which `resting` is true until wake. Called again, it may let more of them rest. */
  sleep(resting: (topic: string) => boolean): void {
    this.#asleep = resting;
    [...this.#topics.keys()].filter(resting).forEach((topic) => this.#left.add(topic));
    this.#flushSoon();
  }

  /** Catches up from where the topics were left. */
  wake(): void {
    const resting = this.#asleep;
    this.#asleep = undefined;
    if (resting !== undefined) {
      [...this.#topics.keys()].filter(resting).forEach((topic) => this.#want(topic));
    }
  }

  told(told: Told): void {
    for (const answer of told.answers ?? []) {
      const entry = this.#topics.get(answer.topic);
      if (entry !== undefined) {
        this.#take(entry, answered(entry.state, answer));
      }
    }

    for (const update of told.updates ?? []) {
      this.clock.note(update.at, update.kind !== "delta");
      const entry = this.#topics.get(update.topic);
      if (entry !== undefined && this.#asleep?.(update.topic) !== true) {
        this.#take(entry, received(entry.state, update));
      }
    }

    if (told.connected !== undefined && told.connected !== this.#connected) {
      this.#connected = told.connected;
      this.#onConnected.forEach((listener) => listener(this.#connected));
    }
  }

  #want(topic: string): void {
    this.#wanted.add(topic);
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (!this.#soon) {
      this.#soon = true;
      queueMicrotask(() => this.#flush());
    }
  }

  #flush(): void {
    this.#soon = false;
    const left = [...this.#left].filter((topic) => !this.#topics.has(topic) || this.#asleep?.(topic) === true);
    const wanted = [...this.#wanted]
      .map((topic) => this.#topics.get(topic))
      .filter((entry) => entry !== undefined)
      .filter((entry) => this.#asleep?.(entry.state.topic) !== true);
    this.#left.clear();
    this.#wanted.clear();
    if (this.source === undefined) {
      return;
    }

    if (left.length > 0) {
      this.source.leave(left);
    }

    if (wanted.length > 0) {
      const requests = wanted.map((entry) => request(entry.state));
      wanted.forEach((entry) => (entry.state = subscribing(entry.state)));
      this.source.join(requests);
    }
  }

  #take(entry: Entry, step: Step): void {
    entry.state = step.state;
    for (const change of step.changes) {
      for (const listener of [...entry.listeners]) {
        try {
          listener(change);
        } catch (error) {
          // An element that fails must not keep the others from their changes.
          console.error(error);
        }
      }
    }

    const { position, topic } = step.state;
    if (position !== undefined && step.changes.some((change) => change.barrier)) {
      this.source?.applied([{ topic, ...position }]);
    }

    if (step.resubscribe) {
      this.#want(topic);
    }
  }
}
