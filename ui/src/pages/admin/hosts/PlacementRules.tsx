import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import {
  PLACEMENT_POLICIES,
  type PlacementPolicy,
  type PlacementRule,
  type PlacementWish,
  type Site,
} from '../../../api/admin-types.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePresent } from '../../../components/session.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, FormBox, Icon, SelectField, TextField, useForm } from '../../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant } from '../../../util/dates.ts';

const STALE = ['/admin/v1/placement/rules'];

/** By what new guests' hosts are chosen, from when on, and why. */
export function PlacementRules({ sites }: { readonly sites: readonly Site[] }) {
  const { t } = useWords();
  const reason = useReason();
  const now = usePortalNow();
  const [adding, setAdding] = useState(false);
  const query = useQuery(adminQueries.placementRules());
  const withdraw = useDeed<PlacementRule>({
    run: (rule) => admin.withdrawPlacementRule(rule.id),
    stale: STALE,
    done: t('hosts.placement.withdrawn'),
  });
  const site = (rule: PlacementRule) =>
    sites.find((candidate) => candidate.id === rule.siteId)?.name ?? t('hosts.placement.everywhere');
  const policy = (rule: PlacementRule) => t(`hosts.placement.policies.${rule.policy}`);
  const begun = (rule: PlacementRule) => instantOf(rule.from).getTime() <= now.getTime();
  const columns: readonly Column<PlacementRule>[] = [
    {
      key: 'policy',
      title: t('hosts.placement.policy'),
      text: policy,
      order: byText(policy),
      render: (rule) => <Traced to={{ kind: 'history', id: `placementrule-${rule.id}` }}>{policy(rule)}</Traced>,
    },
    { key: 'site', title: t('racks.site'), text: site, order: byText(site), render: site },
    {
      key: 'from',
      title: t('hosts.placement.from'),
      text: (rule) => rule.from,
      order: byText((rule) => rule.from),
      render: (rule) => <When at={rule.from} />,
    },
    { key: 'why', title: t('hosts.placement.why'), text: (rule) => rule.reason, render: (rule) => rule.reason },
    {
      key: 'actions',
      title: t('common.actions'),
      render: (rule) => (
        <Button
          reason={begun(rule) ? t('hosts.placement.begun') : reason('operations')}
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate(rule)}
        >
          {t('hosts.placement.withdraw')}
        </Button>
      ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('hosts.placement.title')}</h2>
      <p className="muted">{t('hosts.placement.sub')}</p>
      <div>
        <Button icon={<Icon name="plus" />} reason={reason('operations')} onClick={() => setAdding(true)}>
          {t('hosts.placement.add')}
        </Button>
      </div>
      <QueryTable<PlacementRule>
        name="placement-rules"
        label={t('hosts.placement.title')}
        query={query}
        columns={columns}
        rowKey={(rule) => String(rule.id)}
        empty={
          <Empty title={t('hosts.placement.empty')}>
            <p>{t('hosts.placement.emptyNext')}</p>
          </Empty>
        }
      />
      <NewRule open={adding} sites={sites} onClose={() => setAdding(false)} />
    </section>
  );
}

interface Wish {
  readonly policy: PlacementPolicy;
  readonly siteId?: number;
  readonly from?: string;
  readonly reason: string;
}

function NewRule({
  open,
  sites,
  onClose,
}: {
  readonly open: boolean;
  readonly sites: readonly Site[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { zone } = usePresent();
  const handle = useForm<Wish>();
  const instant = (text: string) => isoInstant(fromLocalInput(text, zone) ?? instantOf(text));
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ policy, siteId, from, reason }, key) => {
      const body: PlacementWish = {
        policy,
        reason,
        ...(siteId ? { siteId } : {}),
        ...(from ? { from: instant(from) } : {}),
      };
      return admin.setPlacementRule(body, key);
    },
    stale: STALE,
    done: t('hosts.placement.added'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('hosts.placement.add')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={{ policy: 'DEMAND_FIT' }} onSubmit={deed.submit}>
        <SelectField
          name="policy"
          label={t('hosts.placement.policy')}
          required={t('common.required')}
          choices={PLACEMENT_POLICIES.map((policy) => ({
            value: policy,
            label: t(`hosts.placement.policies.${policy}`),
          }))}
        />
        <SelectField
          name="siteId"
          label={t('racks.site')}
          hint={t('hosts.placement.siteHint')}
          choices={sites.map((site) => ({ value: site.id, label: site.name }))}
        />
        <TextField
          name="from"
          label={t('hosts.placement.fromIn', { zone })}
          hint={t('hosts.placement.fromHint')}
          type="datetime-local"
        />
        <TextField name="reason" label={t('hosts.placement.why')} required={t('common.required')} maxLength={500} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('hosts.placement.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
