import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Prefix, Site } from '../../../api/admin-types.ts';
import { numberQueries, type Vrf } from '../../../api/numbers.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { ChangesSince } from '../../../components/Changes.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import {
  Button,
  Dialog,
  Empty,
  FormBox,
  Icon,
  NumberField,
  SelectField,
  SwitchField,
  TableSkeleton,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { LongTree } from './LongTree.tsx';
import { PrefixTree } from './PrefixTree.tsx';

export default function PrefixesPage() {
  const { t } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  useShowsPast();
  const [adding, setAdding] = useState(false);
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  const query = useQuery({ ...adminQueries.prefixes(asOf), placeholderData: keepPreviousData });
  const vrfs = useQuery({ ...numberQueries.vrfs(asOf), staleTime: 60_000 });
  const site = (prefix: Prefix) => {
    const name = sites.data?.data.find((candidate) => candidate.id === prefix.siteId)?.name ?? '–';
    if (typeof prefix.vrfId !== 'number') return name;
    // Tables may repeat each other's blocks: without the table's name two rows would look like one thing.
    const vrf = vrfs.data?.data.find((candidate) => candidate.id === prefix.vrfId)?.name ?? String(prefix.vrfId);
    return `${name} · VRF ${vrf}`;
  };
  return (
    <>
      <PageHead
        title={t('shell.nav.addresses')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('inventory')}
            onClick={() => setAdding(true)}
          >
            {t('addresses.add')}
          </Button>
        }
      />
      <ChangesSince kind="prefix" />
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <TableSkeleton columns={3} label={t('common.loading')} /> : null}
      {query.data && query.data.data.length === 0 ? (
        <Empty title={t('addresses.empty')}>
          <p>{t('addresses.emptyNext')}</p>
        </Empty>
      ) : null}
      {query.data && query.data.data.length > 0 ? (
        query.data.pages > 1 ? (
          <LongTree site={site} />
        ) : (
          <PrefixTree prefixes={query.data.data} site={site} />
        )
      ) : null}
      <NewPrefix
        open={adding}
        sites={sites.data?.data ?? []}
        vrfs={vrfs.data?.data ?? []}
        onClose={() => setAdding(false)}
      />
    </>
  );
}

interface Wish {
  readonly cidr: string;
  readonly siteId: number;
  readonly vrfId?: number;
  readonly gateway?: string;
  readonly container?: boolean;
  readonly quarantineDays?: number;
}

function NewPrefix({
  open,
  sites,
  vrfs,
  onClose,
}: {
  readonly open: boolean;
  readonly sites: readonly Site[];
  readonly vrfs: readonly Vrf[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ vrfId, gateway, container, quarantineDays, ...values }, key) =>
      admin.createPrefix(
        {
          ...values,
          ...(vrfId ? { vrfId } : {}),
          ...(gateway ? { gateway } : {}),
          ...(container ? { container } : {}),
          ...(quarantineDays ? { quarantineSeconds: quarantineDays * 86_400 } : {}),
        },
        key,
      ),
    stale: ['/admin/v1/prefixes'],
    done: t('addresses.added'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('addresses.add')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={sites[0] ? { siteId: sites[0].id } : {}} onSubmit={deed.submit}>
        <TextField
          name="cidr"
          label={t('addresses.prefix')}
          required={t('common.required')}
          hint={t('addresses.cidrHint')}
          maxLength={49}
          mono
        />
        <SelectField
          name="siteId"
          label={t('racks.site')}
          required={t('common.required')}
          choices={sites.map((site) => ({ value: site.id, label: site.name }))}
        />
        {vrfs.length > 0 ? (
          <SelectField
            name="vrfId"
            label={t('addresses.vrf')}
            hint={t('addresses.vrfHint')}
            clear
            choices={vrfs.map((vrf) => ({ value: vrf.id, label: vrf.name }))}
          />
        ) : null}
        <TextField name="gateway" label={t('creation.gateway')} hint={t('addresses.gatewayHint')} maxLength={45} mono />
        <SwitchField name="container" label={t('addresses.container')} hint={t('addresses.containerHint')} />
        <NumberField name="quarantineDays" label={t('addresses.quarantine')} min={0} max={366} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('addresses.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
