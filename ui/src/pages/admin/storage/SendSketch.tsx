import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { adminQueries } from '../../../api/admin.ts';
import { storage } from '../../../api/storage.ts';
import { useDeed, useFormDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Code, FormBox, Notice, Panel, SelectField, TextField, useForm } from '../../../ui/index.ts';
import { formatBytes } from '../../../util/units.ts';

/** What the portal takes in one request. */
const SKETCH_BYTES_MAX = 16 * 1024 * 1024;

interface Owner {
  readonly host?: string;
  readonly tenantId?: number;
  readonly tag?: string;
}

/** How volumes get measured: the pool's secret, the scan, and the sketch it makes. */
export function SendSketch({ id }: { readonly id: number }) {
  const { t } = useWords();
  const reason = useReason();
  const [secret, setSecret] = useState<string>();
  const deed = useDeed({
    run: () => storage.secret(id),
    stale: [],
    after: (made) => setSecret(made.secret),
  });
  return (
    <div className="stack">
      <Panel title={t('sharing.stepSecret')}>
        <p className="muted">{t('sharing.secretHint')}</p>
        {secret === undefined ? (
          <Button busy={deed.isPending} reason={reason('inventory')} onClick={() => deed.mutate()}>
            {t('sharing.showSecret')}
          </Button>
        ) : (
          <Notice kind="info" title={t('sharing.secret')}>
            <Code text={secret} />
          </Notice>
        )}
      </Panel>
      <Panel title={t('sharing.stepScan')}>
        <p className="muted">{t('sharing.scanHint')}</p>
        <Code text={'./myidc scan --k 6 --per-file --secret pool.secret --out disks.sketch /var/lib/libvirt/images'} />
      </Panel>
      <Upload id={id} />
    </div>
  );
}

function Upload({ id }: { readonly id: number }) {
  const { t, number, locale } = useWords();
  const reason = useReason();
  const handle = useForm<Owner>();
  const tenants = useQuery({ ...adminQueries.tenants(), staleTime: 60_000 });
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const deed = useFormDeed<Owner, { volumes: number }>({
    handle,
    run: (owner) => storage.takeSketch(id, file as File, owner),
    stale: ['/admin/v1/measured-pools', '/admin/v1/capacity', '/admin/v1/history'],
    done: (taken) => t('sharing.taken', { text: number(taken.volumes) }),
    after: () => {
      setFile(undefined);
      if (input.current) input.current.value = '';
    },
  });
  const tooLarge = file !== undefined && file.size > SKETCH_BYTES_MAX;
  return (
    <Panel title={t('sharing.stepSend')}>
      <p className="muted">{t('sharing.sendHint', { bytes: formatBytes(SKETCH_BYTES_MAX, locale) })}</p>
      <FormBox<Owner> handle={handle} label={t('sharing.stepSend')} onSubmit={deed.submit}>
        <label className="file-pick">
          {t('sharing.sketchFile')}{' '}
          <input ref={input} type="file" onChange={(event) => setFile(event.target.files?.[0])} />
        </label>
        <div className="two">
          <TextField name="host" label={t('sharing.host')} maxLength={200} />
          <SelectField
            name="tenantId"
            label={t('sharing.tenant')}
            clear
            choices={(tenants.data?.data ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name }))}
          />
        </div>
        <TextField name="tag" label={t('sharing.tag')} maxLength={50} />
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button
          kind="primary"
          submit
          busy={deed.busy}
          reason={
            reason('inventory') ??
            (file === undefined ? t('sharing.noFile') : tooLarge ? t('sharing.tooLarge') : undefined)
          }
        >
          {t('sharing.send')}
        </Button>
      </FormBox>
    </Panel>
  );
}
