import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { adminQueries } from '../api/admin.ts';
import type { Usage } from '../api/admin-types.ts';
import { billingQueries, type LineTrace } from '../api/billing.ts';
import { ApiFailure } from '../api/errors.ts';
import type { Fact } from '../ui/index.ts';
import type { Money } from '../util/money.ts';
import { unitsInUse } from '../util/rack.ts';
import { formatBytes, formatShare, share } from '../util/units.ts';
import { useAsOf } from './asOf.tsx';
import { usePresent } from './session.tsx';
import { resultOf, type TraceResult, type TraceView } from './traceView.ts';
import { useWords, When } from './words.tsx';

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

/** A figure of a trace as it is read: money as money, an instant as a time, anything else as it is. */
function useValue(): (value: unknown) => ReactNode {
  const words = useWords();
  return (value) => {
    if (value === null || value === undefined) return '–';
    if (isMoney(value)) return words.price(value);
    if (isInstant(value)) return <When at={value} style="exact" />;
    if (typeof value === 'boolean') return value ? words.t('common.yes') : words.t('common.no');
    if (typeof value === 'string') return value;
    return typeof value === 'number' ? String(value) : <code>{JSON.stringify(value)}</code>;
  };
}

type Named =
  | Readonly<Record<string, unknown>>
  | readonly { readonly name: string; readonly value: unknown }[]
  | null
  | undefined;

function useFacts(): (named: Named) => readonly Fact[] {
  const value = useValue();
  const { t } = useWords();
  const label = (name: string): string =>
    (t as (key: string, options: object) => string)(`trace.inputs.${name}`, { defaultValue: name });
  return (named) => {
    if (!named) return [];
    const pairs = Array.isArray(named)
      ? (named as readonly { name: string; value: unknown }[]).map((input) => [input.name, input.value] as const)
      : Object.entries(named as Readonly<Record<string, unknown>>);
    return pairs
      .filter(([, entry]) => entry !== null && entry !== undefined)
      .map(([name, entry]) => ({ label: label(name), value: value(entry) }));
  };
}

export function useLineTrace(id: number, n: number): TraceResult {
  const { person } = usePresent();
  const { t } = useWords();
  const view = useLineView();
  const query = useQuery(
    person.role === 'TENANT' ? billingQueries.tenantTrace(id, n) : billingQueries.adminTrace(id, n),
  );
  return resultOf(query, (trace: LineTrace) => view(t('trace.line', { n }), trace));
}

/** A line that is not invoiced yet, as it is now. */
export function useAccruedTrace(key: string): TraceResult {
  const { t } = useWords();
  const view = useLineView();
  const query = useQuery(billingQueries.accruedTrace(key));
  return resultOf(query, (trace: LineTrace) => view(t('billing.accrued'), trace));
}

function useLineView(): (name: string, trace: LineTrace) => TraceView {
  const { t, price } = useWords();
  const facts = useFacts();
  return (name, trace) => ({
    name,
    figure: price(trace.figure),
    formula: trace.formula,
    inputs: facts(trace.inputs),
    rule: facts(trace.priceEntry),
    ruleTitle: t('trace.priceEntry'),
    events: trace.events,
    same: trace.same,
    recomputed: trace.recomputed === null ? t('common.unknown') : price(trace.recomputed),
    differs: facts(
      (trace.differs ?? []).map(({ what, billed, now }) => ({
        name: what,
        value: t('trace.otherwise', { billed, now }),
      })),
    ),
    json: trace,
  });
}

const OWN_STORIES: Readonly<Record<string, typeof adminQueries.machineHistory>> = {
  ticket: adminQueries.ticketHistory,
  usergroup: adminQueries.userGroupHistory,
};

/** A thing's present or past state explained by its own events. */
export function useHistoryTrace(aggregateId: string): TraceResult {
  const { person } = usePresent();
  const { t } = useWords();
  const number = Number(aggregateId.replace(/^[a-z-]+-/, ''));
  const own = OWN_STORIES[aggregateId.replace(/-\d+$/, '')] ?? adminQueries.machineHistory;
  const query = useQuery(person.role === 'TENANT' ? own(number) : adminQueries.history(aggregateId));
  return resultOf(query, (page): TraceView => {
    const last = page.data.at(-1);
    return {
      name: t('trace.state'),
      figure: last ? last.event : aggregateId,
      formula: t('trace.foldRule'),
      events: page.data,
      json: page,
    };
  });
}

