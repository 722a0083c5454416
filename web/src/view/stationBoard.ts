import { text } from "../text";
import { bandClass } from "./bands";
import { el, setText } from "./dom";
import { kilometres, sorted } from "./stationOrder";
import type { Column } from "./stationOrder";
import { temperatureText } from "./ticker";
import type { Freshness, Reading } from "./ticker";
import { clockOrDate } from "./time";

const nearestCount = 3;

/**
 * Map and table of stations: what their rows show besides a reading, sorting without loading, and the stations next to the
 * reader. Where the reader is stays in the page.
 */
export class StationBoard {
  readonly #body: HTMLElement;
  readonly #near: HTMLElement | null;
  readonly #rows: readonly HTMLElement[];
  #sort: { readonly column: Column; readonly descending: boolean } | undefined;

  constructor(private readonly root: HTMLElement, body: HTMLElement, private readonly added: (rows: readonly HTMLElement[]) => void) {
    this.#body = body;
    this.#near = root.querySelector(".near");
    this.#rows = [...body.querySelectorAll<HTMLElement>("[data-index]")];
    for (const header of root.querySelectorAll<HTMLElement>("th[data-sort]")) {
      const column = header.dataset["sort"] as Column;
      const order = header.getAttribute("aria-sort");
      if (order !== null) {
        this.#sort = { column, descending: order === "descending" };
      }

      header.querySelector("a")?.addEventListener("click", (event) => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault();
          this.#sortBy(column, this.#sort?.column === column && !this.#sort.descending);
        }
      });
    }

    this.#offerNearest();
  }

  /** Writes what a row, or a station of the map, has besides its temperature and sky. */
  show(row: Element, reading: Reading, state: Freshness, nowMinutes: number): void {
    const late = row.querySelector<HTMLElement>(".late");
    if (late !== null) {
      late.hidden = state !== "old";
    }

    const at = row.querySelector(".row-at");
    if (at !== null && reading.observedAt !== undefined) {
      setText(at, clockOrDate(reading.observedAt * 60_000, nowMinutes * 60_000));
      at.setAttribute("datetime", new Date(reading.observedAt * 60_000).toISOString());
    }

    if (row.matches("tr")) {
      row.toggleAttribute("data-shows", state !== "none");
      (row as HTMLElement).dataset["tenths"] = reading.tenths === undefined ? "" : String(reading.tenths);
    }

    const title = row.querySelector("title");
    if (title !== null) {
      const shown = state === "none" ? undefined : reading.tenths;
      const name = row.querySelector("a")?.getAttribute("aria-label") ?? "";
      setText(title, `${name} ${shown === undefined ? "\u2013" : temperatureText(shown)} ${reading.sky}`);
      row.setAttribute("class", `map-station ${bandClass(shown)}${state === "fresh" ? "" : " is-old"}`);
    }
  }

  /** Readings have changed: a table that is sorted by them stays sorted. */
  changed(): void {
    if (this.#sort?.column === "temperature") {
      this.#arrange();
    }
  }

  #sortBy(column: Column, descending: boolean): void {
    this.#sort = { column, descending };
    const address = new URL(location.href);
    address.searchParams.set("sort", column);
    address.searchParams.delete("order");
    if (descending) {
      address.searchParams.set("order", "desc");
    }

    history.replaceState(history.state, "", address);
    for (const header of this.root.querySelectorAll<HTMLElement>("th[data-sort]")) {
      if (header.dataset["sort"] === column) {
        header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      } else {
        header.removeAttribute("aria-sort");
      }
    }

    this.#arrange();
  }

  /** Only rows that are elsewhere move, and the focus stays where it was. */
  #arrange(): void {
    const { column, descending } = this.#sort!;
    const keys = this.#rows.map((row) => ({
      name: row.querySelector(".station-name")?.textContent ?? "",
      region: Number(row.dataset["region"]),
      tenths: row.hasAttribute("data-shows") ? Number(row.dataset["tenths"]) : undefined,
    }));
    const focused = document.activeElement as HTMLElement | null;
    sorted(keys, column, descending).forEach((place, index) => {
      const row = this.#rows[place]!;
      const standing = this.#body.children[index];
      if (standing !== row) {
        this.#body.insertBefore(row, standing ?? null);
      }
    });
    if (focused !== document.activeElement) {
      focused?.focus({ preventScroll: true });
    }
  }

  #offerNearest(): void {
    const near = this.#near;
    const button = near?.querySelector<HTMLButtonElement>(".near-button");
    if (near === null || button === null || button === undefined) {
      return;
    }

    if (!("geolocation" in navigator) || !isSecureContext) {
      near.hidden = true;
      return;
    }

    const said = near.querySelector(".near-note");
    button.addEventListener("click", () => {
      button.disabled = true;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => this.#showNearest([coords.latitude, coords.longitude]),
        () => {
          button.disabled = false;
          setText(said, text.nearRefused);
        },
        { enableHighAccuracy: false, timeout: 15_000, maximumAge: 600_000 });
    });
    near.classList.add("is-offered");
    button.disabled = false;
  }

  #showNearest(place: readonly [number, number]): void {
    const near = this.#rows
      .map((row) => ({ row, away: kilometres(place, (row.dataset["place"] ?? "").split(",").map(Number) as [number, number]) }))
      .sort((a, b) => a.away - b.away)
      .slice(0, nearestCount)
      .map(({ row, away }) => {
        const part = (selector: string) => row.querySelector(selector)?.cloneNode(true) ?? "";
        const item = el("li", { "data-index": row.dataset["index"] }, part(".sky"), part(".station-name"), el("span", { class: "away-by" }, `${Math.round(away)} km`), part(".sky-word"), part(".temperature"), part(".late"), part(".row-at"));
        item.className = row.className;
        return item;
      });
    this.#near?.replaceChildren(el("h2", {}, text.nearTitle), el("ul", { class: "near-list", "data-testid": "near-list" }, ...near));
    this.added(near);
  }
}
