import { promotion } from '../../api/promotions.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useWords } from '../../components/words.tsx';

/** A promotional code becomes credit. */
export function EnterCode({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <FormDialog<{ summary: string }>
      title={t('entering.title')}
      fields={[{ name: 'promo_code', label: t('entering.code'), kind: 'mono', maxLength: 40, wide: true }]}
      run={(values, key) => promotion.enter(values, key)}
      stale={['/portal/v1/money', '/v4/account']}
      done={({ summary }) => t('entering.done', { name: summary })}
      onClose={onClose}
    />
  );
}
