import type { ContentType } from '#db/schema/choices.ts';
import type { TemplateSection, TemplateVariable } from '#db/schema/content.ts';
import type { TemplateDefaults } from './template.ts';

export interface ReadyTemplate {
  key: string;
  name: string;
  description: string;
  contentType: ContentType;
  structure: TemplateSection[];
  variables: TemplateVariable[];
  /** Markdown, with {placeholders}. */
  body: string;
  defaultValues: TemplateDefaults;
}

const section = (title: string, hint: string, required = true): TemplateSection => ({ title, hint, required });
const ask = (name: string, label: string, more: Partial<TemplateVariable> = {}): TemplateVariable => ({ name, label, type: 'text', required: true, fallback: '', choices: [], ...more });

/** What an organization can add with one press and then make its own. */
export const READY_TEMPLATES: readonly ReadyTemplate[] = [
  {
    key: 'article',
    name: 'Article',
    description: 'A question, what is known about it, and what follows.',
    contentType: 'article',
    structure: [
      section('What it is about', 'Two or three sentences: what happened or what is asked, and why it matters to the reader.'),
      section('What is known', 'The facts, each with its source. One thought a paragraph.'),
      section('What it means', 'What changes, for whom, and from when.'),
      section('What to do next', 'One step that the reader can take today.', false),
    ],
    variables: [ask('topic', 'Topic'), ask('reader', 'Who it is for', { required: false, fallback: 'our readers' })],
    body: '',
    defaultValues: { title: '{topic}', excerpt: 'What {reader} should know about {topic}.' },
  },
  {
    key: 'case-study',
    name: 'Case study',
    description: 'How a customer solved something, told with numbers.',
    contentType: 'case_study',
    structure: [
      section('The situation', 'Who {customer} is, and what stood in their way.'),
      section('What was done', 'The steps, in order, and what was tried and left.'),
      section('What came of it', 'Numbers before and after, and how they were measured.'),
      section('In their words', 'One quote, with name and role, that was agreed to.', false),
    ],
    variables: [ask('customer', 'Customer'), ask('product', 'What they used'), ask('result', 'The result in one line'), ask('since', 'Customer since', { type: 'date', required: false })],
    body: '> **{customer}** used {product}: {result}',
    defaultValues: { title: 'How {customer} did it with {product}', excerpt: '{customer}: {result}', seo: { title: '{customer} and {product}: a case study' } },
  },
  {
    key: 'press-release',
    name: 'Press release',
    description: 'News in the form that newsrooms expect.',
    contentType: 'press_release',
    structure: [
      section('The news', 'Who does what, when, where and why: the first paragraph stands alone.'),
      section('Background', 'What led to it, with figures that can be checked.'),
      section('Quote', 'One person, by full name and role. It says something the text does not.', false),
      section('About', 'Who you are, in three sentences that stay the same from release to release.'),
    ],
    variables: [
      ask('headline', 'Headline'),
      ask('city', 'City'),
      ask('date', 'Date', { type: 'date' }),
      ask('contact', 'Contact for the press', { type: 'long_text' }),
    ],
    body: '**{city}, {date}**\n\n---\n\nContact for the press: {contact}',
    defaultValues: { title: '{headline}', excerpt: '{city}, {date}: {headline}' },
  },
  {
    key: 'newsletter',
    name: 'Newsletter',
    description: 'An issue with one main story and a few short ones.',
    contentType: 'newsletter',
    structure: [
      section('Hello', 'Two sentences, as to someone you know.'),
      section('The main story', 'What you would tell if there were room for one thing.'),
      section('In short', 'Three to five lines, each with a link.', false),
      section('Until next time', 'When the next issue comes, and how to answer.', false),
    ],
    variables: [ask('issue', 'Issue number', { type: 'number' }), ask('theme', 'Theme of this issue')],
    body: '',
    defaultValues: { title: 'Issue {issue}: {theme}', excerpt: '{theme}' },
  },
  {
    key: 'product-launch',
    name: 'Product launch',
    description: 'A post that says what is new, for whom, and where to get it.',
    contentType: 'article',
    structure: [
      section('What is new', 'What {product} does that could not be done before.'),
      section('How it works', 'Three steps, a picture each.'),
      section('Who it is for', 'And who can wait.', false),
      section('How to get it', 'Where, from when, and what it costs.'),
    ],
    variables: [
      ask('product', 'Product'),
      ask('launch', 'Day of the launch', { type: 'date' }),
      ask('link', 'Where to get it', { type: 'url' }),
      ask('stage', 'Stage', { type: 'choice', choices: ['Preview', 'Available to all'], fallback: 'Available to all' }),
    ],
    body: '**{product}** · {stage}, {launch}',
    defaultValues: { title: '{product} is here', excerpt: 'What {product} is, who it is for, and how to get it.', tags: ['launch'] },
  },
];
