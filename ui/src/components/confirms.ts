/** Whether somebody typed what confirms it. Of a number it does not matter how thousands are written. */
export function confirms(typed: string, wanted: string): boolean {
  const said = typed.trim();
  return wanted.includes('@')
    ? said.toLowerCase() === wanted.toLowerCase()
    : /^[\d\s.,’']+$/.test(said) && said.replace(/\D/g, '') === wanted;
}
