/** Files of the user, as octets. */

/** Octets per frame. */
const PIECE = 256 * 1024;

/** Asks for one file; null when none was chosen. Must be called while a key or a button is pressed. */
export function pickFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** The octets of a file, a frame at a time. */
export async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) {
    yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
  }
}

export { PIECE };
