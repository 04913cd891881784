/** A country's flag, made of the letters that stand for it. */
export function flagOf(country: string): string {
  if (!/^[a-z]{2}$/i.test(country)) return '';
  return country.toUpperCase().replaceAll(/[A-Z]/g, (letter) => String.fromCodePoint(0x1f1a5 + letter.charCodeAt(0)));
}
