/** Where a section of an RFC can be read. */
export function sectionLink(section: string): string {
  const [, number, part] = /^RFC (\d+) §([\d.]+)$/.exec(section) ?? [];
  return `https://www.rfc-editor.org/rfc/rfc${number}#section-${part}`;
}
