import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { RoomFault } from '../../../api/admin-types.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { useWords } from '../../../components/words.tsx';
import { byNumber, byText, QueryTable, type Column } from '../../../table/QueryTable.tsx';
import {
  Button,
  Dialog,
  Empty,
  FormBox,
  Icon,
  NumberField,
  SelectField,
  TextField,
  useForm,
} from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const OPERATIONS = [
  'define',
  'start',
  'stop',
  'reboot',
  'grow',
  'undefine',
  'state',
  'filter',
  'volume',
  'move',
  'backUp',
  'removeBackup',
] as const;
const STALE = ['/admin/v1/room'] as const;

/** Faults that the simulated machine room has still to show, for trials of what the portal makes of them. */
export function Faults() {
  const { t, number } = useWords();
  const reason = useReason();
  const [adding, setAdding] = useState(false);
  const query = useQuery(adminQueries.faults());
  const end = useDeed<RoomFault>({
    run: (fault) => admin.dropFault(fault.id),
    stale: STALE,
    done: t('operations.faultEnded'),
  });
  const columns: readonly Column<RoomFault>[] = [
    {
      key: 'operation',
      title: t('operations.faultOperation'),
      text: (fault) => fault.operation,
      order: byText((fault) => fault.operation),
      render: (fault) => <span className="mono">{fault.operation}</span>,
    },
    {
      key: 'guest',
      title: t('operations.faultGuest'),
      text: (fault) => String(fault.instanceId ?? ''),
      render: (fault) =>
        fault.instanceId ? (
          <Link to={paths.guest(fault.instanceId)}>{fault.instanceId}</Link>
        ) : (
          <span className="muted">{t('operations.faultAnyGuest')}</span>
        ),
    },
    {
      key: 'times',
      title: t('operations.faultTimes'),
      numeric: true,
      text: (fault) => String(fault.times ?? 1),
      order: byNumber((fault) => fault.times ?? 1),
      render: (fault) => number(fault.times ?? 1),
    },
    {
      key: 'message',
      title: t('operations.faultMessage'),
      text: (fault) => fault.message ?? '',
      render: (fault) => <span className="wrap">{fault.message ?? ''}</span>,
    },
    {
      key: 'actions',
      title: t('common.actions'),
      width: 120,
      render: (fault) => (
        <Button kind="quiet" reason={reason('operations')} onClick={() => end.mutate(fault)}>
          {t('operations.faultEnd')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <QueryTable<RoomFault>
        name="faults"
        label={t('operations.faults')}
        query={query}
        columns={columns}
        rowKey={(fault) => String(fault.id)}
        actions={
          <Button icon={<Icon name="plus" />} reason={reason('operations')} onClick={() => setAdding(true)}>
            {t('operations.faultAdd')}
          </Button>
        }
        empty={
          <Empty title={t('operations.noFaults')}>
            <p>{t('operations.noFaultsNext')}</p>
          </Empty>
        }
      />
      {adding ? <NewFault onClose={() => setAdding(false)} /> : null}
    </>
  );
}

interface Wish {
  readonly operation: string;
  readonly instanceId?: number | null;
  readonly times: number;
  readonly message: string;
}

function NewFault({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: (values, key) => admin.addFault(values, key),
    stale: STALE,
    done: t('operations.faultAdded'),
    after: onClose,
  });
  return (
    <Dialog open title={t('operations.faultAdd')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={{ operation: 'start', times: 1 }} onSubmit={deed.submit}>
        <SelectField
          name="operation"
          label={t('operations.faultOperation')}
          required={t('common.required')}
          choices={OPERATIONS.map((value) => ({ value, label: value }))}
        />
        <div className="two">
          <NumberField name="instanceId" label={t('operations.faultGuest')} min={1} />
          <NumberField
            name="times"
            label={t('operations.faultTimes')}
            required={t('common.required')}
            min={1}
            max={1000}
          />
        </div>
        <TextField name="message" label={t('operations.faultMessage')} maxLength={200} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('operations.faultAdd')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
