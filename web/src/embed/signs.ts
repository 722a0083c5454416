/** The signs of the sky as drawings in the tree: style that names pictures would need the page's policy to allow data addresses. */
const cloud = "M6.5 19a4.5 4.5 0 0 1-.6-8.96A6 6 0 0 1 17.4 8.6 5.2 5.2 0 0 1 17 19Z";
const highCloud = "M6.5 14.5a4 4 0 0 1-.5-7.97A5.4 5.4 0 0 1 16.3 5.3 4.6 4.6 0 0 1 16 14.5Z";
const sun = "M12 7.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 1 0 0-9.2Z";
const rays = "M12 1.8v2.6M12 19.6v2.6M1.8 12h2.6M19.6 12h2.6M4.8 4.8l1.8 1.8M17.4 17.4l1.8 1.8M19.2 4.8l-1.8 1.8M6.6 17.4l-1.8 1.8";
const smallSun = "M8 4a4 4 0 1 0 0 8 4 4 0 1 0 0-8Z";
const smallRays = "M8 .8v1.6M.8 8h1.6M2.9 2.9l1.2 1.2M13.1 2.9l-1.2 1.2";
const smallCloud = "M10 21a3.4 3.4 0 0 1-.5-6.75A4.6 4.6 0 0 1 18.4 13 4 4 0 0 1 18 21Z";
const drops = "M7 17.5l-1.4 4M12 17.5l-1.4 4M17 17.5l-1.4 4";
const flakes = "M7 18v.1M12 20.6v.1M17 18v.1M9.5 22.4v.1M14.5 22.4v.1";

/** Filled and drawn parts of each. */
const signs: Readonly<Record<string, readonly [string, string]>> = {
  clear: [sun, rays],
  few: [smallSun + smallCloud, smallRays],
  cloudy: [smallSun + smallCloud, smallRays],
  overcast: [cloud, ""],
  rain: [highCloud, drops],
  snow: [highCloud, flakes],
  sleet: [highCloud, "M8 17.5l-1.4 4M12 20.6v.1M17 17.5l-1.4 4"],
  storm: ["M12.8 12.5 9.4 18.2h2.4L10.6 23l4.8-6.6h-2.6l1.8-3.9Z" + highCloud, ""],
  fog: ["", "M3 8h18M5 12h14M3 16h18"],
  dust: ["", "M3 8h12M7 12h14M3 16h10M17 8h.1M17 16h.1"],
  neutral: ["", "M7 12h10"],
};

const namespace = "http://www.w3.org/2000/svg";

/** Draws a sign, into the drawing that is there already or into a new one. */
export function drawSign(name: string, svg = document.createElementNS(namespace, "svg")): SVGSVGElement {
  const [filled, drawn] = signs[name] ?? ["", ""];
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `sky sky-${name}`);
  svg.replaceChildren(...[["fill", filled], ["line", drawn]].filter(([, path]) => path !== "").map(([kind, path]) => {
    const shape = document.createElementNS(namespace, "path");
    shape.setAttribute("class", kind!);
    shape.setAttribute("d", path!);
    return shape;
  }));
  return svg;
}
