import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contentQueries } from '../../../../api/contents.ts';
import type { OwnImage } from '../../../../api/images.ts';
import type { Script } from '../../../../api/scripts.ts';
import type { Machine, OsImage } from '../../../../api/tenant.ts';
import { usePresent } from '../../../../components/session.tsx';
import { useWords } from '../../../../components/words.tsx';
import { Notice, Segmented, SelectField, TextField } from '../../../../ui/index.ts';
import { formatTime, instantOf } from '../../../../util/dates.ts';
import { copyField } from '../copies.ts';
import { ReadScript } from '../ReadScript.tsx';
import type { Source, Wish } from './wish.ts';

interface BeginningProps {
  readonly source: Source;
  readonly wish: Partial<Wish>;
  readonly images: readonly (OsImage & Partial<Pick<OwnImage, 'regions'>>)[];
  readonly scripts: readonly Script[];
  readonly machines: readonly Machine[];
  readonly reading: Parameters<typeof ReadScript>[0];
}

/** The fields of what a machine begins with. */
export function Beginning(props: BeginningProps) {
  const { t } = useWords();
  switch (props.source) {
    case 'os':
      return <OsImages images={props.images} />;
    case 'image':
      return <OwnImages images={props.images} />;
    case 'script':
      return <FromScript {...props} />;
    case 'backup':
      return <FromBackup {...props} />;
    case 'clone':
      return (
        <>
          <SourceMachine machines={props.machines} none={t('creation.noMachine')} />
          <SelectField {...copyField(t, props.wish.copy)} clear />
          <Notice kind="info" title={t('creation.cloneWhat')} />
        </>
      );
  }
}

function OsImages({ images }: { readonly images: readonly OsImage[] }) {
  const { t } = useWords();
  return (
    <SelectField
      name="image"
      label={t('machines.image')}
      required={t('common.required')}
      choices={images.filter((image) => image.is_public).map((image) => ({ value: image.id, label: image.label }))}
    />
  );
}

function OwnImages({ images }: { readonly images: readonly OsImage[] }) {
  const { t } = useWords();
  const own = images.filter((image) => !image.is_public);
  return (
    <SelectField
      name="own"
      label={t('creation.ownImage')}
      required={t('common.required')}
      choices={own.map((image) => ({
        value: image.id,
        label: `${image.label} (${image.id})`,
        off: image.status !== 'available',
      }))}
      hint={own.length === 0 ? t('creation.noOwnImage') : t('creation.ownImageHint')}
    />
  );
}

const WHOSE = ['own', 'community'] as const;
type Whose = (typeof WHOSE)[number];

function FromScript({ wish, images, scripts, reading }: BeginningProps) {
  const { t } = useWords();
  const script = scripts.find((each) => each.id === wish.script);
  const [chosen, setChosen] = useState<Whose>();
  const whose = chosen ?? (script?.mine === false ? 'community' : 'own');
  const fits = (image: OsImage) =>
    script === undefined || script.images.includes('any/all') || script.images.includes(image.id);
  return (
    <>
      <Segmented<Whose>
        label={t('creation.scriptsOf')}
        value={whose}
        choices={WHOSE.map((value) => ({ value, label: t(`scripts.${value}`) }))}
        onChange={setChosen}
      />
      <div className="two">
        <SelectField
          name="script"
          label={t('machines.script')}
          required={t('common.required')}
          choices={scripts
            .filter((each) => each.mine === (whose === 'own') || each.id === wish.script)
            .map((each) => ({ value: each.id, label: each.mine ? each.label : `${each.username} / ${each.label}` }))}
          hint={t('creation.scriptHint')}
        />
        <OsImages images={images.filter(fits)} />
      </div>
      {script?.user_defined_fields.map((field) => (
        <Asked key={field.name} field={field} />
      ))}
      <ReadScript {...reading} />
    </>
  );
}

/** What a script asks for: chosen where it names the answers, else typed. */
function Asked({ field }: { readonly field: Script['user_defined_fields'][number] }) {
  const { t } = useWords();
  const required = field.default === undefined ? { required: t('common.required') } : {};
  if (field.oneof !== undefined)
    return (
      <SelectField
        name={['asked', field.name]}
        label={field.label}
        {...required}
        clear={field.default !== undefined}
        choices={field.oneof.split(',').map((value) => ({ value, label: value }))}
        hint={field.default}
      />
    );
  return (
    <TextField
      name={['asked', field.name]}
      label={field.label}
      {...required}
      hint={[field.manyof ?? field.example, field.default].filter(Boolean).join('; ')}
    />
  );
}

function SourceMachine({ machines, none }: { readonly machines: readonly Machine[]; readonly none: string }) {
  const { t } = useWords();
  return (
    <SelectField
      name="of"
      label={t('creation.of')}
      required={t('common.required')}
      choices={machines.map((machine) => ({ value: machine.id, label: `${machine.label} (${machine.region})` }))}
      {...(machines.length === 0 ? { hint: none } : {})}
    />
  );
}

function FromBackup({ wish, machines }: BeginningProps) {
  const { t } = useWords();
  const { zone } = usePresent();
  const kept = useQuery({ ...contentQueries.backups(wish.of ?? 0), enabled: wish.of !== undefined });
  const all = kept.data ? [kept.data.snapshot.current, ...kept.data.automatic].filter((one) => one !== null) : [];
  return (
    <div className="two">
      <SourceMachine machines={machines.filter((machine) => machine.backups.enabled)} none={t('creation.noBackups')} />
      <SelectField
        name="backup"
        label={t('creation.backup')}
        required={t('common.required')}
        loading={wish.of !== undefined && kept.isPending}
        choices={all.map((one) => ({
          value: one.id,
          label: `${one.label ?? t('contents.automatic')} · ${formatTime(instantOf(one.created), zone)}`,
          off: !one.available,
        }))}
        hint={t('creation.backupHint')}
      />
    </div>
  );
}
