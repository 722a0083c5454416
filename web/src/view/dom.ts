type Child = Node | string | undefined;

/** An element with attributes and children; undefined children are left out. */
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

  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Writes only what differs, so that a selection in unchanged text survives. */
export function setText(element: Element | null, value: string): boolean {
  if (element === null || element.textContent === value) {
    return false;
  }

  element.textContent = value;
  return true;
}

export function timeElement(time: number, shown: string, attributes: Readonly<Record<string, string>> = {}): HTMLTimeElement {
  return el("time", { datetime: new Date(time).toISOString(), ...attributes }, shown);
}
