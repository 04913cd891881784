import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DEVICE_CATEGORIES, modelQueries, models, type DeviceModel } from '../../../api/models.ts';
import { useSearchState } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Pick } from '../../../ui/index.ts';
import { AddButton } from '../numbers/parts.tsx';

/** Models of devices: how high, deep and heavy they are, and what they draw at most. */
export function DeviceModels() {
  const { t, figure } = useWords();
  const [params, change] = useSearchState();
  const [adding, setAdding] = useState(false);
  const category = DEVICE_CATEGORIES.find((each) => each === params.get('of'));
  const query = useQuery({
    ...modelQueries.devices({ ...usePaging('device-models'), category }),
    placeholderData: keepPreviousData,
  });
  const categories = DEVICE_CATEGORIES.map((value) => ({ value, label: t(`models.categories.${value}`) }));
  const figures = (
    key: 'weightKg' | 'maxDrawW' | 'deviceBays' | 'powerSupplies',
    title: string,
    unit?: string,
  ): Column<DeviceModel> => ({
    key,
    title,
    numeric: true,
    text: (model) => String(model[key] ?? ''),
    render: (model) => figure(model[key], unit),
  });
  const columns: readonly Column<DeviceModel>[] = [
    {
      key: 'model',
      title: t('devices.model'),
      text: (model) => `${model.manufacturer} ${model.model}`,
      order: byText((model) => `${model.manufacturer} ${model.model}`),
      render: (model) => `${model.manufacturer} ${model.model}`,
    },
    {
      key: 'category',
      title: t('models.category'),
      text: (model) => t(`models.categories.${model.category}`),
      render: (model) => t(`models.categories.${model.category}`),
    },
    {
      key: 'height',
      title: t('racks.heightU'),
      numeric: true,
      text: (model) => String(model.heightU),
      render: (model) => `${model.heightU} U`,
    },
    {
      key: 'depth',
      title: t('devices.depth'),
      text: (model) => t(model.fullDepth ? 'devices.fullDepth' : 'devices.halfDepth'),
      render: (model) => t(model.fullDepth ? 'devices.fullDepth' : 'devices.halfDepth'),
    },
    figures('weightKg', t('trace.rack.weight'), 'kg'),
    figures('maxDrawW', t('racks.maxDraw'), 'W'),
    figures('powerSupplies', t('models.supplies')),
    figures('deviceBays', t('models.bays')),
  ];
  return (
    <>
      <QueryTable<DeviceModel>
        name="device-models"
        label={t('models.devices')}
        query={query}
        columns={columns}
        paged
        rowKey={(model) => String(model.id)}
        filters={
          <Pick
            label={t('models.category')}
            value={category}
            choices={categories}
            onChange={(value) => change({ of: value })}
          />
        }
        actions={<AddButton text={t('models.addDevice')} onClick={() => setAdding(true)} />}
        empty={
          <Empty title={t('models.none')}>
            <p>{t('models.noneNext')}</p>
          </Empty>
        }
      />
      {adding ? (
        <FormDialog
          title={t('models.addDevice')}
          fields={[
            { name: 'manufacturer', label: t('models.manufacturer'), maxLength: 80 },
            { name: 'model', label: t('devices.model'), maxLength: 80 },
            { name: 'category', label: t('models.category'), kind: 'choice', choices: categories },
            { name: 'heightU', label: t('racks.heightU'), kind: 'decimal', hint: t('models.heightHint') },
            { name: 'fullDepth', label: t('devices.fullDepth'), kind: 'switch' },
            { name: 'weightKg', label: t('trace.rack.weight'), kind: 'decimal', unit: 'kg', optional: true },
            { name: 'maxDrawW', label: t('racks.maxDraw'), kind: 'number', unit: 'W', min: 0, optional: true },
            { name: 'powerSupplies', label: t('models.supplies'), kind: 'number', min: 0, max: 64, optional: true },
          ]}
          initial={{ category: 'SERVER', heightU: '1', fullDepth: true }}
          run={models.addDevice}
          stale={['/admin/v1/device-types']}
          done={(added) => t('models.added', { model: `${added.manufacturer} ${added.model}` })}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}
