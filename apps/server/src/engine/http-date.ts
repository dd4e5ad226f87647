/** Parses an HTTP-date in each of its three forms (RFC 9110 §5.6.7). Pure; date.ts writes the only form sent. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(${MONTHS.join('|')})`;
const SHORT_DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
const TIME = '(\\d\\d):(\\d\\d):(\\d\\d)';

/** `Sun, 06 Nov 1994 08:49:37 GMT` */
const IMF_FIXDATE = new RegExp(`^${SHORT_DAY}, (\\d\\d) ${MONTH} (\\d{4}) ${TIME} GMT$`);
/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const RFC850 = new RegExp(`^${LONG_DAY}, (\\d\\d)-${MONTH}-(\\d\\d) ${TIME} GMT$`);
/** `Sun Nov  6 08:49:37 1994` */
const ASCTIME = new RegExp(`^${SHORT_DAY} ${MONTH} (\\d\\d| \\d) ${TIME} (\\d{4})$`);

/**
 * The time of an HTTP-date in ms since 1970; null if it is not one. The day's name is not checked against the date: it
 * carries no information of its own.
 * @param now ms since 1970, to place a two-digit year
 */
export function parseHttpDate(text: string, now: number): number | null {
  const imf = IMF_FIXDATE.exec(text);
  if (imf !== null) return moment(Number(imf[3]), imf[2], imf[1], imf.slice(4));
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) return moment(Number(asctime[6]), asctime[1], asctime[2], asctime.slice(3));
  const rfc850 = RFC850.exec(text);
  return rfc850 === null ? null : placeYear(rfc850, now);
}

/**
 * A two-digit year that appears to be more than 50 years ahead means the latest past year with these digits: the latest
 * candidate that is not that far ahead.
 */
function placeYear(parts: RegExpExecArray, now: number): number | null {
  const today = new Date(now);
  const century = today.getUTCFullYear() - (today.getUTCFullYear() % 100);
  const limit = new Date(now).setUTCFullYear(today.getUTCFullYear() + 50);
  for (const base of [century + 100, century, century - 100]) {
    const at = moment(base + Number(parts[3]), parts[2], parts[1], parts.slice(4));
    if (at !== null && at <= limit) return at;
  }
  return null;
}

/** Null for dates and times that do not exist. A leap second counts as the first of the next minute. */
function moment(
  year: number,
  monthName: string | undefined,
  dayText: string | undefined,
  time: readonly string[],
): number | null {
  const month = MONTHS.indexOf(monthName ?? '');
  const day = Number(dayText);
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  if (hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  // Not Date.UTC: it maps the years 0 to 99 to 1900 to 1999.
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) return null;
  return date.setUTCHours(hour, minute, second);
}
