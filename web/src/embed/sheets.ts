import base from "./base.css";

const made = new Map<string, CSSStyleSheet>();

/** Sheets made by script are no inline style: a strict policy of the page lets them pass. One of each kind for all elements. */
export function dress(root: ShadowRoot, css: string): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    root.adoptedStyleSheets = [sheetOf(base), sheetOf(css)];
    return;
  }

  // Browsers of 2022 and before, which pages with a strict policy show unstyled.
  const style = document.createElement("style");
  style.textContent = base + css;
  root.append(style);
}

function sheetOf(css: string): CSSStyleSheet {
  let sheet = made.get(css);
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    made.set(css, sheet);
  }

  return sheet;
}
