/** Sizes of split panes, remembered by the browser; storage may be forbidden, and then they are not. */
const key = (id: string) => `octet.split.${id}`;

export function recallShare(id: string): number | null {
  try {
    const share = Number(localStorage.getItem(key(id)) ?? Number.NaN);
    return share >= 0.05 && share <= 0.95 ? share : null;
  } catch {
    // Forbidden: the first size will do.
    return null;
  }
}

export function keepShare(id: string, share: number): void {
  try {
    localStorage.setItem(key(id), share.toFixed(4));
  } catch {
    // Forbidden or full: it holds until the next reload.
  }
}
