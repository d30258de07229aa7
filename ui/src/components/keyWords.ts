const apple = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Keys as they are written on the keyboard: `mod k` is Ctrl K or ⌘ K, `g u` is G U. */
export function keyWords(keys: string): string {
  return keys
    .split(' ')
    .map((key) => (key === 'mod' ? (apple ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key))
    .join(' ');
}
