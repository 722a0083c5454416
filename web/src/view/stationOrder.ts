/** What a table of stations is sorted by, see StationLine of the server. */
export interface StationKey {
  readonly name: string;
  readonly region: number;
  /** Undefined where no value is shown. */
  readonly tenths: number | undefined;
}

export type Column = "name" | "region" | "temperature";

/** The places of the stations in sorted order. Equal ones keep theirs; those that show no temperature come last, whichever way. */
export function sorted(stations: readonly StationKey[], column: Column, descending: boolean): number[] {
  const places = stations.map((_, place) => place);
  const turn = descending ? -1 : 1;
  const compare = (a: StationKey, b: StationKey): number => {
    if (column === "name") {
      return turn * (a.name < b.name ? -1 : Number(a.name > b.name));
    }

    if (column === "region") {
      return turn * (a.region - b.region);
    }

    return a.tenths === undefined || b.tenths === undefined
      ? Number(a.tenths === undefined) - Number(b.tenths === undefined)
      : turn * (a.tenths - b.tenths);
  };
  return places.sort((a, b) => compare(stations[a]!, stations[b]!));
}

const earthKilometres = 6371.0088;

/** On the shortest way over the ground; both places in degrees north and east. */
export function kilometres([north, east]: readonly [number, number], [toNorth, toEast]: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const across = Math.sin(((toNorth - north) * radians) / 2);
  const along = Math.sin(((toEast - east) * radians) / 2);
  const half = across ** 2 + Math.cos(north * radians) * Math.cos(toNorth * radians) * along ** 2;
  return 2 * earthKilometres * Math.asin(Math.min(1, Math.sqrt(half)));
}
