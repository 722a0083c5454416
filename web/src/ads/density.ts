/** Wider than this, columns stand side by side and a banner covers little. */
const narrowPixels = 768;

/** On a narrow screen readers bear no more of a page than this for banners (Coalition for Better Ads). */
const shareMax = 0.3;

/** Within one screen, this one included. */
const screenMax = 3;

const filled = new Map<object, Element>();
const waiting = new Set<() => void>();
let size: ResizeObserver | undefined;

/** Hears when there may be more room: the page grows, or a place gives its own back. */
export function awaitRoom(listener: () => void): () => void {
  size ??= new ResizeObserver(tell);
  size.observe(document.body);
  waiting.add(listener);
  return () => waiting.delete(listener);
}

function tell(): void {
  [...waiting].forEach((listener) => listener());
}

/** What a place shows counts from now on, or no more. */
export function fills(place: object, element: Element | undefined): void {
  if (element === undefined) {
    if (filled.delete(place)) {
      tell();
    }
  } else {
    filled.set(place, element);
  }
}

/** Whether one more banner there is bearable. One is, always. */
export function hasRoom(place: object, element: Element): boolean {
  const others = [...filled].filter(([other, its]) => other !== place && its.isConnected).map(([, its]) => its.getBoundingClientRect());
  if (others.length === 0) {
    return true;
  }

  const { innerWidth, innerHeight } = window;
  const own = element.getBoundingClientRect();
  const near = others.filter((other) => Math.abs(other.top - own.top) < innerHeight);
  const height = others.reduce((sum, other) => sum + other.height, own.height);
  return near.length < screenMax && (innerWidth >= narrowPixels || height <= shareMax * document.documentElement.scrollHeight);
}
