import { RadioField } from '#app/ui/radio-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TagDot } from '../tag-list.tsx';

export interface Tag {
  id: string;
  name: string;
  color: string;
  usageCount: number;
  inContent: number;
  inMedia: number;
}

/** The words stand beside the hues: nothing is told by colour alone. */
const HUES = { ink: 'Grey', red: 'Red', amber: 'Amber', green: 'Green', blue: 'Blue', violet: 'Violet' };

export function TagFields({ tag }: { tag?: Pick<Tag, 'name' | 'color'> }) {
  return (
    <>
      <TextField name="name" label="Name" defaultValue={tag?.name} required maxLength={60} autoComplete="off" />
      <RadioField
        name="color"
        label="Colour"
        defaultValue={tag?.color ?? 'ink'}
        options={Object.entries(HUES).map(([value, word]) => ({
          value,
          label: (
            <span className="inline-flex items-center gap-2">
              <TagDot color={value} />
              {word}
            </span>
          ),
        }))}
      />
    </>
  );
}
