/** What a publication shows in its ticker: the place of each station in the topic, in the order of the strip. */
export interface StationTable {
  /** The order that `v` of the topic names. */
  readonly version: number;
  readonly stations: readonly { readonly index: number; readonly id: number; readonly name: string }[];
}

const tables = new Map<string, Promise<StationTable | undefined>>();

/**
 * All that the publication shows, or the stations of a region. Undefined where the server cannot be asked now; the next change asks again.
 */
export function stationsOf(server: string, site: string, region: string, version: number): Promise<StationTable | undefined> {
  const address = new URL(`embed/stations?site=${encodeURIComponent(site)}${region === "" ? "" : `&region=${encodeURIComponent(region)}`}&v=${version}`, server).href;
  let table = tables.get(address);
  if (table === undefined) {
    table = load(address).catch(() => undefined);
    tables.set(address, table);
    void table.then((loaded) => {
      if (loaded?.version !== version) {
        tables.delete(address);
      }
    });
  }

  return table;
}

async function load(address: string): Promise<StationTable | undefined> {
  const response = await fetch(address, { credentials: "omit" });
  return response.ok ? (await response.json()) as StationTable : undefined;
}
