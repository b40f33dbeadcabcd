import { expect, test } from 'vitest';
import type { Kept, OptionField } from '#app/domains/social/connectors/connector.ts';
import { checkedOptions, choicesOf } from '#app/domains/social/composing/options.ts';

const board: OptionField = { name: 'board', label: 'Board', kind: 'choice', required: true, choicesOf: 'boards' };
const sees: OptionField = { name: 'visibility', label: 'Who sees it', kind: 'choice', fallback: 'public', choices: [{ value: 'public', label: 'Everyone' }, { value: 'private', label: 'Followers only' }] };
const warning: OptionField = { name: 'warning', label: 'Content warning', kind: 'text', most: 5 };
const replies: OptionField = { name: 'replies', label: 'Replies', kind: 'switch', fallback: true };
const data: Kept = { boards: [{ id: '17', name: 'Harbours' }, { value: '18', label: 'Trains' }, 'Other', 3, null] };

test('what was not said has its usual value, and empty texts are not sent', () => {
  expect(checkedOptions([sees, warning, replies], {}, {})).toEqual({ values: { visibility: 'public', replies: true }, errors: {} });
  expect(checkedOptions([sees, warning, replies], { visibility: 'private', warning: 'ice', replies: false }, {})).toEqual({ values: { visibility: 'private', warning: 'ice', replies: false }, errors: {} });
  expect(checkedOptions([sees], { visibility: 'public', dropped: 'yes' }, {}).values).toEqual({ visibility: 'public' });
});

test('an account brings its own choices', () => {
  expect(choicesOf(board, data)).toEqual([{ value: '17', label: 'Harbours' }, { value: '18', label: 'Trains' }, { value: 'Other', label: 'Other' }]);
  expect(choicesOf(board, {})).toEqual([]);
  expect(checkedOptions([board], { board: '17' }, data)).toEqual({ values: { board: '17' }, errors: {} });
});

test('each refusal is a sentence at its own field', () => {
  const { values, errors } = checkedOptions([board, sees, warning, replies], { board: '99', visibility: 'nobody', warning: 'glaciers', replies: 'on' }, data);
  expect(values).toEqual({});
  expect(errors).toEqual({
    board: 'What was chosen for “Board” is not there any more. Choose another.',
    visibility: 'What was chosen for “Who sees it” is not there any more. Choose another.',
    warning: '“Content warning” takes 5 characters; this has 8.',
    replies: '“Replies” is either on or off.',
  });
  expect(checkedOptions([board], {}, data).errors).toEqual({ board: 'Choose something for “Board”.' });
  expect(checkedOptions([board], {}, {}).errors).toEqual({ board: 'This account has nothing to choose from for “Board”.' });
  expect(checkedOptions([{ ...warning, required: true }], { warning: '  ' }, {}).errors).toEqual({ warning: '“Content warning” is needed here.' });
  expect(checkedOptions([{ ...replies, required: true }], { replies: false }, {}).errors).toEqual({ replies: '“Replies” has to be on.' });
  expect(checkedOptions([{ ...warning, most: 3 }], { warning: '👨‍👩‍👧‍👦👍🏽é' }, {}).errors).toEqual({});
  expect(checkedOptions([sees], { visibility: { value: 'public' } }, {}).errors).toEqual({ visibility: '“Who sees it” is not a text.' });
});
