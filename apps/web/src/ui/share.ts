/** Sizes of split panes, remembered by the browser; storage may be forbidden, and then they are not. */
const key = (id: string) => `octet.split.${id}`;

export function recallShare(id: string): number | null {
  try {
    const share = Number(localStorage.getItem(key(id)) ?? Number.NaN);
    return share >= 0.05 && share <= 0.95 ? share : null;
  } catch {
    // Forbidden: use the initial size.
    return null;
  }
}

export function keepShare(id: string, share: number): void {
  try {
    localStorage.setItem(key(id), share.toFixed(4));
  } catch {
    // Forbidden or full: the size lasts until the next reload.
  }
}
