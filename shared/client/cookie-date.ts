/** Dates in cookies, in every format that servers have ever written (RFC 6265 §5.1.1). */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DELIMITERS = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/;

interface Found {
  time: readonly number[] | null;
  day: number | null;
  month: number | null;
  year: number | null;
}

/** Milliseconds since 1970; null when it is not a date. */
export function parseCookieDate(text: string): number | null {
  const found: Found = { time: null, day: null, month: null, year: null };
  for (const token of text.split(DELIMITERS)) take(found, token);
  const { time, day, month, year } = found;
  if (time === null || day === null || month === null || year === null) return null;
  const [hour = 0, minute = 0, second = 0] = time;
  if (day < 1 || day > 31 || year < 1601 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(Date.UTC(year, month, day, hour, minute, second));
  return date.getUTCDate() === day ? date.getTime() : null;
}

/** The first token of each kind counts, tried in the order of the RFC. */
function take(found: Found, token: string): void {
  const time = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/.exec(token);
  const month = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
  const number = (pattern: RegExp) => Number(pattern.exec(token)?.[1] ?? Number.NaN);
  const day = number(/^(\d{1,2})(?!\d)/);
  const year = number(/^(\d{2,4})(?!\d)/);
  if (found.time === null && time !== null) found.time = time.slice(1).map(Number);
  else if (found.day === null && !Number.isNaN(day)) found.day = day;
  else if (found.month === null && month >= 0) found.month = month;
  else if (found.year === null && !Number.isNaN(year)) found.year = fullYear(year);
}

function fullYear(year: number): number {
  if (year >= 70 && year <= 99) return year + 1900;
  return year < 70 ? year + 2000 : year;
}
