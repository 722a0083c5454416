import { readable } from "./dots";

type Child = Node | string | undefined;

/** An element with attributes and children; undefined children are left out. Text is written readable. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      element.setAttribute(name, value);
    }
  }

  element.append(...children.filter((child) => child !== undefined).map((child) => (typeof child === "string" ? readable(child) : child)));
  return element;
}

/** Writes only what differs, readable, so that a selection in unchanged text survives. */
export function setText(element: Element | null, value: string): boolean {
  const shown = readable(value);
  if (element === null || element.textContent === shown) {
    return false;
  }

  element.textContent = shown;
  return true;
}

export function timeElement(time: number, shown: string, attributes: Readonly<Record<string, string>> = {}): HTMLTimeElement {
  return el("time", { datetime: new Date(time).toISOString(), ...attributes }, shown);
}
