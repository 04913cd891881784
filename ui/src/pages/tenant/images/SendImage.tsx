import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../../../api/http.ts';
import { image, sendImage } from '../../../api/images.ts';
import { tenantQueries } from '../../../api/tenant.ts';
import { useStale } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import {
  Button,
  Dialog,
  FormBox,
  Notice,
  Progress,
  SelectField,
  SwitchField,
  TextField,
  useForm,
  useSay,
} from '../../../ui/index.ts';

interface Wish {
  readonly label: string;
  readonly region: string;
  readonly cloud_init?: boolean;
}

/** Opens an image for the contents of a file, and sends them. */
export function SendImage({ onClose }: { readonly onClose: () => void }) {
  const { t, number } = useWords();
  const say = useSay();
  const stale = useStale();
  const handle = useForm<Wish>();
  const regions = useQuery(tenantQueries.regions());
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState(0);
  const [refused, setRefused] = useState<string>();
  const sending = useMutation({
    mutationFn: async ({ wish, contents }: { readonly wish: Wish; readonly contents: File }) => {
      const { upload_to: address } = await image.upload({ ...wish }, newKey());
      try {
        await sendImage(address, contents, setSent);
      } catch (error) {
        // The image waits for its contents; what was wrong with these is said, and another try opens another image.
        setRefused(error instanceof Error && error.message !== '' ? error.message : t('images.lost'));
        return false;
      } finally {
        await stale('/v4/images');
      }
      return true;
    },
    onMutate: () => setRefused(undefined),
    onSuccess: (done) => {
      if (!done) return;
      say.done(t('images.sent'));
      onClose();
    },
  });
  return (
    <Dialog title={t('images.send')} open onClose={onClose}>
      <FormBox<Wish>
        handle={handle}
        initial={{}}
        onSubmit={(wish) => {
          if (file !== undefined) sending.mutate({ wish, contents: file });
        }}
        label={t('images.send')}
      >
        <TextField name="label" label={t('images.label')} required={t('common.required')} maxLength={50} />
        <SelectField
          name="region"
          label={t('images.region')}
          required={t('common.required')}
          loading={regions.isPending}
          choices={(regions.data?.data ?? []).map((each) => ({ value: each.id, label: each.label }))}
        />
        <SwitchField name="cloud_init" label={t('images.cloudInit')} />
        <label className="file">
          {t('images.file')} <input type="file" onChange={(event) => setFile(event.target.files?.[0])} />
        </label>
        <p className="muted small">{t('images.fileHint')}</p>
        {sending.isPending && file !== undefined ? (
          <Progress
            label={t('images.sending')}
            done={sent}
            total={Math.max(1, file.size)}
            text={`${number(Math.floor((100 * sent) / Math.max(1, file.size)))} %`}
          />
        ) : null}
        {refused === undefined ? null : <Notice kind="bad" title={t('images.refused', { reason: refused })} />}
        {sending.error ? <FailureNotice error={sending.error} /> : null}
        <Button
          kind="primary"
          submit
          busy={sending.isPending}
          reason={file === undefined ? t('images.chooseFile') : undefined}
        >
          {t('images.send')}
        </Button>
      </FormBox>
    </Dialog>
  );
}
