/** What the browser stores for the page. Storage may be forbidden or full: then the page works but forgets. */
type Area = 'localStorage' | 'sessionStorage';

export function recall(area: Area, key: string): string | null {
  try {
    return window[area].getItem(`octet.${key}`);
  } catch {
    // Forbidden: as if nothing were stored.
    return null;
  }
}

/** `null` removes the value. */
export function keep(area: Area, key: string, value: string | null): void {
  try {
    if (value === null) window[area].removeItem(`octet.${key}`);
    else window[area].setItem(`octet.${key}`, value);
  } catch {
    // Forbidden or full: the page works, and forgets at the next reload.
  }
}
