import type { Face } from '../../../api/admin-types.ts';
import type { WalkStray } from '../../../api/inventory.ts';
import { useWords } from '../../../components/words.tsx';
import { Button, FormBox, NumberField, Panel, SelectField, TextField, useForm } from '../../../ui/index.ts';

interface Wish {
  readonly name: string;
  readonly serial?: string;
  readonly positionU: number;
  readonly face: Face;
}

interface StrayProps {
  readonly heightU: number;
  readonly strays: readonly WalkStray[];
  readonly onAdd: (stray: WalkStray) => void;
  readonly onTakeOut: (index: number) => void;
}

/** What stands in the rack and is not in the book there. */
export function StrayForm({ heightU, strays, onAdd, onTakeOut }: StrayProps) {
  const { t } = useWords();
  const handle = useForm<Wish>();
  return (
    <Panel title={t('walks.strays')}>
      {strays.length === 0 ? null : (
        <ul className="link-list">
          {strays.map((stray, index) => (
            <li key={`${stray.name}/${stray.face}/${stray.positionU}`}>
              U{stray.positionU} · {t(`racks.faces.${stray.face}`)} · {stray.name} {stray.serial ?? ''}{' '}
              <Button kind="quiet" onClick={() => onTakeOut(index)}>
                {t('walks.takeOut')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FormBox<Wish>
        handle={handle}
        label={t('walks.strays')}
        initial={{ face: 'FRONT' }}
        onSubmit={(wish) => {
          onAdd(wish);
          handle.form.resetFields();
        }}
      >
        <div className="two">
          <TextField name="name" label={t('walks.label')} required={t('common.required')} maxLength={80} />
          <TextField name="serial" label={t('devices.serial')} maxLength={80} mono />
          <NumberField
            name="positionU"
            label={t('racks.lowestU')}
            required={t('common.required')}
            min={1}
            max={heightU}
            whole={false}
          />
          <SelectField
            name="face"
            label={t('racks.face')}
            choices={(['FRONT', 'REAR'] as const).map((value) => ({ value, label: t(`racks.faces.${value}`) }))}
          />
        </div>
        <Button submit>{t('walks.addStray')}</Button>
      </FormBox>
    </Panel>
  );
}
