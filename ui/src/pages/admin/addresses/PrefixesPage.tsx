import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Prefix, Site } from '../../../api/admin-types.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Bar, Button, Dialog, Empty, FormBox, Icon, SelectField, TextField, useForm } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';
import { share } from '../../../util/units.ts';

export default function PrefixesPage() {
  const { t, number } = useWords();
  const reason = useReason();
  const asOf = useAsOf();
  useShowsPast();
  const [adding, setAdding] = useState(false);
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  const query = useQuery({ ...adminQueries.prefixes(asOf), placeholderData: keepPreviousData });
  const site = (prefix: Prefix) =>
    sites.data?.data.find((candidate) => candidate.id === prefix.siteId)?.name ?? String(prefix.siteId);
  const columns: readonly Column<Prefix>[] = [
    {
      key: 'cidr',
      title: t('addresses.prefix'),
      text: (prefix) => prefix.cidr,
      order: byText((prefix) => prefix.cidr),
      render: (prefix) => (
        <Link to={paths.prefix(prefix.id)}>
          <span className="mono">{prefix.cidr}</span>
        </Link>
      ),
    },
    { key: 'site', title: t('racks.site'), text: site, order: byText(site), render: site },
    {
      key: 'gateway',
      title: t('machines.gateway'),
      text: (prefix) => prefix.gateway ?? '',
      render: (prefix) => <span className="mono">{prefix.gateway ?? '–'}</span>,
    },
    {
      key: 'used',
      title: t('addresses.used'),
      width: 280,
      text: (prefix) => `${prefix.assigned}/${prefix.usable}`,
      order: byNumber((prefix) => share(prefix.assigned, prefix.usable)),
      render: (prefix) => (
        <Traced to={{ kind: 'history', id: `prefix-${prefix.id}` }}>
          <Bar
            label={`${prefix.cidr}: ${t('addresses.used')}`}
            share={share(prefix.assigned, prefix.usable)}
            text={`${number(prefix.assigned)} / ${number(prefix.usable)}`}
          />
        </Traced>
      ),
    },
    {
      key: 'free',
      title: t('addresses.free'),
      numeric: true,
      text: (prefix) => String(prefix.free),
      order: byNumber((prefix) => prefix.free),
      render: (prefix) => number(prefix.free),
    },
  ];
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
      <QueryTable<Prefix>
        name="prefixes"
        label={t('shell.nav.addresses')}
        query={query}
        columns={columns}
        rowKey={(prefix) => String(prefix.id)}
        empty={
          <Empty title={t('addresses.empty')}>
            <p>{t('addresses.emptyNext')}</p>
          </Empty>
        }
      />
      <NewPrefix open={adding} sites={sites.data?.data ?? []} onClose={() => setAdding(false)} />
    </>
  );
}

interface Wish {
  readonly cidr: string;
  readonly siteId: number;
  readonly gateway?: string;
}

function NewPrefix({
  open,
  sites,
  onClose,
}: {
  readonly open: boolean;
  readonly sites: readonly Site[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ gateway, ...values }, key) => admin.createPrefix({ ...values, ...(gateway ? { gateway } : {}) }, key),
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
        <TextField name="gateway" label={t('machines.gateway')} hint={t('addresses.gatewayHint')} maxLength={45} mono />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('addresses.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
