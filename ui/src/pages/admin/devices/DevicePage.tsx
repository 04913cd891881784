import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { isLost } from '../../../api/again.ts';
import { admin, adminQueries } from '../../../api/admin.ts';
import type { Device } from '../../../api/admin-types.ts';
import { deviceCan, type DeviceStep } from '../../../api/can.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { useAgainst, useAsOf, useSearchState, useShowsPast } from '../../../components/asOf.tsx';
import { FieldsThatDiffer } from '../../../components/Changes.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { HistoryOf } from '../../../components/HistoryList.tsx';
import { Link } from '../../../components/Link.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { Status } from '../../../components/Status.tsx';
import { Mono, useWords } from '../../../components/words.tsx';
import {
  Button,
  Dialog,
  FormBox,
  NumberField,
  Facts,
  Panel,
  DecimalField,
  TableSkeleton,
  Tabs,
  useForm,
  useSay,
} from '../../../ui/index.ts';
import { instantOf, isoInstant } from '../../../util/dates.ts';
import { paths } from '../../../util/paths.ts';
import { DeviceDeeds } from './DeviceDeeds.tsx';
import { DevicePower } from './DevicePower.tsx';
import { modelOf } from './DevicesPage.tsx';
import { DeviceSheet } from './DeviceSheet.tsx';
import { PartsOf } from './PartsOf.tsx';
import { Sockets } from './Sockets.tsx';

type PlainStep = Exclude<DeviceStep, 'receive' | 'rack' | 'hypervisor' | 'move'>;
const STEPS: readonly PlainStep[] = ['in-service', 'drain', 'unrack', 'retire'];

export default function DevicePage() {
  const id = Number(useParams()['id']);
  const { t, figure } = useWords();
  const say = useSay();
  const asOf = useAsOf();
  const reason = useReason();
  const [making, setMaking] = useState(false);
  const [params, change] = useSearchState();
  const query = useQuery({ ...adminQueries.device(id, asOf), placeholderData: keepPreviousData });
  const against = useAgainst();
  const earlier = useQuery({ ...adminQueries.device(id, against), enabled: against !== undefined });
  const types = useQuery({ ...adminQueries.deviceTypes(), staleTime: 300_000 });
  const hosts = useQuery({ ...adminQueries.hosts(), staleTime: 15_000 });
  const tenantId = query.data?.tenantId ?? 0;
  const owner = useQuery({ ...adminQueries.tenant(tenantId), enabled: tenantId > 0 });
  const history = useQuery(adminQueries.history(`device-${id}`));
  useShowsPast((history.data?.data ?? []).map((event) => isoInstant(instantOf(event.at))));
  const step = useDeed<PlainStep>({
    run: (name) => admin.deviceStep(id, name),
    stale: ['/admin/v1/devices', '/admin/v1/racks', '/admin/v1/hosts', '/admin/v1/history', '/admin/v1/overview'],
    done: (_, name) => t(`devices.did.${name}`, { name: query.data?.name ?? '' }),
  });
  if (isLost(query)) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton columns={3} label={t('common.loading')} />;
  const hostId = hosts.data?.data.find((host) => host.deviceId === id)?.id ?? null;
  const device = { ...query.data, hostId };
  const type = device.type ?? types.data?.data.find((candidate) => candidate.id === device.deviceTypeId);
  const ask = (name: PlainStep) => {
    if (name === 'in-service') return step.mutate(name);
    return say.ask({
      title: t(`devices.ask.${name}`, { name: device.name }),
      text: t(`devices.askText.${name}`),
      yes: t(`devices.steps.${name}`),
      no: t('common.cancel'),
      danger: name === 'retire',
      run: () => step.mutateAsync(name),
    });
  };
  return (
    <div className="stack">
      <PageHead
        title={device.name}
        crumbs={[{ text: t('shell.nav.devices'), to: paths.devices() }]}
        beside={<Status state={device.state} trace={{ kind: 'history', id: `device-${device.id}` }} />}
        actions={
          <>
            <DeviceDeeds device={device} />
            <Button reason={reason('inventory', deviceCan('hypervisor', device))} onClick={() => setMaking(true)}>
              {t('devices.steps.hypervisor')}
            </Button>
            {STEPS.map((name) => (
              <Button
                key={name}
                kind={name === 'retire' ? 'danger' : 'plain'}
                reason={reason('inventory', deviceCan(name, device))}
                busy={step.isPending && step.variables === name}
                onClick={() => ask(name)}
              >
                {t(`devices.steps.${name}`)}
              </Button>
            ))}
          </>
        }
      />
      <FieldsThatDiffer here={query.data} other={earlier.data} />
      <Tabs
        active={params.get('tab') ?? 'facts'}
        onChange={(key) => change({ tab: key === 'facts' ? undefined : key, port: undefined })}
        tabs={[
          {
            key: 'facts',
            label: t('devices.facts'),
            content: (
              <Panel title={t('devices.facts')}>
                <Facts
                  facts={[
                    { label: t('devices.model'), value: modelOf(device, types.data?.data) || '–' },
                    { label: t('devices.serial'), value: <Mono>{device.serial}</Mono> },
                    { label: t('devices.assetTag'), value: device.assetTag ?? '–' },
                    {
                      label: t('devices.place'),
                      value: device.rackId ? (
                        <Link
                          to={paths.rack(
                            device.rackId,
                            typeof device.positionU === 'number' ? { u: device.positionU, device: device.id } : {},
                          )}
                        >{`${device.rackName ?? device.rackId} · ${device.face ? t(`racks.faces.${device.face}`) : ''} U${device.positionU ?? '?'}`}</Link>
                      ) : (
                        t('devices.notRacked')
                      ),
                    },
                    {
                      label: t('devices.tenant'),
                      value: device.tenantId ? (
                        <Link to={paths.tenant(device.tenantId)}>{owner.data?.name ?? `#${device.tenantId}`}</Link>
                      ) : (
                        t('devices.houseGear')
                      ),
                    },
                    { label: t('racks.heightU'), value: type ? `${type.heightU} U` : '–' },
                    {
                      label: t('devices.depth'),
                      value: type ? (type.fullDepth ? t('devices.fullDepth') : t('devices.halfDepth')) : '–',
                    },
                    { label: t('trace.rack.weight'), value: figure(type?.weightKg, 'kg') },
                    { label: t('racks.maxDraw'), value: figure(type?.maxDrawW, 'W') },
                    {
                      label: t('devices.host'),
                      value: hostId ? <Link to={paths.host(hostId)}>{t('racks.openHost')}</Link> : '–',
                    },
                  ]}
                />
              </Panel>
            ),
          },
          { key: 'ports', label: t('room.ports'), content: <Sockets device={device} /> },
          { key: 'power', label: t('room.cords'), content: <DevicePower device={device} /> },
          { key: 'parts', label: t('room.parts'), content: <PartsOf device={device} /> },
          { key: 'sheet', label: t('room.sheet'), content: <DeviceSheet device={device} /> },
          {
            key: 'history',
            label: t('trace.history'),
            content: (
              <Panel>
                <HistoryOf query={history} travel />
              </Panel>
            ),
          },
        ]}
      />
      <MakeHypervisor device={device} open={making} onClose={() => setMaking(false)} />
    </div>
  );
}

