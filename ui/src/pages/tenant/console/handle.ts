/** What the page's buttons do with the console that is shown. */
export interface ConsoleHandle {
  readonly type: (text: string) => void;
  readonly selected: () => string;
  readonly focus: () => void;
  readonly ctrlAltDel?: () => void;
}

/** Told why, as the server says it; empty when the connection broke. */
export type Ended = (why: string) => void;
