import { SCREENS } from './screens.ts';
import { testScreens } from './screen-tests.ts';

testScreens(SCREENS.filter(({ as, path }) => as === 'owner' && !path.startsWith('/content')));
