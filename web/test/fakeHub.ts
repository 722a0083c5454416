import assert from "node:assert/strict";
import type { PipeEvents, Transport } from "../src/live/transports";
import type { SubscribeRequest, Update } from "../src/live/wire";

// The real one, also while a test turns the clock by hand.
const later = setTimeout;

export const until = async (what: string, holds: () => boolean) => {
  for (let turn = 0; turn < 2_000 && !holds(); turn++) {
    await new Promise((resolve) => later(resolve, 1));
  }

  assert.ok(holds(), what);
};

/** A hub in this process: one topic that counts up, connections that hear of it. */
export class FakeHub {
  seq = 0;
  /** Answers wait here while it is set. */
  late: (() => void)[] | undefined;
  readonly connections: FakeConnection[] = [];

  readonly transport: Transport = async (_, events) => {
    const connection = new FakeConnection(this, events);
    this.connections.push(connection);
    return connection;
  };

  get open(): FakeConnection[] {
    return this.connections.filter((connection) => !connection.closed);
  }

  publish(): void {
    this.seq++;
    this.open.filter((connection) => connection.subscribed).forEach((connection) => connection.call("Updates", [this.update(this.seq)]));
  }

  update(seq: number): Update {
    return { topic: "t", epoch: "e", seq, base: seq - 1, kind: "delta", data: seq };
  }
}

export class FakeConnection {
  closed = false;
  subscribed = false;
  readonly asked: SubscribeRequest[][] = [];

  constructor(private readonly hub: FakeHub, private readonly events: PipeEvents) {}

  send(data: string | Uint8Array): void {
    for (const record of String(data).split("\u001e").filter((part) => part !== "")) {
      const message = JSON.parse(record) as { protocol?: string; type?: number; invocationId?: string; target?: string; arguments?: unknown[] };
      if (message.protocol !== undefined) {
        this.raw({});
      } else if (message.target === "Subscribe") {
        this.asked.push(message.arguments?.[0] as SubscribeRequest[]);
        this.subscribed = true;
        const { seq } = this.hub;
        const [request] = message.arguments?.[0] as SubscribeRequest[];
        const from = request?.seq ?? 0;
        const updates = Array.from({ length: seq - from }, (_, index) => this.hub.update(from + 1 + index));
        const answer = () => this.raw({ type: 3, invocationId: message.invocationId, result: [{ topic: "t", outcome: "resumed", epoch: "e", seq, updates }] });
        if (this.hub.late === undefined) {
          answer();
        } else {
          this.hub.late.push(answer);
        }
      } else if (message.target === "Unsubscribe" && (message.arguments?.[0] as string[]).includes("t")) {
        this.subscribed = false;
      } else if (message.invocationId !== undefined) {
        this.raw({ type: 3, invocationId: message.invocationId, result: null });
      }
    }
  }

  call(target: string, argument: unknown): void {
    this.raw({ type: 1, target, arguments: [argument] });
  }

  raw(message: object): void {
    if (!this.closed) {
      this.events.onData(`${JSON.stringify(message)}\u001e`);
    }
  }

  close(): void {
    this.closed = true;
  }

  /** Gone without a word: the other side finds out when it asks. */
  vanish(): void {
    this.closed = true;
  }

  die(): void {
    this.closed = true;
    this.events.onClosed();
  }
}

export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
