import { useQuery } from '@tanstack/react-query';
import { choiceQueries } from '../../../api/choices.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { OWN_TICKETS, ticket, type Subject, type Ticket } from '../../../api/tickets.ts';
import { volumeQueries } from '../../../api/volumes.ts';
import { FormDialog, textOf } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';

const ALL = { page: 1, pageSize: 500 } as const;
const SUMMARY_MOST = 64;
const DESCRIPTION_MOST = 64_000;

interface Named {
  readonly id: number;
  readonly label: string;
}

/** Asks the house something, perhaps about a thing of one's own. */
export function TicketForm({
  onClose,
  onOpened,
}: {
  readonly onClose: () => void;
  readonly onOpened: (id: number) => void;
}) {
  const { t } = useWords();
  const machines = useQuery(tenantQueries.machines());
  const volumes = useQuery(volumeQueries.all(ALL));
  const firewalls = useQuery(choiceQueries.firewalls());
  const vpcs = useQuery(choiceQueries.vpcs());
  const of = (kind: Subject, rows: readonly Named[] | undefined) =>
    (rows ?? []).map(({ id, label }) => ({ value: `${kind}:${id}`, label: `${t(`tickets.kinds.${kind}`)}: ${label}` }));
  return (
    <FormDialog<Ticket>
      title={t('tickets.create')}
      fields={[
        { name: 'summary', label: t('tickets.summary'), maxLength: SUMMARY_MOST, wide: true },
        {
          name: 'about',
          label: t('tickets.about'),
          kind: 'choice',
          optional: true,
          hint: t('tickets.aboutHint'),
          loading: machines.isPending,
          choices: [
            ...of('linode', machines.data?.data),
            ...of('volume', volumes.data?.data),
            ...of('firewall', firewalls.data?.data),
            ...of('vpc', vpcs.data?.data),
          ],
        },
        {
          name: 'severity',
          label: t('tickets.severity'),
          kind: 'choice',
          optional: true,
          choices: ([1, 2, 3] as const).map((value) => ({ value, label: t(`tickets.severities.${value}`) })),
        },
        {
          name: 'description',
          label: t('tickets.description'),
          kind: 'area',
          wide: true,
          maxLength: DESCRIPTION_MOST,
          hint: t('tickets.noFiles'),
        },
      ]}
      wire={{ linode_id: 'about', volume_id: 'about', firewall_id: 'about', vpc_id: 'about' }}
      run={({ about, ...values }, key) => {
        const [kind, id] = textOf(about).split(':');
        return ticket.open(kind ? { ...values, [`${kind}_id`]: Number(id) } : values, key).then((opened) => {
          onOpened(opened.id);
          return opened;
        });
      }}
      stale={[OWN_TICKETS]}
      done={t('tickets.opened')}
      onClose={onClose}
    />
  );
}
