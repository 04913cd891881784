import { FormDialog, textOf } from './FormDialog.tsx';
import { useWords } from './words.tsx';

interface ReplyFormProps {
  readonly send: (text: string, key: string) => Promise<unknown>;
  readonly stale: readonly string[];
  readonly onClose: () => void;
}

const REPLY_MOST = 65_535;

/** Writes in a ticket. */
export function ReplyForm({ send, stale, onClose }: ReplyFormProps) {
  const { t } = useWords();
  return (
    <FormDialog
      title={t('tickets.reply')}
      fields={[{ name: 'description', label: t('tickets.text'), kind: 'area', wide: true, maxLength: REPLY_MOST }]}
      run={(values, key) => send(textOf(values['description']), key)}
      stale={stale}
      done={t('tickets.replied')}
      onClose={onClose}
    />
  );
}
