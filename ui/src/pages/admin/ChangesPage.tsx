import { INVENTORY_KINDS, NETWORK_KINDS, type ChangeKind } from '../../api/changes.ts';
import { useAsOf, useSearchState, useShowsPast, useTravel } from '../../components/asOf.tsx';
import { ChangeTable, useSpan } from '../../components/Changes.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { usePresent } from '../../components/session.tsx';
import { useWords, When } from '../../components/words.tsx';
import { Button, Panel, Pick } from '../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant, localInput } from '../../util/dates.ts';

const KINDS: readonly ChangeKind[] = [...INVENTORY_KINDS, ...NETWORK_KINDS];

/** Two instants and a kind of thing: what is different. */
export default function ChangesPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const { from, to } = useSpan();
  useShowsPast();
  const kind = KINDS.find((each) => each === params.get('of')) ?? 'DEVICES';
  return (
    <>
      <PageHead title={t('shell.nav.changes')} />
      <div className="stack">
        <Span from={from} to={to} />
        <ChangeTable
          kind={kind}
          filters={
            <Pick<ChangeKind>
              label={t('changes.of')}
              value={kind}
              clear={false}
              width={200}
              choices={KINDS.map((each) => ({ value: each, label: t(`changes.kinds.${each}`) }))}
              onChange={(value) => change({ of: value, 'changes.page': undefined })}
            />
          }
        />
      </div>
    </>
  );
}

/** Both ends of the span, to be typed; they are those of the time control. */
function Span({ from, to }: { readonly from: string; readonly to: string }) {
  const { t } = useWords();
  const { zone } = usePresent();
  const asOf = useAsOf();
  const travel = useTravel();
  const read = (text: string) => {
    const date = fromLocalInput(text, zone);
    return date ? isoInstant(date) : undefined;
  };
  return (
    <Panel>
      <div className="pick-line">
        <label htmlFor="changes-from">{t('changes.from')}</label>
        <input
          id="changes-from"
          className="native"
          type="datetime-local"
          step={1}
          value={localInput(instantOf(from), zone)}
          onChange={(event) => travel(asOf, read(event.target.value))}
        />
        <label htmlFor="changes-to">{t('changes.to')}</label>
        <input
          id="changes-to"
          className="native"
          type="datetime-local"
          step={1}
          value={localInput(instantOf(to), zone)}
          onChange={(event) => travel(read(event.target.value), from)}
        />
        <span className="muted small">{zone}</span>
        {asOf === undefined ? (
          <span className="muted small">
            {t('changes.untilNow')} <When at={to} />
          </span>
        ) : (
          <Button onClick={() => travel(undefined, from)}>{t('changes.toNow')}</Button>
        )}
      </div>
    </Panel>
  );
}
