/** A key to be pressed for a character: its X11 keysym, and whether a US keyboard needs Shift for it. */
export interface Stroke {
  readonly symbol: number;
  readonly shift: boolean;
}

const RETURN = 0xff0d;
const TAB = 0xff09;
const UNICODE = 0x0100_0000;
const LATIN_END = 0x100;
const SHIFTED = new Set('~!@#$%^&*()_+{}|:"<>?');

function strokeOf(character: string): Stroke {
  if (character === '\n') return { symbol: RETURN, shift: false };
  if (character === '\t') return { symbol: TAB, shift: false };
  const code = character.codePointAt(0) ?? 0;
  return {
    symbol: code < LATIN_END ? code : UNICODE + code,
    shift: SHIFTED.has(character) || (character >= 'A' && character <= 'Z'),
  };
}

/** A text as the keys that type it; line ends of every system are one Return. */
export const strokesOf = (text: string): readonly Stroke[] =>
  Array.from(text.replaceAll(/\r\n?/gu, '\n'), strokeOf).filter(({ symbol }) => symbol >= 0x20);
