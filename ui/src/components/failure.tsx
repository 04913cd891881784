import i18next from 'i18next';
import { useState } from 'react';
import { ApiFailure, type FailureFacts } from '../api/errors.ts';
import { Button, Icon, Notice } from '../ui/index.ts';
import { useWords } from './words.tsx';

/** A failure as a sentence in the reader's language: by its code where we know it, else what the server said. */
export function sentenceOf(error: unknown): string {
  const t = i18next.t as (key: string, values?: object) => string;
  if (!(error instanceof ApiFailure)) return t('errors.client.BROKEN');
  const { code, detail, holder, field, retryAfterSeconds } = error.facts;
  const values = { detail, holder: holder ?? '', field: field ?? '', seconds: retryAfterSeconds ?? '' };
  const key = `errors.${code}`;
  const known = i18next.exists(key) ? t(key, values) : '';
  if (known === '') return detail || t('errors.http.REFUSED');
  // A sentence for a mere status says too little where the server gave the reason.
  return code.startsWith('http.') && detail !== '' && !detail.startsWith(code) ? `${known} ${detail}` : known;
}

export function RequestId({ facts }: { readonly facts: FailureFacts }) {
  const { t } = useWords();
  if (!facts.requestId) return null;
  return (
    <span className="request-id">
      {t('errors.requestId')} <code>{facts.requestId}</code> <CopyButton text={facts.requestId} />
    </span>
  );
}

export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const { t } = useWords();
  const [done, setDone] = useState(false);
  const copy = () => {
    void copyText(text).then((copied) => {
      setDone(copied);
      setTimeout(() => setDone(false), 1_500);
    });
  };
  return (
    <>
      <Button
        kind="quiet"
        icon={<Icon name={done ? 'check' : 'copy'} size={14} />}
        label={label ?? t('common.copy', { what: text })}
        onClick={copy}
      />
      <span className="sr-only" role="status">
        {done ? t('common.copied') : ''}
      </span>
    </>
  );
}

/** The clipboard API is missing over plain HTTP; a hidden field does the same there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}

export function FailureNotice({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { t } = useWords();
  const facts = error instanceof ApiFailure ? error.facts : undefined;
  return (
    <Notice
      kind="bad"
      title={sentenceOf(error)}
      {...(onRetry ? { action: <Button onClick={onRetry}>{t('common.tryAgain')}</Button> } : {})}
    >
      {facts ? <RequestId facts={facts} /> : undefined}
    </Notice>
  );
}
