/** Address of the elements, with the hash of their content; the build writes it. */
declare const ELEMENTS: string;

const firstMilliseconds = 1_000;
const longestMilliseconds = 60_000;

/**
 * The script that publishers name. It is small and asked for anew after minutes; what it loads is kept for ever. Written so
 * that it runs as a classic script, as a module, and not at all in browsers that would not understand the rest.
 */
(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  const address = script === null ? ELEMENTS : new URL(ELEMENTS, script.src).href;
  const { server, protocol } = script?.dataset ?? {};
  let blocked = false;
  document.addEventListener("securitypolicyviolation", (violation) => {
    blocked ||= address.startsWith(violation.blockedURI) && violation.blockedURI !== "";
  });

  // A failed address may be remembered by the browser as failed: each try has one of its own.
  const load = (attempt: number) => {
    import(attempt === 0 ? address : `${address}?${attempt}`).then(
      (elements: typeof import("./main")) => elements.define({ server, protocol }),
      () => {
        const bound = Math.min(longestMilliseconds, firstMilliseconds * 2 ** attempt);
        setTimeout(() => (blocked ? undefined : load(attempt + 1)), Math.random() * bound);
      });
  };
  load(0);
})();
