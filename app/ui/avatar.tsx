import { classes } from './class-names.ts';
import { hueOf, initials } from './initials.ts';

const SIZES = { small: 'size-6 text-[0.625rem]', normal: 'size-8 text-xs', large: 'size-14 text-lg' };
const HUES = ['bg-idle-wash text-idle', 'bg-planned-wash text-planned', 'bg-waiting-wash text-waiting', 'bg-done-wash text-done', 'bg-accent-wash text-accent'];

interface AvatarProps {
  name: string;
  image?: string | null;
  size?: keyof typeof SIZES;
  /** People are round, organizations square. */
  square?: boolean;
}

/** A face or initials. Decorative: the name always stands beside it. */
export function Avatar({ name, image, size = 'normal', square = false }: AvatarProps) {
  const shape = classes('inline-grid shrink-0 place-items-center overflow-hidden font-semibold select-none', SIZES[size], square ? 'rounded-md' : 'rounded-full');
  if (image) return <img src={image} alt="" loading="lazy" decoding="async" className={classes(shape, 'object-cover')} />;
  return <span aria-hidden data-initials={initials(name)} className={classes('initials', shape, HUES[hueOf(name)])} />;
}
