import { admin } from '../../../api/admin.ts';
import type { Rack } from '../../../api/admin-types.ts';
import { useFormDeed } from '../../../components/act.tsx';
import { Conflict, useGuarded } from '../../../components/conflict.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Dialog, FormBox, NumberField, TextField, useForm } from '../../../ui/index.ts';

type Limits = Pick<Rack, 'name' | 'heightU' | 'maxWeightKg' | 'maxPowerW'>;

interface EditProps {
  readonly rack: Limits & { readonly id: number };
  readonly onClose: () => void;
}

/** Renames a rack and sets its limits; the server refuses limits below what stands in it, and says by how much. */
export function EditRack({ rack, onClose }: EditProps) {
  const { t } = useWords();
  const handle = useForm<Limits>();
  const guard = useGuarded<Limits, Rack>({
    handle,
    read: () => admin.readRack(rack.id),
    values: ({ name, heightU, maxWeightKg, maxPowerW }) => ({ name, heightU, maxWeightKg, maxPowerW }),
    save: (values, etag) => admin.changeRack(rack.id, values, etag),
  });
  const deed = useFormDeed<Limits>({
    handle,
    run: guard.run,
    stale: ['/admin/v1/racks', '/admin/v1/history', '/admin/v1/overview'],
    done: t('racks.edited'),
    after: onClose,
  });
  return (
    <Dialog open title={t('racks.edit')} onClose={onClose}>
      <FormBox<Limits>
        handle={handle}
        initial={{
          name: rack.name,
          heightU: rack.heightU,
          maxWeightKg: rack.maxWeightKg,
          maxPowerW: rack.maxPowerW,
        }}
        onSubmit={deed.submit}
      >
        <TextField name="name" label={t('racks.name')} required={t('common.required')} maxLength={80} />
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
        <Conflict
          handle={handle}
          guard={guard}
          labels={{
            name: t('racks.name'),
            heightU: t('racks.heightU'),
            maxWeightKg: t('racks.maxWeight'),
            maxPowerW: t('racks.maxPower'),
          }}
        />
        {deed.failure && guard.theirs === undefined ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('racks.edit')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
