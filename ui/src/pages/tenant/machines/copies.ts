import { textOf, type FieldOf } from '../../../components/FormDialog.tsx';
import type { useWords } from '../../../components/words.tsx';
import type { CopyKind } from './snippets.ts';

type Say = ReturnType<typeof useWords>['t'];

export const copyKindOf = (typed: unknown): CopyKind | undefined => {
  const text = textOf(typed);
  return text === 'linked' || text === 'full' ? text : undefined;
};

/** What each choice costs, as the hint of the one that is chosen. */
export const copyField = (t: Say, chosen: CopyKind | undefined) =>
  ({
    name: 'copy',
    label: t('contents.copies.copy'),
    choices: (['linked', 'full'] as const).map((value) => ({ value, label: t(`contents.copies.${value}`) })),
    hint: t(`contents.copies.${chosen ?? 'auto'}Hint`),
  }) satisfies FieldOf;
