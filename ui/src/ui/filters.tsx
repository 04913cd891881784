import { Input, Segmented as AntSegmented, Select as AntSelect } from 'antd';

export interface Choice<K extends string | number = string | number> {
  readonly value: K;
  readonly label: string;
  readonly off?: boolean;
}

interface PickProps<K extends string | number> {
  readonly label: string;
  readonly value: K | undefined;
  readonly choices: readonly Choice<K>[];
  readonly onChange: (value: K | undefined) => void;
  readonly clear?: boolean;
  readonly width?: number;
  readonly placeholder?: string;
}

/** A choice outside a form, such as a filter of a list. */
export function Pick<K extends string | number>({
  label,
  value,
  choices,
  onChange,
  clear = true,
  width = 170,
  placeholder,
}: PickProps<K>) {
  return (
    <AntSelect<K>
      aria-label={label}
      placeholder={placeholder ?? label}
      value={value as K}
      allowClear={clear}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width }}
      options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      onChange={(next: K | undefined) => onChange(next)}
    />
  );
}

interface SegmentProps<K extends string> {
  readonly label: string;
  readonly value: K;
  readonly choices: readonly Choice<K>[];
  readonly onChange: (value: K) => void;
}

export function Segmented<K extends string>({ label, value, choices, onChange }: SegmentProps<K>) {
  return (
    <AntSegmented<K>
      aria-label={label}
      value={value}
      options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      onChange={onChange}
    />
  );
}

interface SearchProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

export function FilterBox({ label, value, onChange }: SearchProps) {
  return (
    <Input
      aria-label={label}
      placeholder={label}
      value={value}
      allowClear
      maxLength={200}
      style={{ width: 220 }}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
