import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MODULE_KINDS, modelQueries, models, type ModuleModel } from '../../../api/models.ts';
import { useSearchState } from '../../../components/asOf.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useWords } from '../../../components/words.tsx';
import { byText, QueryTable, usePaging, type Column } from '../../../table/QueryTable.tsx';
import { Empty, Pick } from '../../../ui/index.ts';
import { AddButton } from '../numbers/parts.tsx';

/** Models of parts that sit in bays of devices: supplies, cards, disks. */
export function ModuleModels() {
  const { t, figure } = useWords();
  const [params, change] = useSearchState();
  const [adding, setAdding] = useState(false);
  const kind = MODULE_KINDS.find((each) => each === params.get('of'));
  const query = useQuery({
    ...modelQueries.modules({ ...usePaging('module-models'), kind }),
    placeholderData: keepPreviousData,
  });
  const kinds = MODULE_KINDS.map((value) => ({ value, label: t(`models.kinds.${value}`) }));
  const columns: readonly Column<ModuleModel>[] = [
    {
      key: 'model',
      title: t('devices.model'),
      text: (model) => `${model.manufacturer} ${model.model}`,
      order: byText((model) => `${model.manufacturer} ${model.model}`),
      render: (model) => `${model.manufacturer} ${model.model}`,
    },
    {
      key: 'kind',
      title: t('models.kind'),
      text: (model) => t(`models.kinds.${model.kind}`),
      render: (model) => t(`models.kinds.${model.kind}`),
    },
    {
      key: 'partNumber',
      title: t('models.partNumber'),
      text: (model) => model.partNumber ?? '',
      render: (model) => <span className="mono">{model.partNumber ?? '–'}</span>,
    },
    {
      key: 'weight',
      title: t('trace.rack.weight'),
      numeric: true,
      text: (model) => String(model.weightKg ?? ''),
      render: (model) => figure(model.weightKg, 'kg'),
    },
    {
      key: 'draw',
      title: t('racks.maxDraw'),
      numeric: true,
      text: (model) => String(model.maxDrawW ?? ''),
      render: (model) => figure(model.maxDrawW, 'W'),
    },
  ];
  return (
    <>
      <QueryTable<ModuleModel>
        name="module-models"
        label={t('models.modules')}
        query={query}
        columns={columns}
        paged
        rowKey={(model) => String(model.id)}
        filters={
          <Pick label={t('models.kind')} value={kind} choices={kinds} onChange={(value) => change({ of: value })} />
        }
        actions={<AddButton text={t('models.addModule')} onClick={() => setAdding(true)} />}
        empty={
          <Empty title={t('models.noModules')}>
            <p>{t('models.noneNext')}</p>
          </Empty>
        }
      />
      {adding ? (
        <FormDialog
          title={t('models.addModule')}
          fields={[
            { name: 'manufacturer', label: t('models.manufacturer'), maxLength: 80 },
            { name: 'model', label: t('devices.model'), maxLength: 80 },
            { name: 'kind', label: t('models.kind'), kind: 'choice', choices: kinds },
            { name: 'partNumber', label: t('models.partNumber'), kind: 'mono', optional: true, maxLength: 80 },
            { name: 'weightKg', label: t('trace.rack.weight'), kind: 'decimal', unit: 'kg', optional: true },
            { name: 'maxDrawW', label: t('racks.maxDraw'), kind: 'number', unit: 'W', min: 0, optional: true },
          ]}
          initial={{ kind: 'PSU' }}
          run={models.addModule}
          stale={['/admin/v1/module-types']}
          done={(added) => t('models.added', { model: `${added.manufacturer} ${added.model}` })}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}
