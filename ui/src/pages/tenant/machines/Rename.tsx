import { tenant, type Machine } from '../../../api/tenant.ts';
import { useFormDeed } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Dialog, FormBox, TextField, useForm } from '../../../ui/index.ts';
import { LABEL_RULE } from './label.ts';

interface RenameProps {
  readonly machine: Machine;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function Rename({ machine, open, onClose }: RenameProps) {
  const { t } = useWords();
  const handle = useForm<{ label: string }>();
  const deed = useFormDeed<{ label: string }>({
    handle,
    run: (values) => tenant.rename(machine.id, values.label),
    stale: ['/v4/linode/instances', '/portal/v1'],
    done: t('creation.renamed'),
    after: onClose,
  });
  return (
    <Dialog open={open} title={t('machines.rename')} onClose={onClose}>
      <FormBox handle={handle} initial={{ label: machine.label }} onSubmit={deed.submit}>
        <TextField
          name="label"
          label={t('machines.label')}
          required={t('common.required')}
          pattern={{ rule: LABEL_RULE, text: t('creation.labelRule') }}
          maxLength={64}
        />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {t('common.save')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