interface Wish {
  readonly vcpus: number;
  readonly memoryMb: number;
  readonly diskGb: number;
  readonly vcpu: string;
  readonly memory: string;
}

function MakeHypervisor({
  device,
  open,
  onClose,
}: {
  readonly device: Device;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const deed = useFormDeed<Wish>({
    handle,
    run: ({ vcpu, memory, ...size }) => admin.makeHypervisor(device.id, { ...size, overcommit: { vcpu, memory } }),
    stale: ['/admin/v1/devices', '/admin/v1/hosts', '/admin/v1/history', '/admin/v1/overview'],
    fields: { 'overcommit.vcpu': 'vcpu', 'overcommit.memory': 'memory' },
    done: t('devices.isHypervisor', { name: device.name }),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('devices.steps.hypervisor')} onClose={onClose}>
      <FormBox<Wish>
        handle={handle}
        initial={{ vcpus: 64, memoryMb: 262_144, diskGb: 4_000, vcpu: '4.0', memory: '1.0' }}
        onSubmit={deed.submit}
      >
        <div className="two">
          <NumberField name="vcpus" label="vCPU" min={1} max={4096} required={t('common.required')} />
          <NumberField name="memoryMb" label={t('machines.memory')} unit="MB" min={1} required={t('common.required')} />
          <NumberField name="diskGb" label={t('machines.disk')} unit="GB" min={1} required={t('common.required')} />
          <span />
          <DecimalField
            name="vcpu"
            label={t('devices.overcommitVcpu')}
            wrong={t('common.notDecimal')}
            required={t('common.required')}
            hint={t('devices.overcommitHint')}
          />
          <DecimalField
            name="memory"
            label={t('devices.overcommitMemory')}
            wrong={t('common.notDecimal')}
            required={t('common.required')}
          />
        </div>
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('devices.steps.hypervisor')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
