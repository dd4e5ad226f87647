/** Numbers and dictionaries with Python's error messages. */
import { KeyError, PyTypeError, ValueError } from './exceptions.ts';

/** The most digits that `int` accepts. */
const MOST_DIGITS = 4300;

/** `text.isdigit()` for a text of ISO-8859-1: the superscripts ¹ ² ³ count. */
export function isdigit(text: string): boolean {
  return /^[0-9\xb2\xb3\xb9]+$/.test(text);
}

/** `int(text)`: does not accept everything that isdigit does. */
export function int(text: string): number {
  if (text.length > MOST_DIGITS) throw new ValueError('Exceeds the limit (4300 digits) for integer string conversion');
  if (!/^[0-9]+$/.test(text)) throw new ValueError(`invalid literal for int() with base 10: '${text}'`);
  return Number(text);
}

/** `dictionary[key][0]`. */
export function firstOf(dictionary: ReadonlyMap<string, readonly string[]>, key: string): string {
  const [value] = dictionary.get(key) ?? [];
  if (value === undefined) throw new KeyError(`'${key}'`);
  return value;
}

/** `needle in text`, where the text may be None. */
export function isIn(needle: string, text: string | null): boolean {
  if (text === null) throw new PyTypeError("argument of type 'NoneType' is not iterable");
  return text.includes(needle);
}
