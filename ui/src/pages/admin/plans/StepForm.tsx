import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import type { Face } from '../../../api/admin-types.ts';
import { DEEDS, type Deed, type Layout, type LayoutStep } from '../../../api/layouts.ts';
import { useWords } from '../../../components/words.tsx';
import {
  Button,
  Dialog,
  FilterBox,
  FormBox,
  NumberField,
  SelectField,
  TextField,
  useForm,
  useWatched,
} from '../../../ui/index.ts';

interface Wish {
  readonly deed: Deed;
  readonly deviceId?: number;
  readonly deviceTypeId?: number;
  readonly rack?: string;
  readonly rackName?: string;
  readonly face?: Face;
  readonly positionU?: number;
  readonly name?: string;
  readonly heightU?: number;
  readonly maxWeightKg?: number;
  readonly maxPowerW?: number;
}

interface StepFormProps {
  readonly plan: Layout;
  readonly onAdd: (step: LayoutStep) => void;
  readonly onClose: () => void;
}

/** In which state a device must be for a deed; the server has the last word. */
const STATE: Partial<Record<Deed, string>> = { MOVE: 'RACKED', INSTALL: 'RECEIVED' };
const PLACES: ReadonlySet<Deed> = new Set(['MOVE', 'INSTALL', 'ORDER']);
const OF_DEVICE: ReadonlySet<Deed> = new Set(['MOVE', 'INSTALL', 'REMOVE', 'RETIRE']);

export function StepForm({ plan, onAdd, onClose }: StepFormProps) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  const wish = useWatched(handle);
  const deed = wish.deed ?? 'MOVE';
  const added = plan.steps.filter((step) => step.deed === 'ADD_RACK').map((step) => step.rackName ?? '');
  const submit = (values: Wish) => {
    const { rack, ...rest } = values;
    const named = rack?.startsWith('+') === true;
    onAdd({
      ...rest,
      ...(rack === undefined ? {} : named ? { rackName: rack.slice(1) } : { rackId: Number(rack) }),
    });
  };
  return (
    <Dialog open title={t('plans.addStep')} onClose={onClose}>
      <FormBox<Wish> handle={handle} initial={{ deed: 'MOVE', face: 'FRONT' }} onSubmit={submit}>
        <SelectField
          name="deed"
          label={t('plans.deed')}
          choices={DEEDS.map((value) => ({ value, label: t(`plans.deeds.${value}`) }))}
        />
        {OF_DEVICE.has(deed) ? <DeviceChoice key={deed} state={STATE[deed]} /> : null}
        {deed === 'ORDER' ? <OrderFields /> : null}
        {PLACES.has(deed) ? <PlaceFields siteId={plan.siteId} added={added} /> : null}
        {deed === 'ADD_RACK' ? <RackFields /> : null}
        {deed === 'REMOVE_RACK' ? <RackChoice siteId={plan.siteId} added={[]} /> : null}
        <Button kind="primary" submit>
          {t('plans.addStep')}
        </Button>
      </FormBox>
    </Dialog>
  );
}

function DeviceChoice({ state }: { readonly state: string | undefined }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const query = useQuery({
    ...adminQueries.devices({ state, q: text === '' ? undefined : text, pageSize: 100 }),
    placeholderData: keepPreviousData,
  });
  const devices = query.data?.data ?? [];
  return (
    <>
      <div className="pick-line">
        <FilterBox label={t('plans.findDevice')} value={text} onChange={setText} />
        <span className="muted small">{t('plans.found', { count: query.data?.results ?? 0 })}</span>
      </div>
      <SelectField
        name="deviceId"
        label={t('plans.device')}
        required={t('common.required')}
        loading={query.isPending}
        choices={devices.map((device) => ({
          value: device.id,
          label: `${device.name} · ${device.serial ?? ''}${device.rackName ? ` · ${device.rackName} U${device.positionU ?? ''}` : ''}`,
        }))}
      />
    </>
  );
}

function OrderFields() {
  const { t } = useWords();
  const query = useQuery({ ...adminQueries.deviceTypes(), staleTime: 60_000 });
  return (
    <>
      <SelectField
        name="deviceTypeId"
        label={t('devices.model')}
        required={t('common.required')}
        loading={query.isPending}
        choices={(query.data?.data ?? []).map((type) => ({
          value: type.id,
          label: `${type.manufacturer} ${type.model} · ${type.heightU}U`,
        }))}
      />
      <TextField name="name" label={t('plans.newName')} required={t('common.required')} maxLength={80} />
    </>
  );
}

function RackChoice({ siteId, added }: { readonly siteId: number; readonly added: readonly string[] }) {
  const { t } = useWords();
  const query = useQuery({ ...adminQueries.racks(undefined, siteId), staleTime: 60_000 });
  return (
    <SelectField
      name="rack"
      label={t('plans.rack')}
      required={t('common.required')}
      loading={query.isPending}
      choices={[
        ...added.map((name) => ({ value: `+${name}`, label: `${name} (${t('plans.newRack')})` })),
        ...(query.data?.data ?? []).map((rack) => ({ value: String(rack.id), label: rack.name })),
      ]}
    />
  );
}

function PlaceFields({ siteId, added }: { readonly siteId: number; readonly added: readonly string[] }) {
  const { t } = useWords();
  return (
    <>
      <RackChoice siteId={siteId} added={added} />
      <div className="two">
        <SelectField
          name="face"
          label={t('racks.face')}
          choices={(['FRONT', 'REAR'] as const).map((value) => ({ value, label: t(`racks.faces.${value}`) }))}
        />
        <NumberField
          name="positionU"
          label={t('racks.lowestU')}
          min={1}
          max={100}
          whole={false}
          hint={t('plans.zeroU')}
        />
      </div>
    </>
  );
}

function RackFields() {
  const { t } = useWords();
  return (
    <>
      <TextField name="rackName" label={t('racks.name')} required={t('common.required')} maxLength={80} />
      <div className="two">
        <NumberField name="heightU" label={t('racks.heightU')} required={t('common.required')} min={1} max={60} />
        <NumberField
          name="maxWeightKg"
          label={t('racks.maxWeight')}
          required={t('common.required')}
          min={1}
          unit="kg"
        />
        <NumberField name="maxPowerW" label={t('racks.maxPower')} required={t('common.required')} min={1} unit="W" />
      </div>
    </>
  );
}
