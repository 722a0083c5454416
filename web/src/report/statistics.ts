/** State of `stats/campaign/{id}`, as docs/PROTOCOL.md describes it. */
export interface Statistics {
  readonly goal?: number;
  readonly billed: number;
  readonly spendWon: number;
  readonly viewableRate?: number;
  readonly clickRate?: number;
  readonly pace?: number;
  readonly goalShare?: number;
  readonly timeShare?: number;
  readonly counts?: readonly { readonly slot: string; readonly creative: string; readonly bucket: string; readonly count: number }[];
  /** Hours since 1970, rendered, viewable, clicks, all others. */
  readonly hours?: readonly (readonly [number, number, number, number, number])[];
}

export interface Sums {
  readonly key: string;
  readonly rendered: number;
  readonly viewable: number;
  readonly click: number;
}

export function sumOf({ counts = [] }: Statistics, bucket: string): number {
  return counts.filter((count) => count.bucket === bucket).reduce((sum, { count }) => sum + count, 0);
}

/** Impressions and clicks by slot or creative, in the order of their ids. */
export function sumsBy({ counts = [] }: Statistics, member: "slot" | "creative"): Sums[] {
  const sums = new Map<string, { rendered: number; viewable: number; click: number }>();
  for (const { [member]: key, bucket, count } of counts) {
    if (key !== "" && (bucket === "rendered" || bucket === "viewable" || bucket === "click")) {
      const sum = sums.get(key) ?? { rendered: 0, viewable: 0, click: 0 };
      sum[bucket] += count;
      sums.set(key, sum);
    }
  }

  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => ({ key, ...sum }));
}
