/** Guesses the intended name. */

/** The nearest of `names`, when it is near enough to suggest. */
export function nearest(word: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.floor(word.length / 2)) + 1;
  for (const name of names) {
    const far = distance(word, name);
    if (far < least) {
      least = far;
      best = name;
    }
  }
  return best;
}

/** Letters to insert, delete or change, or neighbours to swap (Damerau–Levenshtein, each letter touched once). */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (old[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (old[j] as number) + 1, (row[j - 1] as number) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (older[j - 2] as number) + 1);
      row.push(least);
    }
    older = old;
    old = row;
  }
  return old[b.length] as number;
}
