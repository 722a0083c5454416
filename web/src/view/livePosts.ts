import type { LiveDelta, LivePost, LiveSnapshot } from "../live/wire";

/** What is needed of a post to know its place. */
export interface PostKey {
  readonly id: string;
  readonly pinned: boolean;
  readonly rank: number;
}

export function postKey(post: LivePost): PostKey {
  return { id: post.id, pinned: post.pinned === true, rank: post.rank };
}

/** Pinned before others, then by rank, highest first; as on the server. */
export function comparePosts(a: PostKey, b: PostKey): number {
  return Number(b.pinned) - Number(a.pinned) || b.rank - a.rank;
}

/** The order of the first posts after a delta. */
export function applyLiveDelta(keys: readonly PostKey[], delta: LiveDelta): PostKey[] {
  const upserted = delta.upserted ?? [];
  const leaving = new Set([...(delta.removed ?? []), ...upserted.map((post) => post.id)]);
  return [...keys.filter((key) => !leaving.has(key.id)), ...upserted.map(postKey)].sort(comparePosts);
}

export function liveKeys(live: LiveSnapshot): PostKey[] {
  return (live.posts ?? []).map(postKey).sort(comparePosts);
}
