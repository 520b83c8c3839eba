/** Of a list in the order of a number, the last one whose number is at most `most`. O(log n). */
export function lastUpTo<One>(list: One[], numberOf: (one: One) => number, most: number): One | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = list[middle];
    if (one !== undefined && numberOf(one) <= most) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}
