import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { changeQueries, INVENTORY_KINDS, NETWORK_KINDS, type ChangeKind, type ThingChange } from '../../api/changes.ts';
import { useAgainst, useAsOf, useSearchState, useShowsPast, useTravel } from '../../components/asOf.tsx';
import { Link } from '../../components/Link.tsx';
import { usePortalNow } from '../../components/now.ts';
import { PageHead } from '../../components/PageHead.tsx';
import { usePresent } from '../../components/session.tsx';
import { useWords, When } from '../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../table/QueryTable.tsx';
import { Button, Empty, Panel, Pick, Tag } from '../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant, localInput } from '../../util/dates.ts';
import { paths } from '../../util/paths.ts';

const KINDS: readonly ChangeKind[] = [...INVENTORY_KINDS, ...NETWORK_KINDS];
const DAY_MS = 86_400_000;

const PATHS: Partial<Readonly<Record<ChangeKind, (row: ThingChange) => string>>> = {
  RACKS: (row) => paths.rack(Number(row.id)),
  DEVICES: (row) => paths.device(Number(row.id)),
  SHEETS: (row) => paths.device(Number(row.id), 'sheet'),
  POWER_NODES: (row) => paths.powerNode(Number(row.id)),
  CABLES: (row) => paths.cable(Number(row.id)),
  prefix: (row) => paths.prefix(Number(row.id)),
  address: (row) => paths.address(row.id),
};

const pathOf = (kind: ChangeKind, row: ThingChange): string | undefined =>
  row.change === 'REMOVED' ? undefined : PATHS[kind]?.(row);

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
};

/** What was added, removed or changed between two instants, thing by thing and field by field. */
export default function ChangesPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const against = useAgainst();
  const asOf = useAsOf();
  const now = usePortalNow();
  const paging = usePaging('changes');
  useShowsPast();
  const kind = KINDS.find((each) => each === params.get('of')) ?? 'DEVICES';
  // To the minute: the present as an end of the span must not ask anew each second.
  const to = asOf ?? isoInstant(new Date(Math.floor(now.getTime() / 60_000) * 60_000));
  const from = against ?? isoInstant(new Date(instantOf(to).getTime() - DAY_MS));
  const [first, last] = instantOf(from) <= instantOf(to) ? [from, to] : [to, from];
  const query = useQuery({
    ...changeQueries.between(kind, { from: first, to: last, ...paging }),
    placeholderData: keepPreviousData,
  });
  const columns: readonly Column<ThingChange>[] = [
    {
      key: 'change',
      title: t('changes.how'),
      text: (row) => t(`changes.ways.${row.change}`),
      order: byText((row) => row.change),
      render: (row) => (
        <Tag kind={row.change === 'REMOVED' ? 'bad' : row.change === 'ADDED' ? 'accent' : 'warn'}>
          {t(`changes.ways.${row.change}`)}
        </Tag>
      ),
    },
    {
      key: 'name',
      title: t('changes.thing'),
      text: (row) => row.name || row.id,
      order: byText((row) => row.name || row.id),
      render: (row) => {
        const path = pathOf(kind, row);
        const text = row.name || `#${row.id}`;
        return path ? <Link to={path}>{text}</Link> : text;
      },
    },
    {
      key: 'fields',
      title: t('changes.fields'),
      text: (row) => row.fields.map((field) => `${field.name}: ${shown(field.from)} -> ${shown(field.to)}`).join('; '),
      render: (row) =>
        row.change === 'CHANGED' || kind === 'address' ? (
          <ul className="change-fields">
            {row.fields.map((field) => (
              <li key={field.name}>
                <span className="mono">{field.name}</span>: <del>{shown(field.from)}</del> <ins>{shown(field.to)}</ins>
              </li>
            ))}
          </ul>
        ) : (
          <span className="muted small">{t('changes.whole', { count: row.fields.length })}</span>
        ),
    },
  ];
  return (
    <>
      <PageHead title={t('shell.nav.changes')} />
      <Span from={first} to={last} />
      <QueryTable<ThingChange>
        name="changes"
        label={t('shell.nav.changes')}
        query={query}
        columns={columns}
        paged
        rowKey={(row) => `${kind}-${row.id}-${row.change}`}
        rowClass={(row) => row.change.toLowerCase()}
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
        empty={
          <Empty title={t('changes.none')}>
            <p>{t('changes.noneNext')}</p>
          </Empty>
        }
      />
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
