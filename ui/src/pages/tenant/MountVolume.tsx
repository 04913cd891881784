import type { BlockVolume } from '../../api/volumes.ts';
import { CopyButton } from '../../components/failure.tsx';
import { useWords } from '../../components/words.tsx';
import { Button, Code, Dialog, Notice } from '../../ui/index.ts';

/** What is typed within a machine so that it uses a volume, once and at every start. */
export function mountSteps({ label, filesystem_path: device }: Pick<BlockVolume, 'label' | 'filesystem_path'>) {
  const place = `/mnt/${label}`;
  return {
    format: `mkfs.ext4 ${device}`,
    mount: `mkdir -p ${place}\nmount ${device} ${place}`,
    always: `echo '${device} ${place} ext4 defaults,noatime,nofail 0 2' >> /etc/fstab`,
    grow: `resize2fs ${device}`,
  } as const;
}

const STEPS = ['format', 'mount', 'always', 'grow'] as const;

/** The commands beside a volume, with a button to copy each. */
export function MountVolume({ row, onClose }: { readonly row: BlockVolume; readonly onClose: () => void }) {
  const { t } = useWords();
  const steps = mountSteps(row);
  return (
    <Dialog open title={t('blocks.mountOf', { label: row.label })} width={640} onClose={onClose}>
      <div className="stack">
        {row.linode_id === null ? <Notice kind="info" title={t('blocks.attachFirst')} /> : null}
        {STEPS.map((step) => (
          <div key={step}>
            <div className="row spread">
              <strong>{t(`blocks.steps.${step}`)}</strong>
              <CopyButton text={steps[step]} />
            </div>
            <Code text={steps[step]} />
          </div>
        ))}
        <Button kind="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}
