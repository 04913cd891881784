import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { choiceQueries, groups, type PlacementGroup } from '../../../api/choices.ts';
import { tenantQueries, type Machine } from '../../../api/tenant.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { useAskedFor } from '../../../components/asked.ts';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import { Button, Code, Empty, Icon, State, useSay } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STALE = ['/v4/placement', '/v4/linode/instances'];
type Doing = { readonly what: 'create' } | { readonly what: 'rename' | 'assign'; readonly row: PlacementGroup };

/** Groups of machines that are kept on different hosts, and whether they are. */
export default function GroupsPage() {
  const { t } = useWords();
  const reason = useReason();
  const off = reason('own');
  const asked = useAskedFor();
  const [doing, setDoing] = useState<Doing | undefined>(asked && off === undefined ? { what: 'create' } : undefined);
  const query = useQuery(choiceQueries.groups());
  const machines = useQuery(tenantQueries.machines());
  const labelOf = (id: number) => machines.data?.data.find((machine) => machine.id === id)?.label ?? String(id);
  const state = (row: PlacementGroup) => {
    if (row.members.length === 0) return { shape: 'off', text: t('groups.none') } as const;
    return row.is_compliant
      ? ({ shape: 'running', text: t('groups.apart') } as const)
      : ({ shape: 'drift', text: t('groups.together') } as const);
  };
  const columns: readonly Column<PlacementGroup>[] = [
    {
      key: 'label',
      title: t('groups.label'),
      text: (row) => row.label,
      order: byText((row) => row.label),
      render: (row) => row.label,
    },
    {
      key: 'region',
      title: t('groups.region'),
      text: (row) => row.region,
      order: byText((row) => row.region),
      render: (row) => row.region,
    },
    {
      key: 'policy',
      title: t('groups.policy'),
      text: (row) => t(`creation.${row.placement_group_policy}`),
      order: byText((row) => row.placement_group_policy),
      render: (row) => t(`creation.${row.placement_group_policy}`),
    },
    {
      key: 'compliant',
      title: t('groups.compliant'),
      text: (row) => state(row).text,
      order: byText((row) => state(row).text),
      render: (row) => <State {...state(row)} />,
    },
    {
      key: 'members',
      title: t('groups.members'),
      text: (row) => row.members.map(({ linode_id: id }) => labelOf(id)).join(' '),
      order: byNumber((row) => row.members.length),
      render: (row) => <Members row={row} labelOf={labelOf} off={off} />,
    },
    {
      key: 'act',
      title: t('common.actions'),
      render: (row) => <Acts row={row} off={off} onDo={(what) => setDoing({ what, row })} />,
    },
  ];
  return (
    <>
      <PageHead
        title={t('groups.title')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={off}
            testId="create-group"
            onClick={() => setDoing({ what: 'create' })}
          >
            {t('groups.create')}
          </Button>
        }
      />
      <QueryTable<PlacementGroup>
        name="groups"
        label={t('groups.title')}
        query={query}
        columns={columns}
        rowKey={(row) => String(row.id)}
        empty={
          <Empty title={t('groups.empty')}>
            <p>{t('groups.emptyNext')}</p>
            <Code text="linode-cli placement group-create --label apart --region REGION --placement_group_type anti_affinity:local --placement_group_policy strict" />
          </Empty>
        }
      />
      {doing ? <Form doing={doing} machines={machines.data?.data ?? []} onClose={() => setDoing(undefined)} /> : null}
    </>
  );
}

interface MembersProps {
  readonly row: PlacementGroup;
  readonly labelOf: (id: number) => string;
  readonly off: string | undefined;
}

