import { adviceOf, Refusal, waitDelay } from "./backoff";
import type { Link, LinkOwner } from "./link";
import { answered, received, request, snapshotOf, subscribing, topicState } from "./topicState";
import type { Step, TopicState } from "./topicState";
import type { Position, SubscribeAnswer, SubscribeRequest, Update } from "./wire";

/** What the holder of the connection tells readers. */
export interface Told {
  readonly answers?: readonly SubscribeAnswer[];
  readonly updates?: readonly Update[];
  readonly connected?: boolean;
}

/** Updates of a topic kept for readers that come later; older positions take a snapshot. */
export const recentMax = 32;

/** Delay before asking again for a topic that the server had no room for, or that is gone while a page shows it. */
const askAgainMilliseconds = 30_000;

interface Entry {
  state: TopicState;
  readonly readers: Set<string>;
  /** Who has no answer yet, and where they stand. */
  readonly waiting: Map<string, Position | undefined>;
  /** Each applies to the one before it; the first may be a snapshot. The last is where the state stands. */
  recent: Update[];
  refused: SubscribeAnswer["outcome"] | undefined;
  /** A server was asked, from a position that is not to change under the question. */
  asked: boolean;
  /** A server has answered. */
  settled: boolean;
  /** A reader needs the whole state. */
  whole: boolean;
}

/**
 * What one connection brings, given out to several readers (tabs) that stand at different positions. Each gets an answer
 * as a gateway would give it, and from there on every update in order; the server hears of a topic once.
 */
export class Distributor implements LinkOwner {
  readonly #topics = new Map<string, Entry>();
  readonly #wanted = new Set<string>();
  readonly #left = new Set<string>();
  #flushing = false;
  link: Link | undefined;

  /** `tell` without a reader speaks to all. */
  constructor(private readonly tell: (reader: string | undefined, told: Told) => void) {}

  /** Nobody wants anything. */
  get isEmpty(): boolean {
    return this.#topics.size === 0;
  }

  join(reader: string, requests: readonly SubscribeRequest[]): void {
    for (const { topic, epoch, seq } of requests) {
      const position = epoch === undefined || seq === undefined ? undefined : { epoch, seq };
      let entry = this.#topics.get(topic);
      if (entry === undefined) {
        entry = {
          state: topicState(topic, position), readers: new Set(), waiting: new Map(), recent: [], refused: undefined,
          asked: false, settled: false, whole: false,
        };
        this.#topics.set(topic, entry);
        this.#want(topic);
      } else if (!entry.asked) {
        entry.state = { ...entry.state, position: lower(entry.state.position, position) };
      }

      entry.readers.add(reader);
      entry.waiting.set(reader, position);
      if (entry.settled) {
        this.#settle(entry);
      }
    }
  }

  leave(reader: string, topics: readonly string[]): void {
    for (const topic of topics) {
      const entry = this.#topics.get(topic);
      entry?.readers.delete(reader);
      entry?.waiting.delete(reader);
      if (entry?.readers.size === 0) {
        this.#topics.delete(topic);
        this.#left.add(topic);
        this.#soon();
      }
    }
  }

