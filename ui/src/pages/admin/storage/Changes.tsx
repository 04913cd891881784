import type { CapacityChange } from '../../../api/admin-types.ts';
import { useWords } from '../../../components/words.tsx';
import { PlainTable } from '../../../table/PlainTable.tsx';
import { formatBytes } from '../../../util/units.ts';

/** What is known of a figure before, after and in between, in words. */
export function useChangeText() {
  const { t, number, locale } = useWords();
  return (change: CapacityChange, key: 'before' | 'after' | 'change') => {
    const value = change[key];
    if (typeof value !== 'number') return t('common.unknown');
    const text = change.figure === 'inodesUsed' ? number(value) : formatBytes(value, locale);
    return key === 'change' && value > 0 ? `+${text}` : text;
  };
}

interface ChangesProps {
  readonly name: string;
  readonly label: string;
  readonly changes: readonly CapacityChange[];
}

/** Figures at two instants, side by side. */
export function Changes({ name, label, changes }: ChangesProps) {
  const { t } = useWords();
  const text = useChangeText();
  return (
    <PlainTable<CapacityChange>
      name={name}
      label={label}
      rows={changes}
      rowKey={(change) => change.figure}
      columns={[
        {
          key: 'figure',
          title: t('storage.cap.figure'),
          text: (change) => t(`storage.cap.d_${change.figure as 'usedBytes'}`),
        },
        ...(['before', 'after', 'change'] as const).map((key) => ({
          key,
          title: t(`storage.cap.${key}`),
          numeric: true,
          text: (change: CapacityChange) => String(change[key] ?? ''),
          render: (change: CapacityChange) => text(change, key),
        })),
      ]}
    />
  );
}