/** The machines in a group, each with the way out of it. */
function Members({ row, labelOf, off }: MembersProps) {
  const { t } = useWords();
  const say = useSay();
  const out = useDeed<number>({
    run: (id) => groups.unassign(row.id, [id]),
    stale: STALE,
    done: (_, id) => t('groups.unassigned', { label: labelOf(id) }),
  });
  if (row.members.length === 0) return '–';
  return (
    <ul className="event-lines">
      {row.members.map(({ linode_id: id, is_compliant: apart }) => (
        <li key={id} className="row">
          <Link to={paths.machine(id)}>{labelOf(id)}</Link>
          {apart ? null : <State shape="drift" text={t('groups.together')} />}
          <Button
            kind="quiet"
            reason={off}
            onClick={() =>
              say.ask({
                title: t('groups.askUnassign', { label: labelOf(id) }),
                text: t('groups.askUnassignText'),
                yes: t('groups.unassign'),
                no: t('common.cancel'),
                run: () => out.mutateAsync(id),
              })
            }
          >
            {t('groups.unassign')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface ActsProps {
  readonly row: PlacementGroup;
  readonly off: string | undefined;
  readonly onDo: (what: 'rename' | 'assign') => void;
}

function Acts({ row, off, onDo }: ActsProps) {
  const { t } = useWords();
  const say = useSay();
  const removal = useDeed({ run: () => groups.remove(row.id), stale: STALE, done: t('groups.deleted') });
  return (
    <span className="row">
      <Button reason={off} onClick={() => onDo('assign')}>
        {t('groups.assign')}
      </Button>
      <Button reason={off} onClick={() => onDo('rename')}>
        {t('groups.rename')}
      </Button>
      <Button
        kind="danger"
        reason={off ?? (row.members.length > 0 ? t('groups.notEmpty') : undefined)}
        onClick={() =>
          say.ask({
            title: t('groups.askDelete', { label: row.label }),
            text: t('groups.askDeleteText'),
            yes: t('common.delete'),
            no: t('common.cancel'),
            danger: true,
            run: () => removal.mutateAsync(),
          })
        }
      >
        {t('common.delete')}
      </Button>
    </span>
  );
}

interface FormProps {
  readonly doing: Doing;
  readonly machines: readonly Machine[];
  readonly onClose: () => void;
}

function Form({ doing, machines, onClose }: FormProps) {
  const { t } = useWords();
  const regions = useQuery(tenantQueries.regions());
  const all = useQuery(choiceQueries.groups());
  const label = { name: 'label', label: t('groups.label'), maxLength: 64 };
  if (doing.what === 'rename') {
    return (
      <FormDialog
        title={t('groups.rename')}
        submit={t('common.save')}
        fields={[{ ...label, wide: true }]}
        initial={{ label: doing.row.label }}
        run={({ label: name }) => groups.rename(doing.row.id, String(name))}
        stale={STALE}
        done={t('groups.renamed')}
        onClose={onClose}
      />
    );
  }
  if (doing.what === 'assign') {
    const taken = new Set((all.data?.data ?? []).flatMap(({ members }) => members.map(({ linode_id: id }) => id)));
    return (
      <FormDialog
        title={t('groups.assign')}
        fields={[
          {
            name: 'linodes',
            label: t('groups.members'),
            kind: 'many',
            wide: true,
            hint: t('groups.noneLeft'),
            choices: machines
              .filter(({ id, region }) => region === doing.row.region && !taken.has(id))
              .map(({ id, label: name }) => ({ value: id, label: name })),
          },
        ]}
        run={({ linodes }) => groups.assign(doing.row.id, linodes as readonly number[])}
        stale={STALE}
        done={t('groups.assigned')}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={t('groups.create')}
      fields={[
        label,
        {
          name: 'region',
          label: t('groups.region'),
          kind: 'choice',
          loading: regions.isPending,
          choices: (regions.data?.data ?? []).map(({ id, label: name }) => ({ value: id, label: `${name} (${id})` })),
        },
        {
          name: 'placement_group_policy',
          label: t('groups.policy'),
          kind: 'choice',
          wide: true,
          choices: (['strict', 'flexible'] as const).map((value) => ({ value, label: t(`creation.${value}`) })),
          hint: t('creation.policyHint'),
        },
      ]}
      initial={{ placement_group_policy: 'strict' }}
      run={(values, key) => groups.create({ ...values, placement_group_type: 'anti_affinity:local' }, key)}
      stale={STALE}
      done={t('groups.created')}
      onClose={onClose}
    />
  );
}
