import type { Position, SubscribeAnswer, SubscribeRequest, Update } from "./wire";

/** Updates kept while an answer is pending. Past it the oldest go; the gap that leaves is repaired by subscribing again. */
export const heldMax = 256;

/** What is to be shown: an update, or the state of an answer in the form of one. */
export type Change = Update;

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
    : replay(state, [update]);
}

/**
 * An answer to Subscribe arrived; what was held meanwhile follows it. Safe at any time: an answer that was overtaken, by
 * another connection for example, changes nothing.
 */
export function answered(state: TopicState, answer: SubscribeAnswer): Step {
  const open: TopicState = { ...state, pending: false, promised: answer.outcome === "later", held: [] };
  switch (answer.outcome) {
    case "current":
      return replay({ ...open, position: open.position ?? positionOf(answer) }, state.held, answer.epoch);
    case "resumed":
      return replay(open, [...(answer.updates ?? []), ...state.held], answer.epoch);
    case "snapshot":
      return replay(open, [...snapshotOf(answer), ...state.held], answer.epoch);
    case "later":
      return replay(open, state.held);
    default:
      return { state: open, changes: [], resubscribe: false };
  }
}

function positionOf({ epoch, seq }: SubscribeAnswer): Position | undefined {
  return epoch === undefined || seq === undefined ? undefined : { epoch, seq };
}

/** The state of an answer as the update that it is worth; none where the answer has no position. */
export function snapshotOf(answer: SubscribeAnswer): Update[] {
  const position = positionOf(answer);
  return position === undefined ? [] : [{ topic: answer.topic, ...position, kind: "snapshot", data: answer.state }];
}

function replay(state: TopicState, updates: readonly Update[], answered?: string): Step {
  let changes: Update[] = [];
  for (const update of updates) {
    if (update.kind === "end" || (answered !== undefined && update.epoch !== answered)) {
      // It came while an answer was awaited, and may belong to the subscription before: an epoch that is over would bring
      // back what a barrier took away, and nobody can see of two epochs which is the older.
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
    changes.push(update);
    state = {
      ...state,
      position: { epoch: update.epoch, seq: update.seq },
      promised: update.kind === "snapshot" ? false : state.promised,
    };
  }

  return { state, changes, resubscribe: false };
}
