interface PreferredOptionsProps {
  options: readonly { value: string; label: string }[];
  /** The values that come first. */
  preferred: readonly string[];
  /** Whose choice they are. */
  of: string;
}

/** The options of a select: what a project prefers comes first, under its name. */
export function PreferredOptions({ options, preferred, of }: PreferredOptionsProps) {
  const first = options.filter(({ value }) => preferred.includes(value));
  const draw = (list: typeof options) =>
    list.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ));
  if (first.length === 0) return <>{draw(options)}</>;
  return (
    <>
      <optgroup label={of}>{draw(first)}</optgroup>
      <optgroup label="Others">{draw(options.filter((option) => !first.includes(option)))}</optgroup>
    </>
  );
}

export const preferredFirst = <One extends { id: string }>(all: readonly One[], preferred: readonly string[]): One[] => [...all.filter(({ id }) => preferred.includes(id)), ...all.filter(({ id }) => !preferred.includes(id))];
