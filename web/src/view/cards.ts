import type { Card, ListDelta, Place } from "../live/wire";

export const cardsMax = 60;

export interface CardKey {
  readonly id: string;
  readonly at: number;
}

/** Newest first by first publication, then by id, in the order of code units as on the server. */
export function compareCards(a: CardKey, b: CardKey): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

export function cardKey(card: Card): CardKey {
  return { id: card.id, at: card.firstPublishedAt };
}

/** The keys of a list after a delta: both sets leave, the changed come back, the oldest past the bound go. */
export function applyListDelta(keys: readonly CardKey[], delta: ListDelta): CardKey[] {
  const upserted = delta.upserted ?? [];
  const leaving = new Set([...(delta.removed ?? []), ...upserted.map((card) => card.id)]);
  return [...keys.filter((key) => !leaving.has(key.id)), ...upserted.map(cardKey)].sort(compareCards).slice(0, cardsMax);
}

/** The order of the page: arranged cards in their places, the others in their order around them; as on the server. */
export function arrange(keys: readonly CardKey[], places: readonly Place[]): CardKey[] {
  const order = keys.filter((key) => !places.some((place) => place.id === key.id));
  for (const { id, index } of places) {
    order.splice(index, 0, ...keys.filter((key) => key.id === id));
  }

  return order;
}
