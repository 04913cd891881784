import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { openConsole, socketUrl, type ConsoleKind } from '../../../api/consoles.ts';
import { newKey } from '../../../api/http.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { copyText, FailureNotice, sentenceOf } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { AreaField, Button, Dialog, FormBox, Segmented, useForm, useSay } from '../../../ui/index.ts';
import { untypedOf } from '../../../util/keySymbols.ts';
import type { ConsoleHandle } from './handle.ts';
import './console.css';

const TextConsole = lazy(() => import('./TextConsole.tsx'));
const ScreenConsole = lazy(() => import('./ScreenConsole.tsx'));

const PASTE_MAX = 4_000;

type Stage = { readonly at: 'connecting' | 'connected' } | { readonly at: 'over'; readonly why: string };

/** What became of which socket. */
type Seen = Stage & { readonly url: string };

/** A machine's console in a window of its own. */
export default function ConsolePage() {
  const id = Number(useParams()['id']);
  const [params, setParams] = useSearchParams();
  const kind: ConsoleKind = params.get('kind') === 'screen' ? 'screen' : 'text';
  const { t } = useWords();
  const say = useSay();
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef<ConsoleHandle>(null);
  const [seen, setSeen] = useState<Seen>();
  const [pasting, setPasting] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!pasting) shown.current?.focus();
  }, [pasting]);
  const machine = useQuery(tenantQueries.machine(id));
  const label = machine.data?.label ?? String(id);
  useEffect(() => {
    document.title = t('consoles.title', { label });
  }, [t, label]);
  const ticket = useQuery({
    queryKey: ['console', id, kind, attempt],
    queryFn: () => openConsole(id, kind, newKey()),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const url = ticket.data === undefined ? undefined : socketUrl(ticket.data.path);
  if (isLost(machine)) return <FailureNotice error={machine.error} onRetry={() => void machine.refetch()} />;
  const stage: Stage = ticket.error
    ? { at: 'over', why: sentenceOf(ticket.error) }
    : seen !== undefined && seen.url === url
      ? seen
      : { at: 'connecting' };
  const Console = kind === 'text' ? TextConsole : ScreenConsole;
  const off = stage.at === 'connected' ? undefined : t('consoles.connecting');
  return (
    <main className="console-page" ref={frame}>
      <header className="console-bar">
        <h1>{t('consoles.title', { label })}</h1>
        <Segmented<ConsoleKind>
          label={t('consoles.which')}
          value={kind}
          choices={[
            { value: 'text', label: t('consoles.text') },
            { value: 'screen', label: t('consoles.screen') },
          ]}
          onChange={(next) => setParams({ kind: next }, { replace: true })}
        />
        <span role="status" className={`console-stage ${stage.at}`} data-testid="console-stage">
          {stage.at === 'over' ? t('consoles.over', { why: stage.why }) : t(`consoles.${stage.at}`)}
        </span>
        <span className="console-tools">
          {stage.at === 'over' ? (
            <Button kind="primary" onClick={() => setAttempt(attempt + 1)}>
              {t('consoles.again')}
            </Button>
          ) : null}
          <Button reason={off} onClick={() => setPasting(true)}>
            {t('consoles.paste')}
          </Button>
          {kind === 'text' ? (
            <Button
              onClick={() => {
                const text = shown.current?.selected() ?? '';
                if (text === '') say.done(t('consoles.nothing'));
                else void copyText(text).then(() => say.done(t('consoles.copied')));
              }}
            >
              {t('consoles.copy')}
            </Button>
          ) : (
            <Button reason={off} onClick={() => shown.current?.ctrlAltDel?.()}>
              {t('consoles.ctrlAltDel')}
            </Button>
          )}
          <Button onClick={() => void frame.current?.requestFullscreen()}>{t('consoles.full')}</Button>
        </span>
      </header>
      <Suspense fallback={null}>
        {url ? (
          <Console
            key={url}
            ref={shown}
            url={url}
            label={t(kind === 'text' ? 'consoles.terminal' : 'consoles.display', { label })}
            onOpen={() => setSeen({ url, at: 'connected' })}
            onEnded={(why) => setSeen({ url, at: 'over', why: why || t('consoles.lost') })}
          />
        ) : (
          <div className="console-box" />
        )}
      </Suspense>
      <p className="console-hint">{t('consoles.closeHint')}</p>
      {pasting ? (
        <Paste kind={kind} onClose={() => setPasting(false)} onText={(text) => shown.current?.type(text)} />
      ) : null}
    </main>
  );
}

interface PasteProps {
  readonly kind: ConsoleKind;
  readonly onClose: () => void;
  readonly onText: (text: string) => void;
}

function Paste({ kind, onClose, onText }: PasteProps) {
  const { t } = useWords();
  const handle = useForm<{ text: string }>();
  return (
    <Dialog open title={t('consoles.pasteTitle')} returnsFocus={false} onClose={onClose}>
      <FormBox<{ text: string }>
        handle={handle}
        initial={{ text: '' }}
        label={t('consoles.pasteTitle')}
        onSubmit={({ text }) => {
          const untyped = kind === 'screen' ? untypedOf(text) : [];
          if (untyped.length > 0) {
            handle.show([
              { name: 'text', text: t('consoles.untyped', { characters: untyped.slice(0, 20).join(' ') }) },
            ]);
            return;
          }
          onText(text.slice(0, PASTE_MAX));
          onClose();
        }}
      >
        <AreaField
          name="text"
          label={t('consoles.pasteText')}
          hint={t('consoles.pasteHint')}
          required={t('common.required')}
        />
        <Button kind="primary" submit>
          {t('consoles.pasteSend')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
