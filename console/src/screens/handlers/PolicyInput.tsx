import { useQuery } from '@tanstack/react-query';
import { listsQuery } from '../../api/lists.ts';
import { Check, Choice, Field } from '../../parts/Field.tsx';
import { MOST_CANDIDATES } from '../../parts/serviceNumbers.ts';
import { useWords } from '../../words/useWords.ts';
import type { PolicyField, PolicyValue } from './policies.ts';

interface PolicyInputProps {
  readonly field: PolicyField;
  readonly value: PolicyValue;
  readonly onChange: (value: PolicyValue) => void;
}

const RANGES = {
  share: { min: 0, max: 1, step: 0.01 },
  optionalShare: { min: 0, max: 1, step: 0.01 },
  degrees: { min: 0, max: 180, step: 1 },
  count: { min: 1, max: MOST_CANDIDATES, step: 1 },
} as const;

/** One policy by its meaning. */
export function PolicyInput({ field, value, onChange }: PolicyInputProps) {
  const words = useWords();
  const { data } = useQuery({ ...listsQuery, enabled: field.input === 'list' });
  const key =
    field.input === 'list' ? (field.group === 'match_policy' ? 'list_id_match' : 'list_id_person') : field.name;
  const label = words.handlers.fields[key] ?? field.name;
  if (field.input === 'toggle') {
    return <Check label={label} checked={value === 1} onChange={(checked) => onChange(checked ? 1 : 0)} />;
  }
  if (field.input === 'list') {
    const none = field.group === 'match_policy' ? words.handlers.everybody : words.handlers.noList;
    return (
      <Choice label={label} value={typeof value === 'string' ? value : ''} onChange={(list) => onChange(list || null)}>
        <option value="">{none}</option>
        {data?.people.map((list) => (
          <option key={list.id} value={list.id}>
            {list.list_data || words.lists.unnamed}
          </option>
        ))}
      </Choice>
    );
  }
  return (
    <Field
      label={label}
      type="number"
      inputMode="decimal"
      required={field.input !== 'optionalShare'}
      {...RANGES[field.input]}
      value={typeof value === 'number' ? value : ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.valueAsNumber)}
    />
  );
}
