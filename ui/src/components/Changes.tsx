import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { changeQueries, fieldChanges, type ChangeKind, type FieldChange, type ThingChange } from '../api/changes.ts';
import { byText, QueryTable, usePaging, type Column } from '../table/QueryTable.tsx';
import { Empty, Panel, Tag } from '../ui/index.ts';
import { instantOf, isoInstant } from '../util/dates.ts';
import { paths } from '../util/paths.ts';
import { useAgainst, useAsOf } from './asOf.tsx';
import { Link } from './Link.tsx';
import { usePortalNow } from './now.ts';
import { useWords } from './words.tsx';
import type { ReactNode } from 'react';

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

/** The span between the two instants of the address, the earlier one first; without a second one the day before. */
export function useSpan(): { readonly from: string; readonly to: string } {
  const asOf = useAsOf();
  const against = useAgainst();
  const now = usePortalNow();
  // To the minute: the present as an end of the span must not ask anew each second.
  const to = asOf ?? isoInstant(new Date(Math.floor(now.getTime() / 60_000) * 60_000));
  const from = against ?? isoInstant(new Date(instantOf(to).getTime() - DAY_MS));
  return instantOf(from) <= instantOf(to) ? { from, to } : { from: to, to: from };
}

function FieldList({ fields }: { readonly fields: readonly FieldChange[] }) {
  return (
    <ul className="change-fields">
      {fields.map((field) => (
        <li key={field.name}>
          <span className="mono">{field.name}</span>: <del>{shown(field.from)}</del> <ins>{shown(field.to)}</ins>
        </li>
      ))}
    </ul>
  );
}

interface ChangeTableProps {
  readonly kind: ChangeKind;
  /** Addresses of this prefix only. */
  readonly prefixId?: number;
  readonly filters?: ReactNode;
}

/** What was added, removed or changed between two instants, thing by thing and field by field. */
export function ChangeTable({ kind, prefixId, filters }: ChangeTableProps) {
  const { t } = useWords();
  const span = useSpan();
  const paging = usePaging('changes');
  const query = useQuery({
    ...changeQueries.between(kind, { ...span, ...paging, ...(prefixId === undefined ? {} : { prefixId }) }),
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
          <FieldList fields={row.fields} />
        ) : (
          <span className="muted small">{t('changes.whole', { count: row.fields.length })}</span>
        ),
    },
  ];
  return (
    <QueryTable<ThingChange>
      name="changes"
      label={t('changes.title', { kind: t(`changes.kinds.${kind}`) })}
      query={query}
      columns={columns}
      paged
      rowKey={(row) => `${kind}-${row.id}-${row.change}`}
      rowClass={(row) => row.change.toLowerCase()}
      filters={filters}
      empty={
        <Empty title={t('changes.none')}>
          <p>{t('changes.noneNext')}</p>
        </Empty>
      }
    />
  );
}

/** On a page that shows one instant: what differs from the other one, when there is another. */
export function ChangesSince(props: Omit<ChangeTableProps, 'filters'>) {
  const { t } = useWords();
  const against = useAgainst();
  if (against === undefined) return null;
  return (
    <section className="stack changes-since" aria-label={t('time.difference')}>
      <h2 className="section">{t('changes.title', { kind: t(`changes.kinds.${props.kind}`) })}</h2>
      <ChangeTable {...props} />
    </section>
  );
}

interface DifferProps {
  /** The same thing at the other instant; undefined while nobody knows. */
  readonly other: object | undefined;
  readonly here: object;
}

/** One thing at two instants: the fields that differ. */
export function FieldsThatDiffer({ other, here }: DifferProps) {
  const { t } = useWords();
  const { from } = useSpan();
  const asOf = useAsOf();
  const against = useAgainst();
  if (against === undefined || other === undefined) return null;
  // The earlier of the two stands first, whichever of them the page shows.
  const otherFirst = from === against || asOf === undefined;
  const fields = fieldChanges(otherFirst ? other : here, otherFirst ? here : other);
  return (
    <Panel title={t('time.difference')}>
      {fields.length === 0 ? <p className="muted">{t('changes.none')}</p> : <FieldList fields={fields} />}
    </Panel>
  );
}
