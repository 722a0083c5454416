import type { Change } from "../live/topicState";
import type { ArticleDelta, ArticleSnapshot, ListDelta, ListSnapshot, TickerDelta, TickerSnapshot } from "../live/wire";
import { applyListDelta, cardKey } from "../view/cards";
import { applyDelta, fromSnapshot } from "../view/ticker";
import type { Ticker } from "../view/ticker";

/** The whole state after a change, as docs/PROTOCOL.md describes it; the ticker's is unpacked, a row for each station. */
export function fold(topic: string, state: unknown, change: Change): unknown {
  if (topic === "weather/ticker" || topic.startsWith("weather/ticker/")) {
    return change.kind === "snapshot"
      ? fromSnapshot(change.data as TickerSnapshot)
      : (applyDelta(state as Ticker, change.data as TickerDelta) ?? state);
  } else if (change.kind === "snapshot") {
    return change.data;
  } else if (topic.startsWith("article/")) {
    const { addedNotes = [], ...changed } = change.data as ArticleDelta;
    const article = state as ArticleSnapshot;
    return { ...article, ...changed, notes: [...(article.notes ?? []), ...addedNotes] };
  } else if (/^(front|section)\//.test(topic)) {
    const delta = change.data as ListDelta;
    const cards = new Map([...((state as ListSnapshot).cards ?? []), ...(delta.upserted ?? [])].map((card) => [card.id, card]));
    return { cards: applyListDelta(((state as ListSnapshot).cards ?? []).map(cardKey), delta).map(({ id }) => cards.get(id)!) };
  }

  return { ...(state as object), ...(change.data as object) };
}
