import type { Position, SubscribeAnswer, SubscribeRequest, Update } from "./wire";

/** Updates kept while an answer is pending. Past it the oldest go; the gap that leaves is repaired by subscribing again. */
export const heldMax = 256;

export interface Change {
  readonly kind: "delta" | "snapshot";
  readonly data: unknown;
  readonly barrier: boolean;
  readonly at: number | undefined;
}

/** Where a page stands in one topic. What it shows is the business of the elements; this decides what they get. */
export interface TopicState {
  readonly topic: string;
  readonly position: Position | undefined;
  /** An answer to Subscribe is awaited: an update may overtake it, so updates are held. */
  readonly pending: boolean;
  /** The server promised a snapshot ("later"): what does not apply is dropped until it comes. */
  readonly promised: boolean;
  readonly held: readonly Update[];
}

export interface Step {
  readonly state: TopicState;
  /** To be shown in this order. */
  readonly changes: readonly Change[];
  readonly resubscribe: boolean;
  /** The server has no such topic, or no longer: nothing follows until the page asks again. */
  readonly ended?: boolean;
}

export function topicState(topic: string, position?: Position): TopicState {
  return { topic, position, pending: false, promised: false, held: [] };
}

export function request(state: TopicState): SubscribeRequest {
  return state.position === undefined
    ? { topic: state.topic }
    : { topic: state.topic, epoch: state.position.epoch, seq: state.position.seq };
}

export function subscribing(state: TopicState): TopicState {
  return { ...state, pending: true, promised: false, held: [] };
}

/** An update arrived. */
export function received(state: TopicState, update: Update): Step {
  if (state.pending) {
    return { state: { ...state, held: [...state.held, update].slice(-heldMax) }, changes: [], resubscribe: false };
  }

  return update.kind === "end"
    ? { state: { ...state, promised: false }, changes: [], resubscribe: false, ended: true }
    : replay(state, [], [update]);
}

/** The answer to the pending Subscribe arrived; what was held meanwhile follows it. */
export function answered(state: TopicState, answer: SubscribeAnswer): Step {
  const open: TopicState = { ...state, pending: false, promised: answer.outcome === "later", held: [] };
  const told = answer.epoch !== undefined && answer.seq !== undefined ? { epoch: answer.epoch, seq: answer.seq } : undefined;
  switch (answer.outcome) {
    case "current":
      return replay({ ...open, position: told ?? open.position }, [], state.held);
    case "resumed":
      return replay(open, [], [...(answer.updates ?? []), ...state.held]);
    case "snapshot":
      return replay(
        { ...open, position: told },
        [{ kind: "snapshot", data: answer.state, barrier: false, at: undefined }],
        state.held);
    case "later":
      return replay(open, [], state.held);
    default:
      return { state: open, changes: [], resubscribe: false };
  }
}

function replay(state: TopicState, before: readonly Change[], updates: readonly Update[]): Step {
  let changes = [...before];
  for (const update of updates) {
    if (update.kind === "end") {
      // It came while an answer was awaited, and may belong to the subscription before.
      return { state, changes, resubscribe: true };
    }

    const have = state.position;
    if (have !== undefined && have.epoch === update.epoch && update.seq <= have.seq) {
      continue;
    }

    const applies = have !== undefined && have.epoch === update.epoch && update.base === have.seq;
    if (update.kind === "delta" && !applies) {
      if (state.promised) {
        continue;
      }

      return { state, changes, resubscribe: true };
    }

    // A snapshot replaces all that came before it, so that text withdrawn by a barrier is not shown even for a moment.
    changes = update.kind === "snapshot" ? [] : changes;
    changes.push({ kind: update.kind, data: update.data, barrier: update.barrier === true, at: update.at });
    state = {
      ...state,
      position: { epoch: update.epoch, seq: update.seq },
      promised: update.kind === "snapshot" ? false : state.promised,
    };
  }

  return { state, changes, resubscribe: false };
}
