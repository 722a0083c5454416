import { announcer } from "../page";
import { text } from "../text";
import { el } from "../view/dom";

interface Kakao {
  isInitialized(): boolean;
  init(key: string): void;
  Share: { sendScrap(settings: { requestUrl: string }): void };
}

const kakaoScript = "https://t1.kakaocdn.net/kakao_js_sdk/2.7.4/kakao.min.js";

/** Facebook and X are plain links of the page. What needs script comes here: copying, the system's sheet, KakaoTalk. */
export function addShareButtons(box: HTMLElement | null): void {
  if (box === null) {
    return;
  }

  const url = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;
  box.append(copyButton(url));
  const key = box.dataset["kakaoKey"];
  if (key) {
    box.append(button("share-kakao", text.kakao, () => void shareToKakao(key, url)));
  }

  if (typeof navigator.share === "function") {
    // The reader may close the sheet: that is not an error.
    box.append(button("share-system", text.share, () => void navigator.share({ title: document.title, url }).catch(() => undefined)));
  }
}

function button(name: string, label: string, act: () => void): HTMLButtonElement {
  const element = el("button", { type: "button", class: `share-item ${name}` }, el("span", {}, label));
  element.addEventListener("click", act);
  return element;
}

function copyButton(url: string): HTMLButtonElement {
  let copies = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const element = button("share-copy", text.copyLink, () => void copy(url).then((done) => {
    const message = done ? text.copied : text.copyFailed;
    element.firstElementChild!.textContent = message;
    element.classList.toggle("is-done", done);
    announcer.say(`copy ${copies++}`, message);
    clearTimeout(timer);
    timer = setTimeout(() => {
      element.firstElementChild!.textContent = text.copyLink;
      element.classList.remove("is-done");
    }, 3_000);
  }));
  return element;
}

/** The clipboard interface exists on secure origins only; a newspaper on plain http still gets its link copied. */
async function copy(url: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(url);
    return true;
  } catch {
    const field = el("textarea", { class: "visually-hidden", readonly: "" });
    field.value = url;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** KakaoTalk is asked only when a reader wants it: no page view is told to a third party. */
async function shareToKakao(key: string, url: string): Promise<void> {
  const scope = globalThis as { Kakao?: Kakao };
  if (scope.Kakao === undefined) {
    await new Promise((resolve, reject) => {
      const script = el("script", { src: kakaoScript, crossorigin: "anonymous" });
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  }

  if (scope.Kakao?.isInitialized() === false) {
    scope.Kakao.init(key);
  }

  scope.Kakao?.Share.sendScrap({ requestUrl: url });
}
