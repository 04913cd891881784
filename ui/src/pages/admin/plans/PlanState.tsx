import type { LayoutState } from '../../../api/layouts.ts';
import { useWords } from '../../../components/words.tsx';
import { Tag } from '../../../ui/index.ts';

const KIND = {
  DRAFT: 'plain',
  SUBMITTED: 'warn',
  APPROVED: 'accent',
  APPLIED: 'accent',
  DROPPED: 'plain',
} as const;

export function LayoutStateTag({ state }: { readonly state: LayoutState }) {
  const { t } = useWords();
  return <Tag kind={KIND[state]}>{t(`plans.states.${state}`)}</Tag>;
}
