import signs from "./sky.json";

/**
 * The sign of a sky word. The vocabulary of the weather service is open: the first entry of the shared list that the
 * word contains decides, an unknown word keeps the neutral sign.
 */
export function skySign(word: string): string {
  return signs.find(([part]) => word.includes(part!))?.[1] ?? "neutral";
}
