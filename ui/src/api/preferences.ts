import { get, put } from './http.ts';

const PATH = '/v4/profile/preferences';
type All = Readonly<Record<string, unknown>>;

/** What a person chose for these pages, by its name; other programs keep theirs beside it. */
export type Chosen = Readonly<Record<string, string>>;

const isTexts = (value: unknown): value is Chosen =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');

export const preferences = {
  read: async (): Promise<Chosen | undefined> => {
    const { myidc } = await get<All>(PATH);
    return isTexts(myidc) ? myidc : undefined;
  },
  keep: async (chosen: Chosen): Promise<void> => {
    const all = await get<All>(PATH);
    await put<All>(PATH, { ...all, myidc: chosen });
  },
};
