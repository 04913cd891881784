import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { adminQueries } from '../api/admin.ts';
import { billingQueries } from '../api/billing.ts';
import { tenantQueries } from '../api/tenant.ts';
import { useGo } from '../components/asOf.tsx';
import { usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Icon } from '../ui/index.ts';
import { paths } from '../util/paths.ts';
import { navFor } from './nav.ts';

interface Hit {
  readonly kind: 'machine' | 'rack' | 'device' | 'tenant' | 'invoice' | 'page' | 'guest' | 'host';
  readonly text: string;
  readonly also: string;
  readonly path: string;
}

const MOST = 10;

/** Everything this person may see, from the lists that the pages use as well. */
function useHits(text: string): readonly Hit[] {
  const { t } = useWords();
  const { person } = usePresent();
  const wanted = text.trim().toLowerCase();
  const on = wanted.length > 0;
  const isTenant = person.role === 'TENANT';
  const machines = useQuery({ ...tenantQueries.machines(), enabled: on && isTenant });
  const bills = useQuery({ ...tenantQueries.invoices(), enabled: on && isTenant });
  const racks = useQuery({ ...adminQueries.racks(), enabled: on && !isTenant, staleTime: 30_000 });
  const hosts = useQuery({ ...adminQueries.hosts(), enabled: on && !isTenant, staleTime: 30_000 });
  const tenants = useQuery({ ...adminQueries.tenants(), enabled: on && !isTenant, staleTime: 30_000 });
  const devices = useQuery({
    ...adminQueries.devices({ q: text.trim(), pageSize: 25 }),
    enabled: wanted.length > 1 && !isTenant,
    staleTime: 10_000,
  });
  const guests = useQuery({
    ...adminQueries.guests({ pageSize: 500 }),
    enabled: wanted.length > 1 && !isTenant,
    staleTime: 30_000,
  });
  const invoices = useQuery({
    ...billingQueries.invoices({ pageSize: 500 }),
    enabled: wanted.length > 1 && !isTenant,
    staleTime: 30_000,
  });
  if (!on) return [];
  const hits: Hit[] = [
    ...navFor(person.role).map((entry): Hit => ({
      kind: 'page',
      text: t(`shell.nav.${entry.key}`),
      also: entry.key,
      path: entry.path,
    })),
    ...(machines.data?.data ?? []).map((m): Hit => ({
      kind: 'machine',
      text: m.label,
      also: m.ipv4.join(' '),
      path: paths.machine(m.id),
    })),
    ...(bills.data?.data ?? []).map((i): Hit => ({
      kind: 'invoice',
      text: i.label,
      also: String(i.id),
      path: paths.bill(i.id),
    })),
    ...(racks.data?.data ?? []).map((r): Hit => ({ kind: 'rack', text: r.name, also: '', path: paths.rack(r.id) })),
    ...(hosts.data?.data ?? []).map((h): Hit => ({ kind: 'host', text: h.name, also: '', path: paths.host(h.id) })),
    ...(devices.data?.data ?? []).map((d): Hit => ({
      kind: 'device',
      text: d.name,
      also: `${d.serial} ${d.assetTag ?? ''}`,
      path: paths.device(d.id),
    })),
    ...(tenants.data?.data ?? []).map((c): Hit => ({
      kind: 'tenant',
      text: c.name,
      also: c.email ?? '',
      path: paths.tenant(c.id),
    })),
    ...(guests.data?.data ?? []).map((g): Hit => ({
      kind: 'guest',
      text: g.label,
      also: g.ipv4.join(' '),
      path: paths.guest(g.id),
    })),
    ...(invoices.data?.data ?? []).map((i): Hit => ({
      kind: 'invoice',
      text: i.number,
      also: i.tenantName,
      path: paths.invoice(i.id),
    })),
  ];
  return hits.filter((hit) => `${hit.text} ${hit.also}`.toLowerCase().includes(wanted)).slice(0, MOST);
}

export function SearchBox() {
  const { t } = useWords();
  const go = useGo();
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const hits = useHits(open ? text : '');
  const chosen = hits[Math.min(at, hits.length - 1)];
  const take = (hit: Hit) => {
    setText('');
    setOpen(false);
    go(hit.path);
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      setOpen(false);
      event.currentTarget.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(hits.length - 1, now + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && chosen) {
      take(chosen);
    }
  };
  const shows = open && text.trim() !== '';
  return (
    <div className="search" role="search">
      <Icon name="search" />
      <input
        id="search"
        type="text"
        role="combobox"
        autoComplete="off"
        maxLength={100}
        aria-label={t('shell.search')}
        aria-expanded={shows}
        aria-controls={`${id}-hits`}
        aria-activedescendant={shows && chosen ? `${id}-${hits.indexOf(chosen)}` : undefined}
        placeholder={t('shell.search')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={pressed}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
      />
      <kbd aria-hidden="true">/</kbd>
      <div id={`${id}-hits`} role="listbox" aria-label={t('shell.searchResults')} className="hits" hidden={!shows}>
        {hits.map((hit, index) => (
          // The text field keeps the focus and moves through the options by aria-activedescendant.
          // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events
          <div
            key={hit.kind + hit.path}
            id={`${id}-${index}`}
            role="option"
            aria-selected={hit === chosen}
            onMouseDown={(event) => {
              event.preventDefault();
              take(hit);
            }}
          >
            <span className="muted">{t(`shell.kinds.${hit.kind}`)}</span> {hit.text}
          </div>
        ))}
        {shows && hits.length === 0 ? <p className="muted">{t('common.nothingMatches')}</p> : null}
      </div>
    </div>
  );
}
