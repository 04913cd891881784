import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Device, DeviceType } from '../../../api/admin-types.ts';
import { useFormDeed, useReason } from '../../../components/act.tsx';
import { useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { ChangesSince } from '../../../components/Changes.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status, useStateWord } from '../../../components/Status.tsx';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Button, Dialog, Empty, FormBox, Icon, Pick, SelectField, TextField, useForm } from '../../../ui/index.ts';
import { paths } from '../../../util/paths.ts';

const STATES = ['ORDERED', 'RECEIVED', 'RACKED', 'IN_SERVICE', 'DRAINING', 'RETIRED'] as const;

export const modelOf = (device: Device, types: readonly DeviceType[] = []): string => {
  const type = device.type ?? types.find((candidate) => candidate.id === device.deviceTypeId);
  return type ? `${type.manufacturer} ${type.model}` : '';
};

export default function DevicesPage() {
  const { t } = useWords();
  const asOf = useAsOf();
  const reason = useReason();
  const stateWord = useStateWord();
  const [params, change] = useSearchState();
  const [adding, setAdding] = useState(false);
  const paging = usePaging('devices');
  useShowsPast();
  const state = params.get('state') ?? undefined;
  const query = useQuery({ ...adminQueries.devices({ asOf, state, ...paging }), placeholderData: keepPreviousData });
  const types = useQuery({ ...adminQueries.deviceTypes(), staleTime: 300_000 });
  const model = (device: Device) => modelOf(device, types.data?.data);
  const place = (device: Device) =>
    device.rackId ? `${device.rackName ?? device.rackId} U${device.positionU ?? '?'}` : '';
  const columns: readonly Column<Device>[] = [
    {
      key: 'name',
      title: t('devices.name'),
      text: (device) => device.name,
      order: byText((device) => device.name),
      render: (device) => <Link to={paths.device(device.id)}>{device.name}</Link>,
    },
    {
      key: 'state',
      title: t('devices.state'),
      text: (device) => stateWord(device.state),
      order: byText((device) => device.state),
      render: (device) => <Status state={device.state} trace={{ kind: 'history', id: `device-${device.id}` }} />,
    },
    { key: 'model', title: t('devices.model'), text: model, order: byText(model), render: model },
    {
      key: 'serial',
      title: t('devices.serial'),
      text: (device) => device.serial,
      order: byText((device) => device.serial),
      render: (device) => <span className="mono">{device.serial}</span>,
    },
    {
      key: 'tag',
      title: t('devices.assetTag'),
      text: (device) => device.assetTag ?? '',
      order: byText((device) => device.assetTag ?? ''),
      render: (device) => device.assetTag ?? '–',
    },
    {
      key: 'rack',
      title: t('devices.place'),
      text: place,
      order: byText(place),
      render: (device) => (device.rackId ? <Link to={paths.rack(device.rackId)}>{place(device)}</Link> : '–'),
    },
  ];
  return (
    <>
      <PageHead
        title={t('shell.nav.devices')}
        actions={
          <Button
            kind="primary"
            icon={<Icon name="plus" />}
            reason={reason('inventory')}
            onClick={() => setAdding(true)}
          >
            {t('devices.add')}
          </Button>
        }
      />
      <ChangesSince kind="DEVICES" />
      <QueryTable<Device>
        name="devices"
        label={t('shell.nav.devices')}
        query={query}
        columns={columns}
        paged
        rowKey={(device) => String(device.id)}
        filters={
          <Pick
            label={t('devices.state')}
            value={state}
            choices={STATES.map((value) => ({ value, label: stateWord(value) }))}
            onChange={(value) => change({ state: value, 'devices.page': undefined })}
          />
        }
        empty={
          <Empty title={t('devices.empty')}>
            <p>{t('devices.emptyNext')}</p>
          </Empty>
        }
      />
      <NewDevice
        open={adding}
        types={types.data?.data ?? []}
        loading={types.isPending}
        onClose={() => setAdding(false)}
      />
    </>
  );
}

interface Wish {
  readonly deviceTypeId: number;
  readonly serial: string;
  readonly name: string;
  readonly assetTag?: string;
}

interface NewDeviceProps {
  readonly open: boolean;
  readonly types: readonly DeviceType[];
  readonly loading: boolean;
  readonly onClose: () => void;
}

function NewDevice({ open, types, loading, onClose }: NewDeviceProps) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: (values, key) => admin.createDevice(values, key),
    stale: ['/admin/v1/devices', '/admin/v1/overview'],
    done: t('devices.added'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('devices.add')} onClose={onClose}>
      <FormBox<Wish> handle={handle} onSubmit={deed.submit}>
        <SelectField
          name="deviceTypeId"
          label={t('devices.model')}
          required={t('common.required')}
          loading={loading}
          choices={types.map((type) => ({
            value: type.id,
            label: `${type.manufacturer} ${type.model} · ${type.heightU}U`,
          }))}
        />
        <div className="two">
          <TextField name="serial" label={t('devices.serial')} required={t('common.required')} maxLength={64} mono />
          <TextField name="name" label={t('devices.name')} required={t('common.required')} maxLength={64} />
          <TextField name="assetTag" label={t('devices.assetTag')} maxLength={64} />
        </div>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('devices.add')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