  gone(reader: string): void {
    this.leave(reader, [...this.#topics.keys()]);
  }

  applied(positions: readonly (Position & { readonly topic: string })[]): void {
    this.link?.applied(positions);
  }

  requests(): readonly SubscribeRequest[] {
    return [...this.#topics.values()].map(requestOf);
  }

  answers(answers: readonly SubscribeAnswer[]): void {
    const answeredTopics = new Set(answers.map((answer) => answer.topic));
    this.#wanted.clear();
    this.#left.clear();
    answers.forEach((answer) => this.#answer(answer));
    for (const topic of this.#topics.keys()) {
      if (!answeredTopics.has(topic)) {
        this.#want(topic);
      }
    }
  }

  updates(updates: readonly Update[]): void {
    const news: Update[] = [];
    for (const update of updates) {
      const entry = this.#topics.get(update.topic);
      if (entry !== undefined) {
        news.push(...this.#take(entry, received(entry.state, update)));
      }
    }

    if (news.length > 0) {
      this.tell(undefined, { updates: news });
    }
  }

  connected(connected: boolean): void {
    this.tell(undefined, { connected });
    this.#soon();
  }

  #want(topic: string): void {
    this.#wanted.add(topic);
    this.#soon();
  }

  #askAgain(topic: string): void {
    setTimeout(() => this.#want(topic), askAgainMilliseconds * (0.5 + Math.random()));
  }

  #soon(): void {
    queueMicrotask(() => void this.#flush());
  }

  /** All that is wanted goes in one call; what is wanted meanwhile goes into the next. */
  async #flush(): Promise<void> {
    const { link } = this;
    if (this.#flushing || link === undefined || !link.isConnected) {
      return;
    }

    this.#flushing = true;
    let asked: Entry[] = [];
    try {
      while (link.isConnected && (this.#wanted.size > 0 || this.#left.size > 0)) {
        const left = [...this.#left].filter((topic) => !this.#topics.has(topic));
        this.#left.clear();
        if (left.length > 0) {
          link.unsubscribe(left);
        }

        asked = [...this.#wanted].map((topic) => this.#topics.get(topic)).filter((entry) => entry !== undefined);
        this.#wanted.clear();
        if (asked.length > 0) {
          const requests = asked.map(requestOf);
          asked.forEach((entry) => (entry.state = subscribing(entry.state)));
          (await link.subscribe(requests)).forEach((answer) => this.#answer(answer));
        }
      }
    } catch (error) {
      this.#refused(asked, error);
    } finally {
      this.#flushing = false;
      if (this.#wanted.size > 0) {
        this.#soon();
      }
    }
  }

  /** After a lost connection there is nothing to do: the next one asks for everything. */
  #refused(asked: readonly Entry[], error: unknown): void {
    if (!(error instanceof Refusal)) {
      return;
    }

    if (adviceOf(error.code) === "stop") {
      asked.forEach(({ state }) => this.#answer({ topic: state.topic, outcome: "denied" }));
    } else {
      setTimeout(() => asked.forEach(({ state }) => this.#want(state.topic)), waitDelay(1_000, Math.random));
    }
  }

  #answer(answer: SubscribeAnswer): void {
    const entry = this.#topics.get(answer.topic);
    if (entry === undefined) {
      return;
    }

    const { outcome } = answer;
    entry.settled = true;
    entry.whole = false;
    entry.refused = outcome === "unknown" || outcome === "denied" || outcome === "limit" ? outcome : undefined;
    if (outcome === "limit" || (outcome === "unknown" && entry.state.position !== undefined)) {
      this.#askAgain(answer.topic);
    }

    const updates = this.#take(entry, answered(entry.state, answer));
    rebase(entry, answer);
    if (updates.length > 0 && entry.readers.size > entry.waiting.size) {
      this.tell(undefined, { updates });
    }

    this.#settle(entry);
  }

  #take(entry: Entry, step: Step): readonly Update[] {
    entry.state = step.state;
    for (const update of step.changes) {
      entry.recent = update.kind === "snapshot" ? [update] : [...entry.recent, update].slice(-recentMax);
    }

    if (step.resubscribe) {
      this.#want(entry.state.topic);
    } else if (step.ended === true) {
      entry.refused = "unknown";
      this.#askAgain(entry.state.topic);
    }

    return step.changes;
  }

  #settle(entry: Entry): void {
    for (const [reader, position] of entry.waiting) {
      const answer = answerFor(entry, position);
      if (answer !== undefined) {
        entry.waiting.delete(reader);
        this.tell(reader, { answers: [answer] });
      } else if (!entry.whole) {
        entry.whole = true;
        this.#want(entry.state.topic);
      }
    }
  }
}

function requestOf(entry: Entry): SubscribeRequest {
  entry.asked = true;
  return entry.whole ? { topic: entry.state.topic } : request(entry.state);
}

/** From where both can be served; none where the positions cannot be compared. */
function lower(a: Position | undefined, b: Position | undefined): Position | undefined {
  return a === undefined || b === undefined || a.epoch !== b.epoch ? undefined : a.seq <= b.seq ? a : b;
}

/** Undefined where only the server can answer. */
function answerFor({ state, recent, refused }: Entry, from: Position | undefined): SubscribeAnswer | undefined {
  const { topic, position } = state;
  if (refused !== undefined) {
    return { topic, outcome: refused };
  }

  if (state.promised) {
    return { topic, outcome: "later" };
  }

  if (position === undefined) {
    return undefined;
  }

  if (from !== undefined && from.epoch === position.epoch) {
    if (from.seq >= position.seq) {
      return { topic, outcome: "current", ...from };
    }

    const next = recent.findIndex((update) => update.kind === "delta" && update.base === from.seq);
    if (next >= 0) {
      return { topic, outcome: "resumed", ...position, updates: recent.slice(next) };
    }
  }

  return recent[0]?.kind === "snapshot" ? { topic, outcome: "resumed", ...position, updates: recent } : undefined;
}

/** A whole state that was asked for again is not news, but lets later readers begin with it. */
function rebase(entry: Entry, answer: SubscribeAnswer): void {
  const snapshot = answer.outcome === "snapshot" ? snapshotOf(answer)[0] : undefined;
  const { position } = entry.state;
  if (snapshot === undefined || entry.recent.includes(snapshot) || position?.epoch !== snapshot.epoch) {
    return;
  }

  const next = entry.recent.findIndex((update) => update.base === snapshot.seq);
  if (next >= 0 || position.seq === snapshot.seq) {
    entry.recent = [snapshot, ...(next >= 0 ? entry.recent.slice(next) : [])].slice(-recentMax);
  }
}
