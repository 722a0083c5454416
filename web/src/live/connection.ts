import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import type { HubConnection } from "@microsoft/signalr";
import { negotiates, reconnectDelay } from "./backoff";
import type { ServerClock } from "./clock";
import { answered, received, request, subscribing, topicState } from "./topicState";
import type { Change, Step, TopicState } from "./topicState";
import type { Position, ReconnectPlan, SubscribeAnswer, Update } from "./wire";

export type Listener = (change: Change) => void;

/** Delay before asking again for a topic that the server had no room for, or that is gone while the page shows it. */
const askAgainMilliseconds = 30_000;

/** A connection that dies sooner counts as a failed try: some proxies open a WebSocket and then cut it off. */
const youngMilliseconds = 5_000;

/** The one connection of a page. It connects for ever, and subscribes to all topics again on each connection. */
export class LiveConnection {
  #connection: HubConnection;
  #negotiated = false;
  #connectedAt = 0;
  readonly #topics = new Map<string, { state: TopicState; listeners: Set<Listener> }>();
  readonly #wanted = new Set<string>();
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flushing = false;
  #stopped = true;

  constructor(
    private readonly url: string,
    private readonly clock: ServerClock,
    private readonly onConnected: (connected: boolean) => void,
  ) {
    this.#connection = this.#build();
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
    return () => listeners.delete(listener);
  }

  start(): void {
    if (this.#stopped) {
      this.#stopped = false;
      void this.#connect();
    }
  }

  /** Before a page goes to the back-forward cache, where an open socket would keep it out. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    void this.#connection.stop();
  }

  /** The network or the tab came back: try at once instead of waiting for the timer. */
  hurry(): void {
    if (!this.#stopped && this.#is(HubConnectionState.Disconnected)) {
      clearTimeout(this.#timer);
      this.#attempt = 0;
      void this.#connect();
    }
  }

  #is(state: HubConnectionState): boolean {
    return this.#connection.state === state;
  }

  #build(): HubConnection {
    const options = this.#negotiated ? {} : { skipNegotiation: true, transport: HttpTransportType.WebSockets };
    const connection = new HubConnectionBuilder().withUrl(this.url, options).configureLogging(LogLevel.None).build();
    connection.on("Updates", (updates: readonly Update[]) => this.#updates(updates));
    connection.on("Reconnect", (plan: ReconnectPlan) => void this.#comeBack(plan));
    connection.onclose(() => this.#lost());
    return connection;
  }

  async #connect(): Promise<void> {
    if (this.#is(HubConnectionState.Disconnecting)) {
      this.#retry();
      return;
    }

    if (!this.#is(HubConnectionState.Disconnected)) {
      return;
    }

    if (this.#negotiated !== negotiates(this.#attempt)) {
      this.#negotiated = negotiates(this.#attempt);
      this.#connection = this.#build();
    }

    try {
      await this.#connection.start();
    } catch {
      this.#retry();
      return;
    }

    this.#connectedAt = performance.now();
    for (const topic of this.#topics.keys()) {
      this.#wanted.add(topic);
    }

    await this.#flush();
    if (this.#is(HubConnectionState.Connected)) {
      this.onConnected(true);
    }
  }

  #lost(): void {
    this.onConnected(false);
    if (performance.now() - this.#connectedAt > youngMilliseconds) {
      this.#attempt = 0;
    }

    this.#retry();
  }

  #retry(): void {
    if (!this.#stopped) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#connect(), reconnectDelay(this.#attempt++, Math.random));
    }
  }

  async #comeBack(plan: ReconnectPlan): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, plan.afterMilliseconds)));
    await this.#connection.stop();
  }

  #want(topic: string): void {
    this.#wanted.add(topic);
    queueMicrotask(() => void this.#flush());
  }

  /** Subscribes to all wanted topics in one call; what is wanted meanwhile goes into the next. */
  async #flush(): Promise<void> {
    if (this.#flushing) {
      return;
    }

    this.#flushing = true;
    try {
      while (this.#wanted.size > 0 && this.#is(HubConnectionState.Connected)) {
        const entries = [...this.#wanted].map((topic) => this.#topics.get(topic)).filter((entry) => entry !== undefined);
        this.#wanted.clear();
        for (const entry of entries) {
          entry.state = subscribing(entry.state);
        }

        const answers = await this.#connection.invoke<readonly SubscribeAnswer[]>("Subscribe", entries.map((entry) => request(entry.state)));
        for (const answer of answers) {
          this.#answer(answer);
        }
      }
    } catch {
      // The connection went away, or refused the call: start over, with the positions reached so far.
      void this.#connection.stop();
    } finally {
      this.#flushing = false;
    }
  }

  #answer(answer: SubscribeAnswer): void {
    const entry = this.#topics.get(answer.topic);
    if (entry !== undefined) {
      this.#take(entry, answered(entry.state, answer));
      if (answer.outcome === "limit" || (answer.outcome === "unknown" && entry.state.position !== undefined)) {
        this.#askAgain(answer.topic);
      }
    }
  }

  #askAgain(topic: string): void {
    setTimeout(() => this.#want(topic), askAgainMilliseconds * (0.5 + Math.random()));
  }

  #updates(updates: readonly Update[]): void {
    for (const update of updates) {
      this.clock.note(update.at);
      const entry = this.#topics.get(update.topic);
      if (entry !== undefined) {
        this.#take(entry, received(entry.state, update));
      }
    }
  }

  #take(entry: { state: TopicState; listeners: Set<Listener> }, step: Step): void {
    entry.state = step.state;
    for (const change of step.changes) {
      for (const listener of entry.listeners) {
        try {
          listener(change);
        } catch (error) {
          // An element that fails must not keep the others from their changes.
          console.error(error);
        }
      }
    }

    const { position } = step.state;
    if (position !== undefined && step.changes.some((change) => change.barrier)) {
      void this.#connection.send("Applied", [{ topic: step.state.topic, ...position }]).catch(() => undefined);
    }

    if (step.resubscribe) {
      this.#want(step.state.topic);
    } else if (step.ended === true && position !== undefined) {
      this.#askAgain(step.state.topic);
    }
  }
}
