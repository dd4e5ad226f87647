/** The current value of a design token such as `--ink`: for what CSS cannot style (a canvas, xterm). */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
