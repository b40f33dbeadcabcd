import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** These files before all others, in this order: begun last, a long one keeps one processor busy while the others have nothing left to do. */
export const longestFirst = (files: readonly string[]) =>
  class extends BaseSequencer {
    override async sort(all: TestSpecification[]) {
      const place = ({ moduleId }: TestSpecification) => {
        const found = files.findIndex((file) => moduleId.endsWith(`/${file}`));
        return found === -1 ? files.length : found;
      };
      return (await super.sort(all)).sort((one, other) => place(one) - place(other));
    }
  };
