import { useQuery } from '@tanstack/react-query';
import { choiceQueries } from '../api/choices.ts';
import { imageQueries } from '../api/images.ts';
import type { Page } from '../api/page.ts';
import { scriptQueries } from '../api/scripts.ts';
import { tenantQueries } from '../api/tenant.ts';
import { volumeQueries } from '../api/volumes.ts';
import { paths } from '../util/paths.ts';
import { useWords } from './words.tsx';

/** Something of one's own that a search may find. */
export interface OwnThing {
  readonly key: string;
  readonly text: string;
  readonly detail: string;
  readonly path: string;
}

/** Everything of one kind; a kind that could not be asked leaves the others to be found. */
export interface OwnKind {
  readonly key: string;
  readonly title: string;
  readonly things: readonly OwnThing[];
  readonly isPending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

const ALL = { page: 1, pageSize: 500 } as const;

interface Kind<T> {
  readonly key: string;
  readonly title: string;
  readonly on: boolean;
  readonly thing: (row: T) => Omit<OwnThing, 'key'>;
}

interface Asked<T> {
  readonly data?: Page<T> | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

function kindOf<T extends { readonly id: number | string }>(
  asked: Asked<T>,
  { key, title, on, thing }: Kind<T>,
): OwnKind {
  return {
    key,
    title,
    things: on ? (asked.data?.data ?? []).map((row) => ({ key: `${key}-${row.id}`, ...thing(row) })) : [],
    isPending: on && asked.isPending,
    error: on ? asked.error : null,
    retry: () => void asked.refetch(),
  };
}

/** What a tenant has, from the lists that the pages use as well. */
export function useOwnThings(on: boolean): readonly OwnKind[] {
  const { t } = useWords();
  const when = { enabled: on, staleTime: 10_000 };
  return [
    kindOf(useQuery({ ...tenantQueries.machines(), ...when }), {
      key: 'machines',
      title: t('shell.kinds.machine'),
      on,
      thing: (row) => ({
        text: row.label,
        detail: [...row.ipv4, ...row.tags].join(' '),
        path: paths.machine(row.id),
      }),
    }),
    kindOf(useQuery({ ...volumeQueries.all(ALL), ...when }), {
      key: 'volumes',
      title: t('shell.nav.volumes'),
      on,
      thing: (row) => ({
        text: row.label,
        detail: row.linode_label ?? '',
        path: `${paths.volumes()}?blocks.q=${encodeURIComponent(row.label)}`,
      }),
    }),
    kindOf(useQuery({ ...choiceQueries.firewalls(), ...when }), {
      key: 'firewalls',
      title: t('shell.nav.firewalls'),
      on,
      thing: (row) => ({ text: row.label, detail: '', path: paths.firewall(row.id) }),
    }),
    kindOf(useQuery({ ...choiceQueries.vpcs(), ...when }), {
      key: 'networks',
      title: t('shell.nav.networks'),
      on,
      thing: (row) => ({
        text: row.label,
        detail: row.subnets.map((subnet) => `${subnet.label} ${subnet.ipv4}`).join(' '),
        path: paths.network(row.id),
      }),
    }),
    kindOf(useQuery({ ...imageQueries.own(ALL), ...when }), {
      key: 'images',
      title: t('shell.nav.images'),
      on,
      thing: (row) => ({
        text: row.label,
        detail: row.id,
        path: `${paths.images()}?images.q=${encodeURIComponent(row.label)}`,
      }),
    }),
    kindOf(useQuery({ ...scriptQueries.own(ALL), ...when }), {
      key: 'scripts',
      title: t('shell.nav.stackscripts'),
      on,
      thing: (row) => ({ text: row.label, detail: row.description, path: paths.script(row.id) }),
    }),
    kindOf(useQuery({ ...choiceQueries.groups(), ...when }), {
      key: 'groups',
      title: t('shell.nav.groups'),
      on,
      thing: (row) => ({
        text: row.label,
        detail: row.region,
        path: `${paths.groups()}?groups.q=${encodeURIComponent(row.label)}`,
      }),
    }),
    kindOf(useQuery({ ...tenantQueries.invoices(), ...when }), {
      key: 'bills',
      title: t('shell.kinds.invoice'),
      on,
      thing: (row) => ({ text: row.label, detail: '', path: paths.bill(row.id) }),
    }),
  ];
}

/** Those whose name or detail has every word that is looked for. */
export const foundIn = (things: readonly OwnThing[], wanted: string): readonly OwnThing[] => {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return things.filter(({ text, detail }) => {
    const whole = `${text} ${detail}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
};
