import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Site } from '../../../api/admin-types.ts';
import {
  PLACEMENT_POLICIES,
  PLACEMENT_WEIGHTS,
  WEIGHTS_OF,
  type PlacementPolicy,
  type PlacementRule,
  type PlacementWeight,
  type PlacementWish,
} from '../../../api/placement-types.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf } from '../../../components/asOf.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { usePortalNow } from '../../../components/now.ts';
import { usePresent } from '../../../components/session.tsx';
import { Traced } from '../../../components/trace.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  Dialog,
  Empty,
  FormBox,
  Icon,
  NumberField,
  SelectField,
  Tag,
  TextField,
  useForm,
  useWatched,
} from '../../../ui/index.ts';
import { fromLocalInput, instantOf, isoInstant } from '../../../util/dates.ts';

const STALE = ['/admin/v1/placement/rules'];

/** By what new guests' hosts are chosen, from when on, and why. */
export function PlacementRules({ sites }: { readonly sites: readonly Site[] }) {
  const { t, number } = useWords();
  const may = useReason();
  const asOf = useAsOf();
  const reason = (right: 'operations') => (asOf === undefined ? may(right) : t('hosts.tabs.nowOnly'));
  const now = usePortalNow();
  const [adding, setAdding] = useState(false);
  const query = useQuery(adminQueries.placementRules());
  const inForce = useQuery(adminQueries.placementInForce(asOf)).data?.data ?? [];
  const holds = (rule: PlacementRule) => inForce.some((each) => each.id === rule.id);
  const withdraw = useDeed<PlacementRule>({
    run: (rule) => admin.withdrawPlacementRule(rule.id),
    stale: STALE,
    done: t('hosts.placement.withdrawn'),
  });
  const site = (rule: PlacementRule) =>
    sites.find((candidate) => candidate.id === rule.siteId)?.name ?? t('hosts.placement.everywhere');
  const policy = (rule: PlacementRule) => t(`hosts.placement.policies.${rule.policy}`);
  const weights = (rule: PlacementRule) =>
    PLACEMENT_WEIGHTS.flatMap((weight) => {
      const value = rule.weights[weight];
      return typeof value === 'number' ? [`${t(`hosts.placement.weights.${weight}`)} ${number(value, 4)}`] : [];
    }).join(' · ') || '–';
  const begun = (rule: PlacementRule) => instantOf(rule.from).getTime() <= now.getTime();
  const columns: readonly Column<PlacementRule>[] = [
    {
      key: 'policy',
      title: t('hosts.placement.policy'),
      text: policy,
      order: byText(policy),
      render: (rule) => (
        <>
          <Traced to={{ kind: 'history', id: `placementrule-${rule.id}` }}>{policy(rule)}</Traced>{' '}
          {holds(rule) ? <Tag>{t('hosts.placement.inForce')}</Tag> : null}
        </>
      ),
    },
    {
      key: 'weights',
      title: t('hosts.placement.weigh'),
      text: weights,
      render: (rule) => <span className="wrap">{weights(rule)}</span>,
    },
    { key: 'site', title: t('racks.site'), text: site, order: byText(site), render: site },
    {
      key: 'from',
      title: t('hosts.placement.from'),
      text: (rule) => rule.from,
      order: byText((rule) => rule.from),
      render: (rule) => <When at={rule.from} />,
    },
    {
      key: 'why',
      title: t('hosts.placement.why'),
      text: (rule) => rule.reason,
      render: (rule) => <span className="wrap">{rule.reason}</span>,
    },
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

type Weighed = { readonly [W in PlacementWeight as `weights.${W}`]?: number };

interface Wish extends Weighed {
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
  const { t, number } = useWords();
  const { zone } = usePresent();
  const handle = useForm<Wish>();
  const weights = WEIGHTS_OF[useWatched(handle).policy ?? 'DEMAND_FIT'];
  const instant = (text: string) => isoInstant(fromLocalInput(text, zone) ?? instantOf(text));
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ policy, siteId, from, reason, ...wish }, key) => {
      const set = WEIGHTS_OF[policy].flatMap(({ weight }) => {
        const value = wish[`weights.${weight}`];
        return typeof value === 'number' ? [[weight, value] as const] : [];
      });
      const body: PlacementWish = {
        policy,
        reason,
        ...(set.length > 0 ? { weights: Object.fromEntries(set) } : {}),
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
        {weights.length > 0 ? (
          <div className="two">
            {weights.map(({ weight, usual, min, max }) => (
              <NumberField
                key={weight}
                name={`weights.${weight}`}
                label={t(`hosts.placement.weights.${weight}`)}
                hint={t('hosts.placement.weightHint', {
                  what: t(`hosts.placement.weightHints.${weight}`),
                  min: number(min, 2),
                  max: number(max),
                  usual: number(usual),
                })}
                min={min}
                max={max}
                whole={weight === 'days'}
              />
            ))}
          </div>
        ) : null}
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
