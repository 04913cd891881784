import { useSearchState } from '../../../components/asOf.tsx';
import { PageHead } from '../../../components/PageHead.tsx';
import { useWords } from '../../../components/words.tsx';
import { Tabs } from '../../../ui/index.ts';
import { DeviceModels } from './DeviceModels.tsx';
import { ModuleModels } from './ModuleModels.tsx';

/** What devices and the parts in their bays are: figures that hold for every one of a model. */
export default function ModelsPage() {
  const { t } = useWords();
  const [params, change] = useSearchState();
  const modules = params.get('tab') === 'modules';
  return (
    <>
      <PageHead title={t('shell.nav.models')} sub={t('models.sub')} />
      <Tabs
        active={modules ? 'modules' : 'devices'}
        onChange={(key) => change({ tab: key === 'modules' ? key : undefined, of: undefined })}
        tabs={[
          { key: 'devices', label: t('models.devices'), content: modules ? null : <DeviceModels /> },
          { key: 'modules', label: t('models.modules'), content: modules ? <ModuleModels /> : null },
        ]}
      />
    </>
  );
}
