/**
 * Which items of a list stay: pairs (index before, index after) of a longest common subsequence. Bodies have at most a
 * few hundred blocks, of which the equal ones at both ends are set aside first.
 */
export function common<T>(before: readonly T[], after: readonly T[], equal: (a: T, b: T) => boolean): [number, number][] {
  const pairs: [number, number][] = [];
  let start = 0;
  while (start < before.length && start < after.length && equal(before[start]!, after[start]!)) {
    pairs.push([start, start++]);
  }

  let tail = 0;
  while (tail < Math.min(before.length, after.length) - start
    && equal(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)) {
    tail++;
  }

  const rows = before.length - tail - start;
  const columns = after.length - tail - start;
  const table = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      table[i]![j] = equal(before[start + i]!, after[start + j]!)
        ? table[i + 1]![j + 1]! + 1
        : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }

  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (equal(before[start + i]!, after[start + j]!)) {
      pairs.push([start + i++, start + j++]);
    } else if (table[i + 1]![j]! >= table[i]![j + 1]!) {
      i++;
    } else {
      j++;
    }
  }

  for (let k = tail; k > 0; k--) {
    pairs.push([before.length - k, after.length - k]);
  }

  return pairs;
}
