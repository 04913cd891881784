/** A key to be pressed for a character: its X11 keysym, and whether a US keyboard needs Shift for it. */
export interface Stroke {
  readonly symbol: number;
  readonly shift: boolean;
}

const RETURN = 0xff0d;
const TAB = 0xff09;
const SHIFTED = new Set('~!@#$%^&*()_+{}|:"<>?');

function strokeOf(character: string): Stroke {
  if (character === '\n') return { symbol: RETURN, shift: false };
  if (character === '\t') return { symbol: TAB, shift: false };
  const code = character.codePointAt(0) ?? 0;
  return {
    symbol: code,
    shift: SHIFTED.has(character) || (character >= 'A' && character <= 'Z'),
  };
}

/** A text as the keys that type it; line ends of every system are one Return. */
export const strokesOf = (text: string): readonly Stroke[] => Array.from(text.replaceAll(/\r\n?/gu, '\n'), strokeOf);

/** What of a text no US keyboard has a key for, each once. */
export const untypedOf = (text: string): readonly string[] => [
  ...new Set(Array.from(text).filter((character) => !/[ -~\t\n\r]/u.test(character))),
];
