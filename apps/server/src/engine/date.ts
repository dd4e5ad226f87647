/** The Date field's value, an IMF-fixdate (RFC 9110 §5.6.7), formatted once per second. */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sun, 06 Nov 1994 08:49:37 GMT` for a time in ms since 1970 that {@link isHttpDate}. */
export function imfFixdate(ms: number): string {
  const d = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${DAYS[d.getUTCDay()]}, ${two(d.getUTCDate())} ${MONTHS[d.getUTCMonth()]}`;
  const year = String(d.getUTCFullYear()).padStart(4, '0');
  return `${day} ${year} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} GMT`;
}

/** The last year of an IMF-fixdate, which has four digits for it (RFC 9110 §5.6.7). */
const LAST_YEAR = 9999;

/** Whether an IMF-fixdate can say this time, in ms since 1970. A file can be older or younger than any of them. */
export function isHttpDate(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  return year >= 0 && year <= LAST_YEAR;
}

/** The IMF-fixdate of a clock, cached within the same second. `now` returns ms since 1970. */
export function dateClock(now: () => number): () => string {
  let second = Number.NaN;
  let text = '';
  return () => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      text = imfFixdate(current * 1000);
    }
    return text;
  };
}
