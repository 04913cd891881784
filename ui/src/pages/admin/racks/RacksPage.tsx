import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Rack, Site } from '../../../api/admin-types.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useAgainst, useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Bar,
  Button,
  Dialog,
  Empty,
  FormBox,
  Icon,
  NumberField,
  Pick,
  SelectField,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { browserZone } from '../../../util/dates.ts';
import { differenceOf } from '../../../util/difference.ts';
import { paths } from '../../../util/paths.ts';
import { share } from '../../../util/units.ts';

function useColumns(sites: readonly Site[]): readonly Column<Rack>[] {
  const { t, number } = useWords();
  const site = (rack: Rack) => sites.find((candidate) => candidate.id === rack.siteId)?.name ?? String(rack.siteId);
  const fill = (
    key: 'u' | 'weight' | 'power',
    used: (rack: Rack) => number,
    most: (rack: Rack) => number,
    unit: string,
  ): Column<Rack> => ({
    key,
    title: t(`trace.rack.${key}`),
    width: 230,
    text: (rack) => String(used(rack)),
    order: byNumber((rack) => share(used(rack), most(rack))),
    render: (rack) => {
      const value = used(rack);
      return (
        <Traced to={{ kind: 'rack', id: rack.id, part: key }}>
          <Bar
            label={`${rack.name}: ${t(`trace.rack.${key}`)}`}
            share={share(value, most(rack))}
            text={`${number(value, 1)} / ${number(most(rack))} ${unit}`}
          />
        </Traced>
      );
    },
  });
  return [
    {
      key: 'name',
      title: t('racks.name'),
      text: (rack) => rack.name,
      order: byText((rack) => rack.name),
      render: (rack) => <Link to={paths.rack(rack.id)}>{rack.name}</Link>,
    },
    { key: 'site', title: t('racks.site'), text: site, order: byText(site), render: site },
    {
      key: 'devices',
      title: t('shell.nav.devices'),
      numeric: true,
      text: (rack) => String(rack.devices),
      order: byNumber((rack) => rack.devices),
      render: (rack) => number(rack.devices),
    },
    fill(
      'u',
      (rack) => rack.usedU,
      (rack) => rack.heightU,
      'U',
    ),
    fill(
      'power',
      (rack) => rack.powerW,
      (rack) => rack.maxPowerW,
      'W',
    ),
    fill(
      'weight',
      (rack) => rack.weightKg,
      (rack) => rack.maxWeightKg,
      'kg',
    ),
  ];
}

export default function RacksPage() {
  const { t } = useWords();
  const asOf = useAsOf();
  const against = useAgainst();
  const reason = useReason();
  const [params, change] = useSearchState();
  const [adding, setAdding] = useState<'rack' | 'site'>();
  const siteId = Number(params.get('site')) || undefined;
  const sites = useQuery({ ...adminQueries.sites(), staleTime: 60_000 });
  const query = useQuery({ ...adminQueries.racks(asOf, siteId), placeholderData: keepPreviousData });
  const earlier = useQuery({ ...adminQueries.racks(against, siteId), enabled: against !== undefined });
  useShowsPast();
  const columns = useColumns(sites.data?.data ?? []);
  const differences =
    against === undefined || !earlier.data || !query.data
      ? undefined
      : differenceOf(
          earlier.data.data,
          query.data.data,
          (rack) => String(rack.id),
          (rack) => JSON.stringify([rack.name, rack.devices, rack.usedU, rack.weightKg, rack.powerW]),
        );
  const shown =
    differences && query.data
      ? { ...query, data: { ...query.data, data: differences.map((difference) => difference.row) } }
      : query;
  const changeOf = new Map((differences ?? []).map((difference) => [difference.row.id, difference.change]));
  return (
    <>
      <PageHead
        title={t('shell.nav.racks')}
        actions={
          <>
            <Button reason={reason('inventory')} onClick={() => setAdding('site')}>
              {t('racks.addSite')}
            </Button>
            <Button
              kind="primary"
              icon={<Icon name="plus" />}
              reason={reason('inventory', sites.data?.data.length === 0 ? 'noSite' : undefined)}
              onClick={() => setAdding('rack')}
            >
              {t('racks.add')}
            </Button>
          </>
        }
      />
      <QueryTable<Rack>
        name="racks"
        label={t('shell.nav.racks')}
        query={shown}
        columns={columns}
        rowKey={(rack) => String(rack.id)}
        rowClass={(rack) => changeOf.get(rack.id) ?? ''}
        filters={
          <Pick
            label={t('racks.site')}
            value={siteId}
            choices={(sites.data?.data ?? []).map((site) => ({ value: site.id, label: site.name }))}
            onChange={(value) => change({ site: value?.toString() })}
          />
        }
        empty={
          <Empty title={t('racks.empty')}>
            <p>{t('racks.emptyNext')}</p>
          </Empty>
        }
      />
      <NewRack open={adding === 'rack'} sites={sites.data?.data ?? []} onClose={() => setAdding(undefined)} />
      <NewSite open={adding === 'site'} onClose={() => setAdding(undefined)} />
    </>
  );
}