export function useRackTrace(id: number, part: 'u' | 'weight' | 'power'): TraceResult {
  const asOf = useAsOf();
  const words = useWords();
  const query = useQuery(adminQueries.elevation(id, asOf));
  const history = useQuery(adminQueries.history(`rack-${id}`));
  const one = {
    u: (u: number) => `${words.number(u, 1)} U`,
    weight: (kg: number) => `${words.number(kg, 1)} kg`,
    power: (w: number) => `${words.number(w)} W`,
  }[part];
  return resultOf(query, (elevation): TraceView => {
    const figure = { u: elevation.usedU, weight: elevation.weightKg, power: elevation.powerW }[part];
    const limit = { u: elevation.rack.heightU, weight: elevation.rack.maxWeightKg, power: elevation.rack.maxPowerW }[
      part
    ];
    const terms = elevation.devices.map((device) => ({
      name: device.name,
      value: { u: device.type.heightU, weight: device.type.weightKg, power: device.type.maxDrawW }[part],
    }));
    const known = terms.map((term) => term.value ?? 0);
    const sum = known.reduce((total, value) => total + value, 0);
    return {
      name: `${elevation.rack.name} · ${words.t(`trace.rack.${part}`)}`,
      figure: `${one(figure)} / ${one(limit)}`,
      formula: `Σ ${words.t(`trace.rack.${part}`)} = ${terms.length === 0 ? '0' : known.map((value) => words.number(value, 1)).join(' + ')} = ${one(sum)}`,
      inputs: terms.map((term) => ({
        label: term.name,
        value: term.value === null ? words.t('common.unknown') : one(term.value),
      })),
      events: history.data?.data ?? [],
      same: part === 'u' ? unitsInUse(elevation.devices) === figure : Math.abs(sum - figure) < 0.05,
      recomputed: one(sum),
      json: elevation,
    };
  });
}

export function useHostTrace(id: number, part: 'vcpus' | 'memoryMb' | 'diskGb'): TraceResult {
  const words = useWords();
  const host = useQuery(adminQueries.host(id));
  const guests = useQuery(adminQueries.guests({ hostId: id, pageSize: 500 }));
  const history = useQuery(adminQueries.history(`host-${id}`));
  const unit = { vcpus: 'vCPU', memoryMb: 'MB', diskGb: 'GB' }[part];
  return resultOf(host, (data): TraceView => {
    const usage: Usage = data[part];
    return {
      name: `${data.name} · ${words.t(`trace.host.${part}`)}`,
      figure: `${words.number(usage.reserved)} / ${words.number(usage.total)} ${unit} (${formatShare(share(usage.reserved, usage.total), words.locale)})`,
      formula: words.t('trace.host.formula'),
      inputs: (guests.data?.data ?? []).map((guest) => ({
        label: guest.label,
        value:
          part === 'vcpus'
            ? `${guest.vcpus} vCPU`
            : part === 'memoryMb'
              ? `${guest.memoryMb} MB`
              : `${words.number(Math.ceil(guest.diskMb / 1024))} GB`,
      })),
      events: history.data?.data ?? [],
      json: { host: data, guests: guests.data?.data },
    };
  });
}

export function usePoolTrace(id: number, part: 'ratio' | 'fill'): TraceResult {
  const { t, locale, number } = useWords();
  const query = useQuery(adminQueries.poolReports(id));
  const history = useQuery(adminQueries.history(`pool-${id}`));
  return resultOf(query, (page): TraceView => {
    const report = page.data.toSorted((left, right) => left.at.localeCompare(right.at)).at(-1);
    if (report === undefined) throw new ApiFailure({ status: 404, code: 'http.NOT_FOUND', detail: '' });
    const bytes = (value: number) => formatBytes(value, locale);
    const [left, right] =
      part === 'ratio'
        ? [report.logicalBytes ?? 0, report.physicalBytes]
        : [report.physicalBytes, report.capacityBytes];
    const figure = part === 'ratio' ? `${number(share(left, right), 2)} : 1` : formatShare(share(left, right), locale);
    return {
      name: t(`trace.pool.${part}`),
      figure,
      formula: `${t(`trace.pool.${part}Formula`)} = ${bytes(left)} ÷ ${bytes(right)} = ${figure}`,
      inputs: [
        {
          label: t('storage.logical'),
          value: report.logicalBytes === null ? t('common.unknown') : `${number(report.logicalBytes)} B`,
        },
        { label: t('storage.physical'), value: `${number(report.physicalBytes)} B` },
        { label: t('storage.capacity'), value: `${number(report.capacityBytes)} B` },
        { label: t('storage.reportedAt'), value: <When at={report.at} style="exact" /> },
      ],
      events: history.data?.data ?? [],
      json: report,
    };
  });
}
