import { useState } from 'react';
import { Button, Code, Facts, Icon, Notice, TableSkeleton } from '../ui/index.ts';
import { copyText, FailureNotice } from './failure.tsx';
import { HistoryList } from './HistoryList.tsx';
import type { TraceOf } from './trace.tsx';
import type { TraceResult } from './traceView.ts';
import { useAccruedTrace, useHistoryTrace, useHostTrace, useLineTrace, usePoolTrace, useRackTrace } from './traces.tsx';
import { useWords, When } from './words.tsx';

export default function TraceBody({ trace }: { readonly trace: TraceOf }) {
  switch (trace.kind) {
    case 'line':
      return <LineTraceView id={trace.id} n={Number(trace.part)} />;
    case 'accrued':
      return <AccruedTraceView line={trace.id} />;
    case 'history':
      return <HistoryTraceView id={trace.id} />;
    case 'rack':
      return <RackTraceView id={trace.id} part={trace.part} />;
    case 'host':
      return <HostTraceView id={trace.id} part={trace.part} />;
    case 'pool':
      return <PoolTraceView id={trace.id} part={trace.part} />;
  }
}

const LineTraceView = ({ id, n }: { id: number; n: number }) => <Account result={useLineTrace(id, n)} />;
const AccruedTraceView = ({ line }: { line: string }) => <Account result={useAccruedTrace(line)} />;
const HistoryTraceView = ({ id }: { id: string }) => <Account result={useHistoryTrace(id)} />;
const RackTraceView = (props: { id: number; part: 'u' | 'weight' | 'power' }) => (
  <Account result={useRackTrace(props.id, props.part)} />
);
const HostTraceView = (props: { id: number; part: 'vcpus' | 'memoryMb' | 'diskGb' }) => (
  <Account result={useHostTrace(props.id, props.part)} />
);
const PoolTraceView = (props: { id: number; part: 'ratio' | 'fill' }) => (
  <Account result={usePoolTrace(props.id, props.part)} />
);

function Account({ result }: { readonly result: TraceResult }) {
  const { t } = useWords();
  const [checkedAt, setCheckedAt] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  const [showsJson, setShowsJson] = useState(false);
  const { view } = result;
  if (result.error) return <FailureNotice error={result.error} onRetry={() => void result.again()} />;
  if (view === undefined) return <TableSkeleton columns={2} label={t('common.loading')} />;
  const recompute = () => {
    setBusy(true);
    void result.again().finally(() => {
      setBusy(false);
      setCheckedAt(new Date().toISOString());
    });
  };
  const copy = () => void copyText(window.location.href).then(setCopied);
  return (
    <div className="trace stack">
      <div className="trace-figure">
        <span className="muted">{view.name}</span>
        <strong>{view.figure}</strong>
      </div>
      <div className="row">
        <Button icon={<Icon name="refresh" />} busy={busy} onClick={recompute}>
          {t('trace.recompute')}
        </Button>
        <Button icon={<Icon name="link" />} onClick={copy}>
          {copied ? t('common.copied') : t('trace.copyLink')}
        </Button>
        <Button pressed={showsJson} onClick={() => setShowsJson(!showsJson)}>
          JSON
        </Button>
      </div>
      {view.same === undefined ? null : (
        <Notice kind={view.same ? 'good' : 'bad'} title={view.same ? t('trace.same') : t('trace.differs')}>
          {view.recomputed === undefined ? undefined : (
            <>
              {t('trace.recomputed')} <strong>{view.recomputed}</strong>
              {checkedAt ? (
                <>
                  {' '}
                  <span className="muted">
                    <When at={checkedAt} style="exact" />
                  </span>
                </>
              ) : null}
            </>
          )}
          {view.differs && view.differs.length > 0 ? <Facts facts={view.differs} columns={1} /> : null}
        </Notice>
      )}
      {view.formula === undefined ? null : (
        <section>
          <h2 className="minor">{t('trace.formula')}</h2>
          <div className="formula">{view.formula}</div>
          {view.inputs && view.inputs.length > 0 ? <Facts facts={view.inputs} columns={1} /> : null}
        </section>
      )}
      {view.rule && view.rule.length > 0 ? (
        <section>
          <h2 className="minor">{view.ruleTitle ?? t('trace.rule')}</h2>
          <Facts facts={view.rule} columns={1} />
        </section>
      ) : null}
      <section>
        <h2 className="minor">{t('trace.events', { count: view.events.length })}</h2>
        {view.events.length === 0 ? (
          <p className="muted">{t('trace.noEvents')}</p>
        ) : (
          <HistoryList events={view.events} travel />
        )}
      </section>
      {showsJson ? <Code text={JSON.stringify(view.json, null, 2)} /> : null}
    </div>
  );
}