type RackWish = Pick<Rack, 'siteId' | 'name' | 'heightU' | 'maxWeightKg' | 'maxPowerW'>;

function NewRack({
  open,
  sites,
  onClose,
}: {
  readonly open: boolean;
  readonly sites: readonly Site[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const handle = useForm<RackWish>();
  const deed = useFormDeed<RackWish>({
    handle,
    run: (values, key) => admin.createRack(values, key),
    stale: ['/admin/v1/racks', '/admin/v1/overview'],
    done: t('racks.added'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('racks.add')} onClose={onClose}>
      <FormBox<RackWish>
        handle={handle}
        initial={{ heightU: 42, maxWeightKg: 1000, maxPowerW: 8000, ...(sites[0] ? { siteId: sites[0].id } : {}) }}
        onSubmit={deed.submit}
      >
        <div className="two">
          <SelectField
            name="siteId"
            label={t('racks.site')}
            required={t('common.required')}
            choices={sites.map((site) => ({ value: site.id, label: site.name }))}
          />
          <TextField name="name" label={t('racks.name')} required={t('common.required')} maxLength={64} />
          <NumberField
            name="heightU"
            label={t('racks.heightU')}
            unit="U"
            min={1}
            max={100}
            required={t('common.required')}
          />
          <NumberField
            name="maxWeightKg"
            label={t('racks.maxWeight')}
            unit="kg"
            min={1}
            max={10_000}
            required={t('common.required')}
          />
          <NumberField
            name="maxPowerW"
            label={t('racks.maxPower')}
            unit="W"
            min={1}
            max={1_000_000}
            required={t('common.required')}
          />
        </div>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('racks.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}

function NewSite({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<Omit<Site, 'id'>>();
  const deed = useFormDeed<Omit<Site, 'id'>>({
    handle,
    run: (values, key) => admin.createSite(values, key),
    stale: ['/admin/v1/sites', '/admin/v1/overview'],
    done: t('racks.siteAdded'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('racks.addSite')} onClose={onClose}>
      <FormBox<Omit<Site, 'id'>> handle={handle} initial={{ timeZone: browserZone() }} onSubmit={deed.submit}>
        <div className="two">
          <TextField name="name" label={t('racks.siteName')} required={t('common.required')} maxLength={64} />
          <TextField
            name="region"
            label={t('machines.region')}
            required={t('common.required')}
            hint={t('racks.regionHint')}
            maxLength={32}
          />
          <TextField
            name="country"
            label={t('racks.country')}
            required={t('common.required')}
            hint={t('racks.countryHint')}
            maxLength={2}
          />
          <TextField name="timeZone" label={t('common.timeZone')} required={t('common.required')} maxLength={64} />
        </div>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('racks.addSite')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
