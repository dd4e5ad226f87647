/** The value of a design token now, such as `--ink`: for what cannot be styled by CSS (a canvas, xterm). */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
