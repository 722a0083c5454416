import { el } from "../view/dom";

const openAgainAfterMilliseconds = 1_000;

/**
 * A banner of HTML. Its frame is on another origin, sandboxed without one of its own: it can draw, say that it is there,
 * and wish to be followed. A wish comes through when the browser vouches for a gesture of the reader in it: the server's
 * part of the frame sees to that, and only that part is listened to. It leads to the counting address, whatever the banner would like.
 */
export class BannerFrame {
  readonly element: HTMLIFrameElement;
  readonly loaded: Promise<void>;
  readonly #listen: (event: MessageEvent) => void;
  #opened = -Infinity;

  constructor(url: string, title: string, width: number, height: number, clickUrl: string | undefined) {
    this.element = el("iframe", {
      sandbox: "allow-scripts", src: url, title, width: String(width), height: String(height), scrolling: "no", referrerpolicy: "no-referrer", allow: "",
    });
    let ready = () => undefined as void;
    this.loaded = new Promise((done) => (ready = done));
    this.#listen = (event) => {
      if (event.source !== this.element.contentWindow) {
        return;
      }

      if (event.data === "sokbo:ready") {
        ready();
      } else if (event.data === "sokbo:click" && clickUrl !== undefined) {
        this.#follow(clickUrl);
      }
    };
    window.addEventListener("message", this.#listen);
  }

  fit(room: HTMLElement): void {
    fitFrame(this.element, room);
  }

  end(): void {
    window.removeEventListener("message", this.#listen);
  }

  #follow(url: string): void {
    const now = performance.now();
    if (now - this.#opened > openAgainAfterMilliseconds) {
      this.#opened = now;
      window.open(url, "_blank", "noopener");
    }
  }
}

/** Its size is fixed; where there is less room, all of it becomes smaller. */
export function fitFrame(frame: HTMLIFrameElement, { clientWidth }: HTMLElement): void {
  const width = Number(frame.width);
  frame.style.zoom = clientWidth > 0 && clientWidth < width ? String(clientWidth / width) : "";
}
